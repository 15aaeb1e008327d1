// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The `build-log.txt` of a Prow job: what its process printed, and what its entrypoint says of it.
///
/// The entrypoint speaks only of a process that failed, timed out or was interrupted. A log without
/// its words may be that of a success or of a lost pod, so that `finished.json` has to tell.
///
/// Source: https://docs.prow.k8s.io/docs/components/pod-utilities/
final class ProwLogParser: VisibleLineParser {
  private let identity: ServerLogIdentity
  private var time = TimeScan()
  var terminal = TerminalLine()
  private var step: OpenStep
  private var isOutcomeKnown = false
  private var line: Int64 = 0

  init(_ context: ParserContext) {
    identity = ServerLogIdentity(path: context.path)
    var first = BuildStep(
      key: StepKey(provider: ProwResultParser.provider, run: identity.run, job: identity.job),
      origin: .log, outcome: .success)
    first.name = "Test process"
    step = OpenStep(first, context.failureRules)
  }

  /// Whether a line is the pod utilities' own: those of klog and logrus stand in the logs of many
  /// programs that no job ran.
  static func matches(_ line: [UInt8]) -> Bool {
    let bytes = line.span
    return isEntrypoint(bytes, 0..<line.count) || bytes.hasPrefix("wrapper.sh] ", at: 0)
  }

  /// Whether an entry of an archive has the name that Prow gives to every log.
  static func matchesEntry(_ name: String) -> Bool {
    name == "build-log.txt" || name.hasSuffix("/build-log.txt")
  }

  func read(_ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64, offset: Int64) -> Bool {
    self.line = line
    if step.step.line == 0 {
      step.step.line = line
      step.step.byteOffset = offset
    }
    read(bytes, text)
    return true
  }

  private func read(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    if ProwLogParser.isEntrypoint(bytes, range) {
      step.step.endLine = line
      return readEntrypoint(bytes, range)
    }
    if let read = ProwLogParser.logrus(bytes, range, &time) {
      step.touch(Timestamp(microseconds: read.micros))
      return step.read(bytes, read.text, line: line)
    }
    step.read(bytes, ProwLogParser.klog(bytes, range) ?? range, line: line)
  }

  func finish(into events: inout EventBatch) {
    guard step.step.line > 0 else { return }
    step.step.isOutcomeKnown = isOutcomeKnown
    let closed = step.close(end: step.last, line: line)
    events.append(closed)
    guard isOutcomeKnown else { return }
    var job = BuildJob(
      provider: ProwResultParser.provider, run: identity.run, job: identity.job,
      outcome: closed.outcome)
    job.name = identity.job
    job.start = closed.start
    job.end = closed.end
    job.line = closed.line
    job.endLine = closed.endLine
    events.append(job)
  }

  // MARK: - The entrypoint

  private static func isEntrypoint(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count > 24, bytes[range.lowerBound] == 0x7B else { return false }
    return bytes.hasPrefix("{\"component\":\"entrypoint\"", at: range.lowerBound)
      || bytes.hasPrefix("{\"component\":\"clonerefs\"", at: range.lowerBound)
  }

  private enum Field: UInt8, CaseIterable {
    case component, level, message, error, time
  }

  private static let keys = KeyTable<Field>([
    (.component, ["component"]), (.level, ["level"]), (.message, ["msg"]), (.error, ["error"]),
    (.time, ["time"]),
  ])

  private func readEntrypoint(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var values = [ByteRange](repeating: .absent, count: Field.allCases.count)
    var scanner = JSONScanner()
    scanner.begin(range)
    // A line that is cut says what stands before the cut.
    while case .member(let member) = scanner.next(bytes) {
      if let entry = ProwLogParser.keys.lookup(member.path) {
        values[Int(entry.field.rawValue)] = member.value
      }
    }
    let stamp = values[Int(Field.time.rawValue)]
    if let read = time.iso(bytes, at: Int(stamp.start), end: Int(stamp.end)) {
      step.touchEnd(Timestamp(microseconds: read.micros))
    }
    let level = values[Int(Field.level.rawValue)]
    guard bytes.equals(level, "error") || bytes.equals(level, "fatal") else { return }
    let message = values[Int(Field.message.rawValue)]
    let error = values[Int(Field.error.rawValue)]
    decide(bytes.string(message), bytes.string(error))
    step.note(bytes, message.range, line: line)
    if bytes.equals(values[Int(Field.component.rawValue)], "clonerefs") {
      isOutcomeKnown = true
      step.decide(.error, .infrastructure, rule: "prow.clone-failed")
    }
  }

  /// What an error of the entrypoint says; a time-out comes before the exit code that it causes.
  private func decide(_ message: String, _ error: String) {
    if message.hasPrefix("Process did not finish before ") {
      isOutcomeKnown = true
      step.decide(.timeout, .timeout, rule: "prow.timeout")
    } else if message.hasPrefix("Entrypoint received interrupt") {
      isOutcomeKnown = true
      if step.step.outcome == .success { step.step.outcome = .cancelled }
    } else if message.hasPrefix("Error executing test process") {
      isOutcomeKnown = true
      let words = error.isEmpty ? message : error
      if let mark = words.firstRange(of: "exit status ") {
        step.step.exitCode = Int(words[mark.upperBound...].prefix { $0.isNumber })
      }
      if step.step.outcome == .success { step.step.outcome = .failure }
    }
  }

  // MARK: - Prefixes

  /// Time and text of `INFO[2025-03-12T09:14:02Z] text`.
  private static func logrus(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ time: inout TimeScan
  ) -> (micros: Int64, text: Range<Int>)? {
    let start = range.lowerBound
    guard range.count >= 27, bytes[start + 4] == 0x5B, bytes[start] &- 0x41 < 26,
      let read = time.iso(bytes, at: start + 5, end: range.upperBound), read.hasZone,
      read.next < range.upperBound, bytes[read.next] == 0x5D
    else { return nil }
    return (read.micros, min(read.next + 2, range.upperBound)..<range.upperBound)
  }

  /// The text of `E0312 09:14:02.123456    1 file.go:9] text`, whose time has no year.
  private static func klog(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    let start = range.lowerBound
    guard range.count > 30 else { return nil }
    switch bytes[start] {
    case 0x49, 0x57, 0x45, 0x46: break
    default: return nil
    }
    guard bytes.fourDigits(start + 1) > 0, bytes[start + 5] == 0x20,
      DayClock.second(bytes, at: start + 6, end: range.upperBound) != nil,
      bytes[start + 14] == 0x2E,
      let close = firstIndex(
        of: 0x5D, in: bytes, start + 15..<min(range.upperBound, start + 128))
    else { return nil }
    return min(close + 2, range.upperBound)..<range.upperBound
  }
}
