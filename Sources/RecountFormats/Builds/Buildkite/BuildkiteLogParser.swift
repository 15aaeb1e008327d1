// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The log of a Buildkite job: each of its groups is a step.
///
/// A group fails by the agent's `🚨 Error: …`. The log of a job that went well has no last word: it is
/// over when the agent runs what it runs after the command, else only the job's record tells.
///
/// Memory is bounded by the one group that is open, and groups by `maxSteps`.
///
/// Source: https://buildkite.com/docs/pipelines/configure/managing-log-output
final class BuildkiteLogParser: EventParser {
  static let provider = "buildkite"
  /// Groups beyond are read as part of the last one.
  private static let maxSteps = 1000

  private enum Phase {
    case setUp, command, after
  }

  private var terminal = TerminalLine()
  private let identity: ServerLogIdentity
  private var clock = BuildkiteClock()
  private var job: BuildJob
  private var open: OpenStep?
  private var phase = Phase.setUp
  private var count = 0
  private var isInPatch = false
  private var line: Int64 = 0
  private var offset: Int64 = 0

  private let rules: FailureRules

  init(_ context: ParserContext) {
    rules = context.failureRules
    identity = ServerLogIdentity(path: context.path)
    job = BuildJob(
      provider: BuildkiteLogParser.provider, run: identity.run, job: identity.job,
      outcome: .success)
    job.name = identity.job
  }

  /// Whether a line begins with a time of the agent, or is a header that only the agent writes.
  static func matches(_ line: [UInt8]) -> Bool {
    let bytes = line.span
    return bytes.hasPrefix("\u{1B}_bk;t=", at: 0) || bytes.hasPrefix("\u{1B}_bk;dt=", at: 0)
      || bytes.hasPrefix("~~~ Preparing ", at: 0) || bytes.hasPrefix("~~~ Running ", at: 0)
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    if lines.isOversized { return rejectOversized(lines, into: &events) }
    let bytes = lines.bytes.span
    for index in 0..<lines.count {
      let range = Int(lines.starts[index])..<Int(lines.ends[index])
      line = lines.number(index)
      offset = lines.offset(index)
      clock.read(bytes, range)
      let isTaken: Bool
      if let start = BuildkiteHeader.lastReturn(bytes, range) {
        // What stood in the line before has been drawn over, but was printed all the same.
        let wasTaken = readRaw(bytes, range.lowerBound..<start, into: &events)
        isTaken = readRaw(bytes, start..<range.upperBound, into: &events) || wasTaken
      } else {
        isTaken = readRaw(bytes, range, into: &events)
      }
      if isTaken { events.countEventLine(events: 0) } else { events.countIgnoredLine() }
    }
  }

  private func readRaw(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into events: inout EventBatch
  ) -> Bool {
    if TerminalLine.isPlain(bytes, range) { return read(bytes, range, into: &events) }
    terminal.interpret(bytes, range)
    let text = terminal.visible
    return read(text.span, 0..<text.count, into: &events)
  }

  private func read(
    _ bytes: Span<UInt8>, _ text: Range<Int>, into events: inout EventBatch
  ) -> Bool {
    if isBlank(bytes, text) {
      isInPatch = false
      return false
    }
    let title = BuildkiteHeader.title(bytes, text)
    if let title, !isInPatch {
      begin(bytes.string(ByteRange(title.range.prefix(256))), into: &events)
      return true
    }
    // Both headers of a patch go on with it, and nothing else does.
    isInPatch =
      BuildkiteHeader.isOfPatch(bytes, text)
      || (title != nil && bytes.hasPrefix("--- ", at: text.lowerBound))
    if open == nil { begin("Set up job", into: &events) }
    open?.touch(clock.time)
    open?.read(bytes, text, line: line)
    readPhrase(bytes, ByteRange(text))
    return true
  }

  // MARK: - Groups

