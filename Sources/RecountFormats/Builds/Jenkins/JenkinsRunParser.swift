// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Runs of a Pipeline as the stage view's API gives them, `wfapi/describe` or `wfapi/runs`.
///
/// Each stage is a step, in the order of the record, which is that in which the console names them.
/// A run is named after its file, as its console is; of several runs in one document each by its id.
/// Stages that are still going on are read and counted nowhere.
///
/// Source: https://github.com/jenkinsci/pipeline-stage-view-plugin/tree/master/rest-api
final class JenkinsRunParser: EventParser {
  static let maxRuns = 10_000

  private enum Field: UInt8, CaseIterable {
    case id, status, start, end, duration, name, stages, message, type
  }

  private static let keys = KeyTable<Field>([
    (.id, ["id"]), (.status, ["status"]), (.start, ["startTimeMillis"]), (.end, ["endTimeMillis"]),
    (.duration, ["durationMillis"]), (.name, ["name"]), (.stages, ["stages"]),
    (.message, ["error.message"]), (.type, ["error.type"]),
  ])

  private let identity: ServerLogIdentity
  private var scanner = JSONScanner()
  private var document = HeldDocument()

  /// What a run or a stage says of itself.
  private struct Entry {
    var values = [ByteRange](repeating: .absent, count: Field.allCases.count)
    var outcome: Outcome?
    var conclusion: Outcome?
    var start: Timestamp?
    var end: Timestamp?

    subscript(field: Field) -> ByteRange {
      get { values[Int(field.rawValue)] }
      set { values[Int(field.rawValue)] = newValue }
    }
  }

  private let rules: FailureRules

  init(_ context: ParserContext) {
    identity = ServerLogIdentity(path: context.path)
    rules = context.failureRules
  }

  /// Whether a text is a run, or a list of runs.
  static func matches(_ text: [UInt8]) -> Bool {
    guard mayBeJSON(text) else { return false }
    var events = EventBatch()
    let parser = JenkinsRunParser(ParserContext(path: ""))
    return parser.read(text.span, 0..<text.count, 1, 0, into: &events) == nil
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    if lines.isOversized { return rejectOversized(lines, into: &events) }
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    document.finish(into: &events) { bytes, range, line, offset, events in
      read(bytes, range, line, offset, into: &events)
    }
  }

  // MARK: - Documents

  private func read(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ line: Int64, _ offset: Int64,
    into events: inout EventBatch
  ) -> RejectReason? {
    guard let first = range.first(where: { bytes[$0] > 0x20 }) else { return .malformedJSON }
    let isList = bytes[first] == 0x5B
    var runs = [range]
    if isList {
      guard
        let listed = JSONArray.objects(bytes, first..<range.upperBound, limit: Self.maxRuns),
        !listed.isEmpty
      else { return .malformedJSON }
      runs = listed
    }
    var made = EventBatch()
    for run in runs {
      let reason = readRun(bytes, run, line, offset, isListed: isList, into: &made)
      if let reason { return reason }
    }
    for step in made.steps { events.append(step) }
    for job in made.jobs { events.append(job) }
    return nil
  }

  private func readRun(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ line: Int64, _ offset: Int64, isListed: Bool,
    into made: inout EventBatch
  ) -> RejectReason? {
    var run = Entry()
    if let reason = readEntry(bytes, range, &run) { return reason }
    guard !run[.stages].isEmpty else { return .missingField }
    guard
      let places = JSONArray.objects(
        bytes, run[.stages].range, limit: JenkinsStages.maxStages)
    else { return .malformedField }
    let id = bytes.string(run[.id])
    let folder = identity.run.isEmpty ? id : identity.run + "/" + id
    var step = BuildStep(
      key: StepKey(
        provider: JenkinsConsoleParser.provider, run: isListed ? folder : identity.run,
        job: identity.job),
      origin: .record, outcome: .success)
    step.line = line
    step.endLine = line
    step.byteOffset = offset
    var hasFailed = false
    for (index, place) in places.enumerated() {
      var stage = Entry()
      if let reason = readEntry(bytes, place, &stage) { return reason }
      step.key.number = index + 1
      guard let outcome = stage.outcome else { continue }
      hasFailed = hasFailed || outcome.isFailed || outcome == .cancelled
      made.steps.append(fill(step, stage, outcome, bytes))
    }
    guard let outcome = run.outcome else { return nil }
    if outcome.isFailed || outcome == .cancelled, !hasFailed {
      // It failed outside of its stages, as the console then says.
      step.key.number = places.count + 1
      run[.name] = .absent
      var outer = fill(step, run, outcome, bytes)
      outer.name = "Build"
      made.steps.append(outer)
    }
    made.jobs.append(job(step, run, outcome))
    return nil
  }

