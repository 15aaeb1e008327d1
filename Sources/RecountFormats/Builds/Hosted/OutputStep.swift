// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A step of which only the output is given, in chunks that end where they please.
///
/// Its outcome is known only where the output tells it. Memory is bounded by the document that it is
/// read from and `maxLine`.
struct OutputStep {
  /// Bytes of a line after which chunks without a line end are left out.
  private static let maxLine = 1 << 20

  private var open: OpenStep
  private var pending: [UInt8] = []
  private(set) var first: Int64 = 0
  private var last: Int64 = 0

  /// Begins the step with `number` of the job that lies at the place.
  init(
    provider: String, _ identity: ServerLogIdentity, number: Int, _ rules: FailureRules
  ) {
    var step = BuildStep(
      key: StepKey(
        provider: provider, run: identity.run, job: identity.job, number: number),
      origin: .log, outcome: .success)
    step.isOutcomeKnown = false
    open = OpenStep(step, rules)
  }

  /// Takes the next chunk, which is part `number` of its document, and gives each line to `read`.
  mutating func append(
    _ chunk: [UInt8], number: Int64, time: Timestamp?, isLine: Bool,
    _ read: (Span<UInt8>, Range<Int>, Int64, inout OpenStep) -> Void
  ) {
    if first == 0 { first = number }
    last = number
    open.touch(time)
    // Only a chunk with a line end is worth a look at what is held.
    var bytes = chunk
    if isLine, bytes.last != 0x0A { bytes.append(0x0A) }
    guard let end = bytes.lastIndex(of: 0x0A) else {
      hold(bytes[...])
      return
    }
    let rest = bytes[(end + 1)...]
    hold(bytes[...end])
    bytes = pending
    var start = 0
    while let feed = firstIndex(of: 0x0A, in: bytes.span, start..<bytes.count) {
      take(bytes.span, start..<feed, read)
      start = feed + 1
    }
    pending.removeAll(keepingCapacity: true)
    hold(rest)
  }

  /// Holds the beginning of a line; of a line that is too long its middle is left out.
  private mutating func hold(_ bytes: ArraySlice<UInt8>) {
    if pending.count < OutputStep.maxLine || bytes.last == 0x0A { pending += bytes }
  }

  private mutating func take(
    _ bytes: Span<UInt8>, _ line: Range<Int>,
    _ read: (Span<UInt8>, Range<Int>, Int64, inout OpenStep) -> Void
  ) {
    let end =
      !line.isEmpty && bytes[line.upperBound - 1] == 0x0D ? line.upperBound - 1 : line.upperBound
    open.read(bytes, line.lowerBound..<end, line: last)
    read(bytes, line.lowerBound..<end, last, &open)
  }

  /// Takes an entry that is the exit code and nothing else.
  mutating func end(_ code: [UInt8], number: Int64) {
    if first == 0 { first = number }
    last = number
    guard let value = Int(String(decoding: code.prefix(12), as: UTF8.self)) else { return }
    open.step.exitCode = value
    open.step.isOutcomeKnown = true
    open.step.outcome = value == 0 ? .success : .failure
    if value != 0 { open.note(code.span, 0..<code.count, line: number) }
  }

  /// The step with its last line, which need not end.
  mutating func close(
    offset: Int64, _ read: (Span<UInt8>, Range<Int>, Int64, inout OpenStep) -> Void
  ) -> BuildStep {
    let rest = pending
    pending = []
    if !rest.isEmpty { take(rest.span, 0..<rest.count, read) }
    open.step.line = first
    open.step.byteOffset = offset
    if !open.step.isOutcomeKnown { open.step.outcome = .error }
    var step = open.close(end: open.last, line: last)
    if !step.isOutcomeKnown, step.failureClass == .unknown {
      // Nothing is known of it, not even that it failed.
      step.failureClass = nil
      step.decidingRule = ""
    }
    return step
  }
}
