// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import CGzip

/// Compresses bytes as the gzip command does, without a name and a time in the header.
package enum GzipMember {
  /// `content`, shorter than 4 GiB, as one gzip member (RFC 1952).
  ///
  /// - Throws: zlib's code when it refuses, which happens for want of memory only.
  package static func compress(_ content: [UInt8]) throws(CorpusError) -> [UInt8] {
    // On the heap because zlib checks that a stream has not moved since it was initialised.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    defer { unsafe stream.deallocate() }
    let code = unsafe corpora_deflate_init(stream)
    guard code == Z_OK else { throw .compression(code) }
    defer { unsafe deflateEnd(stream) }
    var end = Z_OK
    // Room for the worst case, so that one call does all.
    let room = unsafe Int(deflateBound(stream, UInt(content.count)))
    let member = unsafe [UInt8](unsafeUninitializedCapacity: room) { output, count in
      unsafe content.withUnsafeBufferPointer { input in
        // zlib does not write through next_in; the type lacks const for history's sake.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(input.count)
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = UInt32(room)
        end = unsafe deflate(stream, Z_FINISH)
        count = unsafe room - Int(stream.pointee.avail_out)
      }
    }
    guard end == Z_STREAM_END else { throw .compression(end) }
    return member
  }
}