  private func job(_ step: BuildStep, _ run: Entry, _ outcome: Outcome) -> BuildJob {
    var job = BuildJob(
      provider: step.key.provider, run: step.key.run, job: step.key.job, outcome: outcome)
    job.origin = .record
    job.name = step.key.job
    job.start = run.start
    job.end = run.end
    job.line = step.line
    job.endLine = step.line
    return job
  }

  // MARK: - Entries

  private func readEntry(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ entry: inout Entry
  ) -> RejectReason? {
    scanner.begin(range)
    scan: while true {
      switch scanner.next(bytes) {
      case .malformed: return .malformedJSON
      case .end: break scan
      case .member(let member):
        if let known = JenkinsRunParser.keys.lookup(member.path), entry[known.field].isEmpty {
          entry[known.field] = member.value
        }
      }
    }
    guard !entry[.status].isEmpty, !entry[.start].isEmpty else { return .missingField }
    guard let start = bytes.integer(entry[.start]), let stated = status(bytes, entry[.status])
    else {
      return bytes.integer(entry[.start]) == nil ? .malformedTime : .malformedStatus
    }
    entry.outcome = stated.outcome
    entry.conclusion = stated.conclusion
    // A stage that was never run has no times, which the record writes as zero.
    guard start > 0, start < 100_000_000_000_000 else { return nil }
    entry.start = Timestamp(microseconds: start * 1000)
    let length = bytes.duration(entry[.duration], scale: 3)
    if let end = bytes.integer(entry[.end]), end > 0, end < 100_000_000_000_000 {
      entry.end = Timestamp(microseconds: end * 1000)
    } else if let length {
      entry.end = Timestamp(microseconds: start * 1000 + length)
    }
    return nil
  }

  /// The outcome of a status, nil for one that may still change; nil altogether for no status.
  private func status(
    _ bytes: Span<UInt8>, _ range: ByteRange
  ) -> (outcome: Outcome?, conclusion: Outcome?)? {
    if bytes.equals(range, "SUCCESS") { return (.success, nil) }
    if bytes.equals(range, "UNSTABLE") { return (.failure, .success) }
    if bytes.equals(range, "FAILED") { return (.failure, nil) }
    if bytes.equals(range, "ABORTED") { return (.cancelled, nil) }
    if bytes.equals(range, "NOT_EXECUTED") { return (.skipped, nil) }
    if bytes.equals(range, "IN_PROGRESS") { return (nil, nil) }
    return bytes.equals(range, "PAUSED_PENDING_INPUT") ? (nil, nil) : nil
  }

  private func fill(
    _ step: BuildStep, _ entry: Entry, _ outcome: Outcome, _ bytes: Span<UInt8>
  ) -> BuildStep {
    var step = step
    step.outcome = outcome
    step.conclusion = entry.conclusion
    step.start = entry.start
    step.end = entry.end
    step.name = text(bytes, entry[.name])
    let message = Array(text(bytes, entry[.message]).utf8)
    step.exitCode = exitCode(message)
    if entry.conclusion != nil {
      step.failureClass = .test
      step.decidingRule = "jenkins.unstable"
    }
    let type = bytes.string(entry[.type])
    var open = OpenStep(step, rules)
    if !message.isEmpty {
      open.read(message.span, 0..<message.count, line: step.line)
      open.note(message.span, 0..<message.count, line: step.line)
    }
    if outcome == .failure || outcome == .cancelled, isLoss(type) {
      open.decide(.error, .infrastructure, rule: "jenkins.agent-lost")
    }
    return open.close(end: step.end, line: step.line)
  }

  private func isLoss(_ type: String) -> Bool {
    type.hasPrefix("hudson.remoting.") || type == "java.nio.channels.ClosedChannelException"
  }

  private func exitCode(_ message: [UInt8]) -> Int? {
    let mark = "script returned exit code "
    let text = String(decoding: message, as: UTF8.self)
    return text.hasPrefix(mark) ? Int(text.dropFirst(mark.count).prefix(11)) : nil
  }

  private func text(_ bytes: Span<UInt8>, _ range: ByteRange) -> String {
    guard firstIndex(of: 0x5C, in: bytes, range.range) != nil else { return bytes.string(range) }
    var output: [UInt8] = []
    JSONUnescape.append(bytes, range, to: &output)
    return String(decoding: output, as: UTF8.self)
  }
}
