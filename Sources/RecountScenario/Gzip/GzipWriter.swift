// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import CZlib
import Glibc

/// Writes one gzip member to a file.
///
/// The header carries neither name nor time, so equal content gives equal files for one version of
/// zlib. `finish()` must be called: without it the file ends in the middle of the member, as after
/// an error it should.
@safe
final class GzipWriter {
  private static let chunkLength = 256 * 1024

  private let path: String
  private let descriptor: Int32
  /// On the heap because zlib checks that a stream has not moved since it was initialised.
  private let stream: UnsafeMutablePointer<z_stream>
  private let output: UnsafeMutablePointer<UInt8>

  init(path: String, level: Int) throws(ScenarioError) {
    self.path = path
    descriptor = try OutputFolder.openFile(path)
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    unsafe output = .allocate(capacity: GzipWriter.chunkLength)
    let code = unsafe recount_deflate_init_gzip(stream, Int32(level))
    guard code == Z_OK else { throw .compression(path: path, code: code) }
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deinitialize(count: 1)
    unsafe stream.deallocate()
    unsafe output.deallocate()
    close(descriptor)
  }

  /// Compresses the buffer's bytes and empties it.
  func write(draining buffer: inout ByteBuffer) throws(ScenarioError) {
    try write(buffer.bytes)
    buffer.removeAll()
  }

  func write(_ bytes: [UInt8]) throws(ScenarioError) {
    try deflateAll(bytes, flush: Z_NO_FLUSH)
  }

  /// Ends the member.
  func finish() throws(ScenarioError) {
    try deflateAll([], flush: Z_FINISH)
  }

  private func deflateAll(_ bytes: [UInt8], flush: Int32) throws(ScenarioError) {
    // The closure returns the error: rethrowing a typed error through it is not supported.
    let failure: ScenarioError? = unsafe bytes.withUnsafeBufferPointer { input in
      // zlib does not write through next_in; the type lacks const for history's sake.
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      unsafe stream.pointee.avail_in = UInt32(input.count)
      repeat {
        unsafe stream.pointee.next_out = output
        unsafe stream.pointee.avail_out = UInt32(GzipWriter.chunkLength)
        let code = unsafe deflate(stream, flush)
        guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
          return .compression(path: path, code: code)
        }
        let produced = unsafe GzipWriter.chunkLength - Int(stream.pointee.avail_out)
        if let failure = writeOutput(produced) { return failure }
      } while unsafe stream.pointee.avail_out == 0
      unsafe stream.pointee.next_in = nil
      return nil
    }
    if let failure { throw failure }
  }

  private func writeOutput(_ count: Int) -> ScenarioError? {
    var done = 0
    while done < count {
      let written = unsafe Glibc.write(descriptor, output + done, count - done)
      if written < 0 {
        let code = errno
        if code == EINTR { continue }
        return .file(operation: "write", path: path, errno: code)
      }
      done += written
    }
    return nil
  }
}
