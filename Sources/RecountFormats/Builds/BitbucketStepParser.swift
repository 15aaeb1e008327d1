// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Step records of Bitbucket Pipelines as its API gives them, one JSON object a line.
///
/// In Bitbucket a step is what other systems call a job, so each record is one step of its own job.
/// SUCCESSFUL, FAILED, ERROR, STOPPED, EXPIRED and NOT_RUN are success, failure, error, cancelled,
/// timeout and skipped. ERROR means that the platform failed, FAILED that a command of the user did.
///
/// Source: https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pipelines/
final class BitbucketStepParser: EventParser {
  static let provider = "bitbucket"

  private enum Field: UInt8, CaseIterable {
    case step, name, started, completed, state, result, errorKey, errorMessage, image, pipeline
    case repository, attempt, runner
  }

  private static let keys = KeyTable<Field>([
    (.step, ["uuid"]), (.name, ["name"]), (.started, ["started_on"]),
    (.completed, ["completed_on"]), (.state, ["state.name"]), (.result, ["state.result.name"]),
    (.errorKey, ["state.result.error.key"]), (.errorMessage, ["state.result.error.message"]),
    (.image, ["image.name"]), (.pipeline, ["pipeline.uuid"]),
    (.repository, ["repository.full_name", "pipeline.repository.full_name"]),
    (.attempt, ["run_number"]), (.runner, ["runner.name"]),
  ])

  private var time = TimeScan()
  private var scanner = JSONScanner()
  private var values = [ByteRange](repeating: .absent, count: Field.allCases.count)

  private var lines: StepLines

  init(_ context: ParserContext) {
    lines = StepLines(context.failureRules)
  }

  /// Whether `line` is a step record.
  static func matches(_ line: [UInt8]) -> Bool {
    guard mayBeJSON(line) else { return false }
    let parser = BitbucketStepParser(ParserContext(path: ""))
    var step: BuildStep?
    return parser.read(line.span, 0..<line.count, into: &step) == nil
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    if lines.isOversized { return rejectOversized(lines, into: &events) }
    let bytes = lines.bytes.span
    for index in 0..<lines.count {
      let range = Int(lines.starts[index])..<Int(lines.ends[index])
      if isBlank(bytes, range) {
        events.countIgnoredLine()
        continue
      }
      var step: BuildStep?
      if let reason = read(bytes, range, into: &step) {
        events.reject(lines, index, reason)
        continue
      }
      guard var step else {
        // A step that is still running when the records were fetched has no outcome to count.
        events.countEventLine(events: 0)
        continue
      }
      step.line = lines.number(index)
      step.endLine = step.line
      step.byteOffset = lines.offset(index)
      events.steps.append(step)
      events.countEventLine()
    }
  }

  /// Reads a record; `step` stays nil for one without a result yet.
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
        if member.kind.isScalar, let entry = BitbucketStepParser.keys.lookup(member.path),
          values[Int(entry.field.rawValue)].isEmpty || entry.rank == 0
        {
          values[Int(entry.field.rawValue)] = member.value
        }
      }
    }
    guard !value(.step).isEmpty, !value(.pipeline).isEmpty, !value(.state).isEmpty else {
      return .missingField
    }
    guard bytes.equals(value(.state), "COMPLETED") || !value(.result).isEmpty else { return nil }
    guard let outcome = outcome(bytes) else { return .malformedStatus }
    var made = BuildStep(
      key: StepKey(
        provider: BitbucketStepParser.provider, run: uuid(bytes, .pipeline),
        job: uuid(bytes, .step),
        attempt: Int(bytes.integer(value(.attempt)) ?? 1)),
      origin: .record, outcome: outcome)
    if !value(.started).isEmpty {
      guard let start = stamp(bytes, .started) else { return .malformedTime }
      made.start = start
    }
    if !value(.completed).isEmpty {
      guard let end = stamp(bytes, .completed) else { return .malformedTime }
      made.end = end
    }
    // Only a step that was never run has no time.
    guard made.start != nil || made.end != nil || outcome == .skipped else { return .missingField }
    made.name = text(bytes, .name)
    made.repository = text(bytes, .repository)
    made.image = text(bytes, .image)
    made.runner = text(bytes, .runner)
    if outcome.isFailed { classify(bytes, &made) }
    step = made
    return nil
  }

  private func outcome(_ bytes: Span<UInt8>) -> Outcome? {
    let result = value(.result)
    if bytes.equals(result, "SUCCESSFUL") { return .success }
    if bytes.equals(result, "FAILED") { return .failure }
    if bytes.equals(result, "ERROR") { return .error }
    if bytes.equals(result, "STOPPED") { return .cancelled }
    if bytes.equals(result, "EXPIRED") { return .timeout }
    if bytes.equals(result, "NOT_RUN") { return .skipped }
    return nil
  }

  private func classify(_ bytes: Span<UInt8>, _ step: inout BuildStep) {
    lines.explain(&step, Array(text(bytes, .errorMessage).utf8))
  }

  // MARK: - Values

  @inline(__always)
  private func value(_ field: Field) -> ByteRange { values[Int(field.rawValue)] }

  private func text(_ bytes: Span<UInt8>, _ field: Field) -> String {
    let range = value(field)
    guard firstIndex(of: 0x5C, in: bytes, range.range) != nil else { return bytes.string(range) }
    var output: [UInt8] = []
    JSONUnescape.append(bytes, range, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// A UUID without the braces that the API puts around it.
  private func uuid(_ bytes: Span<UInt8>, _ field: Field) -> String {
    var range = value(field)
    if range.count > 2, bytes[Int(range.start)] == 0x7B, bytes[Int(range.end) - 1] == 0x7D {
      range = ByteRange(Int(range.start) + 1, Int(range.end) - 1)
    }
    return bytes.string(range)
  }

  private func stamp(_ bytes: Span<UInt8>, _ field: Field) -> Timestamp? {
    let range = value(field)
    guard let read = time.iso(bytes, at: Int(range.start), end: Int(range.end)),
      read.next == Int(range.end)
    else { return nil }
    return Timestamp(microseconds: read.micros)
  }
}
