// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Inflates gzip: any number of members, one after the other.
///
/// Damage ends the reading but keeps every byte decoded before it: a member cut short marks the
/// stream truncated, a wrong checksum or broken data marks it damaged. Zero padding after a member
/// is skipped; anything else there that is not a member is left out with a remark.
///
/// Source: RFC 1952.
@safe package final class GzipSource: ConditionedSource {
  private let upstream: any ByteSource
  private let buffers: InputBuffers
  private let buffer: InflateBuffer
  private var inputStart = 0
  private var inputEnd = 0
  private var isUpstreamAtEnd = false
  private var stage = Stage.betweenMembers
  private var members = 0
  /// When the first member was packed, or its file last changed; nil where its header does not say.
  private(set) var headerTime: Timestamp?
  package private(set) var condition = InputCondition()

  private enum Stage {
    case betweenMembers, inMember, done
  }

  /// The inflate state comes from `buffers` and goes back there.
  package init(_ upstream: any ByteSource, buffers: InputBuffers = InputBuffers()) {
    self.upstream = upstream
    self.buffers = buffers
    buffer = buffers.take()
  }

  deinit {
    buffers.giveBack(buffer)
  }

  package func read(into output: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    guard output.count > 0 else { return 0 }
    var produced = 0
    while produced == 0 {
      switch stage {
      case .done: return 0
      case .betweenMembers: try startMember()
      case .inMember: produced = try unsafe inflateMember(into: output)
      }
    }
    return produced
  }

  /// Makes sure that at least `count` bytes wait, unless the upstream ends first.
  private func fill(atLeast count: Int) throws(InputError) {
    while inputEnd - inputStart < count, !isUpstreamAtEnd {
      if inputStart > 0 {
        unsafe buffer.input.copyMemory(
          from: UnsafeRawBufferPointer(
            rebasing: UnsafeRawBufferPointer(buffer.input)[inputStart..<inputEnd]))
        inputEnd -= inputStart
        inputStart = 0
      }
      if unsafe inputEnd == buffer.input.count { return }
      let read = try unsafe upstream.read(
        into: UnsafeMutableRawBufferPointer(rebasing: buffer.input[inputEnd...]))
      if read == 0 { isUpstreamAtEnd = true }
      inputEnd += read
    }
  }

  private func startMember() throws(InputError) {
    try fill(atLeast: 2)
    var zeros = 0
    while members > 0 {
      while unsafe inputStart < inputEnd && buffer.input[inputStart] == 0 {
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
    if !isAtMember(), try !findMember() {
      stage = .done
      return
    }
    if members == 0 { try readHeaderTime() }
    buffer.inflater.reset()
    members += 1
    stage = .inMember
  }

  private func inflateMember(into output: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    if inputStart == inputEnd { try fill(atLeast: 1) }
    let waiting = unsafe UnsafeRawBufferPointer(
      rebasing: UnsafeRawBufferPointer(buffer.input)[inputStart..<inputEnd])
    let step = unsafe buffer.inflater.inflate(waiting, into: output)
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
    case .wrongChecksum(let message):
      stage = .betweenMembers
      condition.isDamaged = true
      condition.note("gzip member \(members) is damaged: \(message)")
    case .damaged(let message):
      stage = .done
      condition.isDamaged = true
      condition.note("gzip member \(members) is damaged: \(message)")
    }
    return step.produced
  }

  /// Seconds since the epoch in bytes 4 to 7 of a member, the lowest first.
  private func readHeaderTime() throws(InputError) {
    try fill(atLeast: 8)
    guard inputEnd - inputStart >= 8 else { return }
    let seconds = (4..<8).reversed().reduce(0) { $0 << 8 | Int64(byte($1)) }
    headerTime = Timestamp(stored: seconds)
  }

  // MARK: - Damage

  private func isAtMember() -> Bool {
    inputEnd - inputStart >= 2 && byte(0) == 0x1F && byte(1) == 0x8B
  }

  /// Skips what is no member up to the next one; false, with a note, when there is none.
  private func findMember() throws(InputError) -> Bool {
    let isCutMagic = inputEnd - inputStart == 1 && byte(0) == 0x1F
    guard members > 0, !isCutMagic else {
      condition.isTruncated = true
      condition.note("the gzip stream ends inside a member's header")
      return false
    }
    condition.isDamaged = true
    var skipped: Int64 = 0
    while true {
      try fill(atLeast: 4)
      guard inputEnd - inputStart >= 4 else { break }
      // Magic, the one method there is, and no reserved flag: less would be found by accident.
      if isAtMember(), byte(2) == 8, byte(3) < 0x20 {
        condition.note("\(skipped) bytes between gzip members were skipped")
        return true
      }
      inputStart += 1
      skipped += 1
    }
    condition.note("bytes after the last gzip member were left out")
    return false
  }

  private func byte(_ index: Int) -> UInt8 {
    unsafe buffer.input[inputStart + index]
  }
}
