// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import CZlib

/// Inflates gzip: any number of members, one after the other.
///
/// Damage ends the reading but keeps every byte decoded before it: a member cut short marks the
/// stream truncated, a wrong checksum or broken data marks it damaged. Zero padding after a member
/// is skipped; anything else there that is not a member is left out with a remark.
///
/// Source: RFC 1952.
@safe package final class GzipSource: ConditionedSource {
  private let upstream: any ByteSource
  private let stream: InflateStream
  private let input: UnsafeMutableRawBufferPointer
  private var inputStart = 0
  private var inputEnd = 0
  private var isUpstreamAtEnd = false
  private var stage = Stage.betweenMembers
  private var members = 0
  package private(set) var condition = InputCondition()

  private enum Stage {
    case betweenMembers, inMember, done
  }

  package init(_ upstream: any ByteSource, inputBytes: Int = 256 << 10) {
    self.upstream = upstream
    stream = InflateStream()
    // A member is told by its first two bytes, which must lie side by side.
    unsafe input = .allocate(byteCount: max(2, inputBytes), alignment: 16)
  }

  deinit {
    unsafe input.deallocate()
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    guard buffer.count > 0 else { return 0 }
    var produced = 0
    while produced == 0 {
      switch stage {
      case .done: return 0
      case .betweenMembers: try startMember()
      case .inMember: produced = try unsafe inflateMember(into: buffer)
      }
    }
    return produced
  }

  /// Makes sure that at least `count` bytes wait, unless the upstream ends first.
  private func fill(atLeast count: Int) throws(InputError) {
    while inputEnd - inputStart < count, !isUpstreamAtEnd {
      if inputStart > 0 {
        unsafe input.copyMemory(
          from: UnsafeRawBufferPointer(
            rebasing: UnsafeRawBufferPointer(input)[inputStart..<inputEnd]))
        inputEnd -= inputStart
        inputStart = 0
      }
      if unsafe inputEnd == input.count { return }
      let read = try unsafe upstream.read(
        into: UnsafeMutableRawBufferPointer(rebasing: input[inputEnd...]))
      if read == 0 { isUpstreamAtEnd = true }
      inputEnd += read
    }
  }

  private func startMember() throws(InputError) {
    try fill(atLeast: 2)
    var zeros = 0
    while members > 0 {
      while unsafe inputStart < inputEnd && input[inputStart] == 0 {
        inputStart += 1
        zeros += 1
      }
      if inputStart < inputEnd || isUpstreamAtEnd { break }
      try fill(atLeast: 1)
    }
    if zeros > 0 { condition.note("zero padding after a gzip member was skipped") }
    try fill(atLeast: 2)
    guard inputEnd > inputStart else {
      stage = .done
      return
    }
    let waiting = inputEnd - inputStart
    let isMember = unsafe waiting >= 2 && input[inputStart] == 0x1F && input[inputStart + 1] == 0x8B
    guard isMember else {
      stage = .done
      let isCutMagic = unsafe waiting == 1 && input[inputStart] == 0x1F
      if members == 0 || isCutMagic {
        condition.isTruncated = true
        condition.note("the gzip stream ends inside a member's header")
      } else {
        condition.isDamaged = true
        condition.note("bytes after the last gzip member were left out")
      }
      return
    }
    stream.reset()
    members += 1
    stage = .inMember
  }

  private func inflateMember(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    if inputStart == inputEnd { try fill(atLeast: 1) }
    let waiting = unsafe UnsafeRawBufferPointer(
      rebasing: UnsafeRawBufferPointer(input)[inputStart..<inputEnd])
    let step = unsafe stream.inflate(waiting, into: buffer)
    inputStart += step.consumed
    switch step.status {
    case .progress:
      if step.produced == 0, step.consumed == 0, isUpstreamAtEnd, inputStart == inputEnd {
        stage = .done
        condition.isTruncated = true
        condition.note("the gzip stream ends inside member \(members)")
      }
    case .memberEnd:
      stage = .betweenMembers
    case .damaged(let message):
      stage = .done
      condition.isDamaged = true
      condition.note("gzip member \(members) is damaged: \(message)")
    }
    return step.produced
  }
}

/// Owner of one zlib inflate state, kept on the heap: zlib refuses a `z_stream` that moved.
@safe private final class InflateStream {
  private let stream: UnsafeMutablePointer<z_stream>

  enum Status {
    case progress, memberEnd
    case damaged(String)
  }

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
    _ = unsafe inflateReset(stream)
  }

  func inflate(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (consumed: Int, produced: Int, status: Status) {
    let limit = Int(UInt32.max)
    let inputCount = min(input.count, limit)
    let outputCount = min(output.count, limit)
    // zlib only reads through `next_in`; its declaration lacks the const.
    unsafe stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    unsafe stream.pointee.avail_in = UInt32(inputCount)
    unsafe stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(outputCount)
    let code = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
    let consumed = inputCount - Int(unsafe stream.pointee.avail_in)
    let produced = outputCount - Int(unsafe stream.pointee.avail_out)
    switch code {
    case Z_OK, Z_BUF_ERROR: return (consumed, produced, .progress)
    case Z_STREAM_END: return (consumed, produced, .memberEnd)
    default:
      let message = unsafe stream.pointee.msg.map { unsafe String(cString: $0) }
      return (consumed, produced, .damaged(message ?? "zlib code \(code)"))
    }
  }
}
