// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import CZlib

/// Owner of one zlib inflate state, kept on the heap: zlib refuses a `z_stream` that moved.
@safe final class ZlibInflater: Inflater {
  private let stream: UnsafeMutablePointer<z_stream>
  /// Bytes of the trailer that zlib leaves where the checksum is wrong: the length behind it.
  private var unreadTrailer = 0

  init() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // Fails only when memory is out or the library's version differs from the header's.
    let code = unsafe recount_inflate_init_gzip(stream)
    precondition(code == Z_OK, "zlib refused to start: \(code)")
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  func reset() {
    unreadTrailer = 0
    _ = unsafe inflateReset(stream)
  }

  func inflate(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> InflateStep {
    if unreadTrailer > 0 { return readTrailer(input.count) }
    let inputCount = min(input.count, Int(UInt32.max))
    let outputCount = min(output.count, Int(UInt32.max))
    // zlib only reads through `next_in`; its declaration lacks the const.
    unsafe stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    unsafe stream.pointee.avail_in = UInt32(inputCount)
    unsafe stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(outputCount)
    let code = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
    let consumed = inputCount - Int(unsafe stream.pointee.avail_in)
    let produced = outputCount - Int(unsafe stream.pointee.avail_out)
    return InflateStep(consumed: consumed, produced: produced, status: status(code))
  }

  private func status(_ code: Int32) -> InflateStep.Status {
    switch code {
    case Z_OK, Z_BUF_ERROR: return .progress
    case Z_STREAM_END: return .memberEnd
    default:
      let message =
        unsafe stream.pointee.msg.map { unsafe String(cString: $0) } ?? "zlib code \(code)"
      switch message {
      case "incorrect length check": return .wrongChecksum("incorrect checksum or length")
      case "incorrect data check":
        unreadTrailer = 4
        return .progress
      default: return .damaged("invalid data")
      }
    }
  }

  /// Passes over the length behind a wrong checksum, of which the member's end is told.
  private func readTrailer(_ waiting: Int) -> InflateStep {
    let count = min(waiting, unreadTrailer)
    unreadTrailer -= count
    return InflateStep(
      consumed: count, produced: 0,
      status: unreadTrailer == 0 ? .wrongChecksum("incorrect checksum or length") : .progress)
  }
}