  private func begin(_ name: String, into events: inout EventBatch) {
    if job.line == 0 {
      job.line = line
      job.start = clock.time
    }
    guard count < BuildkiteLogParser.maxSteps else { return }
    close(at: clock.time, line: line - 1, into: &events)
    count += 1
    var step = BuildStep(
      key: StepKey(
        provider: BuildkiteLogParser.provider, run: identity.run, job: identity.job,
        number: count, isCounted: true),
      origin: .log, outcome: .success)
    step.name = name
    step.start = clock.time
    step.line = line
    step.endLine = line
    step.byteOffset = offset
    open = OpenStep(step, rules)
    phase = phase(of: name)
  }

  /// The agent's own groups frame those of the command.
  private func phase(of name: String) -> Phase {
    if BuildkiteLogParser.before.contains(where: name.hasPrefix) { return .setUp }
    guard name.hasPrefix("Running ") || name.hasPrefix("Uploading artifacts") else {
      return phase == .after ? .after : .command
    }
    if BuildkiteLogParser.hooksBefore.contains(where: name.hasSuffix) { return .setUp }
    if BuildkiteLogParser.hooksAfter.contains(where: name.hasSuffix) || !name.hasPrefix("Running ")
    {
      return .after
    }
    return .command
  }

  private static let before = [
    "Preparing ", "Setting up ", "Set up job", "Creating default artifact", "Checking out",
    ":git:", "Fetching ",
  ]
  private static let hooksBefore = [
    "environment hook", "checkout hook", "pre-bootstrap hook",
  ]
  private static let hooksAfter = [
    "post-command hook", "pre-exit hook", "pre-artifact hook", "post-artifact hook",
  ]

  private func close(at end: Timestamp?, line: Int64, into events: inout EventBatch) {
    guard var closing = open else { return }
    open = nil
    var step = closing.close(end: end, line: line)
    if phase == .setUp { step.classifySetUp(rule: "buildkite.setup-failed") }
    // What comes after the first failure is only what the agent tidies up.
    if job.outcome == .success { job.outcome = step.outcome }
    events.append(step)
  }

  // MARK: - The agent's words

  private func readPhrase(_ bytes: Span<UInt8>, _ text: ByteRange) {
    let start = Int(text.start)
    if bytes[start] == 0xF0, bytes.hasPrefix("\u{1F6A8} Error: ", at: start) {
      fail(bytes, text)
    } else if bytes[start] == 0x23, bytes.hasPrefix("# Received cancellation signal", at: start) {
      open?.note(bytes, text.range, line: line, isFinal: true)
      open?.decide(.cancelled, .cancelled, rule: "buildkite.cancelled")
    }
  }

  private func fail(_ bytes: Span<UInt8>, _ text: ByteRange) {
    open?.note(bytes, text.range, line: line)
    if open?.step.outcome == .success { open?.step.outcome = .failure }
    let words = bytes.string(ByteRange(text.range.prefix(512)))
    if let place = words.range(ofText: " exited with status ") {
      open?.step.exitCode = Int(words[place...].prefix { $0 == "-" || $0.isNumber })
    }
  }

  func finish(into events: inout EventBatch) {
    guard open != nil else { return }
    // Nothing says that the last group was read to its end.
    let isLastKnown = open?.step.outcome != .success
    let isKnown = phase == .after || job.outcome != .success || isLastKnown
    open?.step.isOutcomeKnown = isLastKnown
    close(at: clock.time, line: line, into: &events)
    guard isKnown else { return }
    job.end = clock.time
    job.endLine = line
    events.append(job)
  }
}

extension String {
  /// The index behind the first `text`.
  fileprivate func range(ofText text: String) -> String.Index? {
    var rest = self[...]
    while let first = rest.firstIndex(of: " ") {
      rest = rest[first...]
      if rest.hasPrefix(text) { return rest.index(first, offsetBy: text.count) }
      rest = rest.dropFirst()
    }
    return nil
  }
}
