// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import CZlib

/// Makes gzip members.
enum GzipMaker {
  /// One member; level 0 stores the bytes as they are, behind 15 bytes of headers.
  static func member(_ content: [UInt8], level: Int32 = 6) -> [UInt8] {
    var stream = unsafe z_stream()
    guard unsafe recount_deflate_init_gzip(&stream, level) == Z_OK else { return [] }
    defer { unsafe deflateEnd(&stream) }
    var input = content
    let room = Int(unsafe deflateBound(&stream, UInt(content.count))) + 64
    return unsafe [UInt8](unsafeUninitializedCapacity: room) { output, count in
      unsafe input.withUnsafeMutableBufferPointer { buffer in
        unsafe stream.next_in = buffer.baseAddress
        unsafe stream.avail_in = UInt32(buffer.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(room)
        _ = unsafe deflate(&stream, Z_FINISH)
      }
      count = unsafe room - Int(stream.avail_out)
    }
  }

  static func member(_ text: String, level: Int32 = 6) -> [UInt8] {
    member(Array(text.utf8), level: level)
  }

  /// The deflate data of a member without header and trailer, as zip holds it.
  static func deflated(_ content: [UInt8]) -> [UInt8] {
    Array(member(content).dropFirst(10).dropLast(8))
  }

  static func checksum(_ content: [UInt8]) -> UInt32 {
    UInt32(unsafe crc32(0, content, UInt32(content.count)))
  }
}
