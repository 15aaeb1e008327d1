// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// `started.json` and `finished.json` of a Prow job: one document, or one a line.
///
/// A job of Prow has one step, its process. `finished.json` tells how it ended, `started.json` only
/// when it began; both lie in one folder and so give one key.
///
/// Source: https://docs.prow.k8s.io/docs/metadata-artifacts/
final class ProwResultParser: EventParser {
  static let provider = "prow"

  private enum Field: UInt8, CaseIterable {
    case timestamp, passed, result, node, pull, repository, commit
  }

  private static let keys = KeyTable<Field>([
    (.timestamp, ["timestamp"]), (.passed, ["passed"]), (.result, ["result"]), (.node, ["node"]),
    (.pull, ["pull"]), (.repository, ["metadata.repo"]),
    (.commit, ["repo-version", "repo-commit"]),
  ])

  private let identity: ServerLogIdentity
  private var scanner = JSONScanner()
  private var values = [ByteRange](repeating: .absent, count: Field.allCases.count)
  private var document = HeldDocument()

  init(_ context: ParserContext) {
    identity = ServerLogIdentity(path: context.path)
  }

  /// Whether a text is one of the two documents.
  static func matches(_ text: [UInt8]) -> Bool {
    guard mayBeJSON(text) else { return false }
    let parser = ProwResultParser(ParserContext(path: ""))
    var step: BuildStep?
    return parser.read(text.span, 0..<text.count, into: &step) == nil
  }

  /// Whether an entry of an archive has the name of one of the two.
  static func matchesEntry(_ name: String) -> Bool {
    let file = name.split(separator: "/").last ?? ""
    return file == "finished.json" || file == "started.json"
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    if lines.isOversized { return rejectOversized(lines, into: &events) }
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    document.finish(into: &events) { bytes, range, line, offset, events in
      var step: BuildStep?
      if let reason = read(bytes, range, into: &step) { return reason }
      guard var step else { return nil }
      step.line = line
      step.endLine = line
      step.byteOffset = offset
      events.append(step)
      if step.isOutcomeKnown { events.append(job(step)) }
      return nil
    }
  }

  private func job(_ step: BuildStep) -> BuildJob {
    var job = BuildJob(
      provider: ProwResultParser.provider, run: identity.run, job: identity.job,
      outcome: step.outcome)
    job.origin = .record
    job.name = identity.job
    job.end = step.end
    job.line = step.line
    job.endLine = step.line
    return job
  }

  private func read(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into step: inout BuildStep?
  ) -> RejectReason? {
    for index in values.indices { values[index] = .absent }
    scanner.begin(range)
    scan: while true {
      switch scanner.next(bytes) {
      case .malformed: return .malformedJSON
      case .end: break scan
      case .member(let member):
        if let entry = ProwResultParser.keys.lookup(member.path),
          values[Int(entry.field.rawValue)].isEmpty
        {
          values[Int(entry.field.rawValue)] = member.value
        }
      }
    }
    guard !value(.timestamp).isEmpty else { return .missingField }
    guard let micros = TimeScan.epoch(bytes, value(.timestamp)) else { return .malformedTime }
    let time = Timestamp(microseconds: micros)
    var made = BuildStep(
      key: StepKey(provider: ProwResultParser.provider, run: identity.run, job: identity.job),
      origin: .record, outcome: .success)
    made.name = "Test process"
    made.runner = bytes.string(value(.node))
    made.repository = bytes.string(value(.repository))
    if value(.passed).isEmpty, value(.result).isEmpty {
      // A time alone can be anything; a beginning names what was built.
      guard !value(.pull).isEmpty || !value(.commit).isEmpty else { return .missingField }
      made.start = time
      made.isOutcomeKnown = false
    } else {
      guard let outcome = outcome(bytes) else { return .malformedStatus }
      made.end = time
      made.outcome = outcome
      if outcome == .error {
        made.failureClass = .infrastructure
        made.decidingRule = "prow.error"
      } else if outcome.isFailed {
        made.failureClass = .unknown
        made.decidingRule = "none"
      }
    }
    step = made
    return nil
  }

  /// The result says more than `passed`, which is false for a job that was aborted, too.
  private func outcome(_ bytes: Span<UInt8>) -> Outcome? {
    let result = value(.result)
    if bytes.equals(result, "SUCCESS") { return .success }
    if bytes.equals(result, "FAILURE") { return .failure }
    if bytes.equals(result, "ABORTED") { return .cancelled }
    if bytes.equals(result, "ERROR") { return .error }
    guard result.isEmpty else { return nil }
    if bytes.equals(value(.passed), "true") { return .success }
    return bytes.equals(value(.passed), "false") ? .failure : nil
  }

  @inline(__always)
  private func value(_ field: Field) -> ByteRange { values[Int(field.rawValue)] }
}
