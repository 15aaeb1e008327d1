// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// The steps and jobs of a log, one short text each, for golden tests.
///
/// `2 Test: failure exit 1 (none) @12 09:14:02.310-09:14:05.000`: number, name, outcome (`?` for
/// one that is not known), `>` and the conclusion, exit code, rule, line of the failure, times.
struct StepOutline {
  let parsed: ParsedContent
  let steps: [String]
  let jobs: [String]

  /// Reads `text` whole, in batches of 1, 3 and 64 lines, and with CRLF: all must give the same.
  init(
    _ text: String, as format: LogFormat, path: String = "example",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let bytes = Array(text.utf8)
    parsed = ParsedContent([LineBatches.whole(bytes)], as: format, path: path)
    steps = parsed.steps.map(StepOutline.text)
    jobs = parsed.jobs.map { job in
      "\(job.name): \(job.outcome.name)\(StepOutline.times(job.start, job.end))"
    }
    #expect(parsed.closes, sourceLocation: sourceLocation)
    for lines in [1, 3, 64] {
      let cut = ParsedContent(
        LineBatches.batches(bytes, linesEach: lines), as: format, path: path)
      #expect(cut.json == parsed.json, sourceLocation: sourceLocation)
      #expect(cut.tally == parsed.tally, sourceLocation: sourceLocation)
    }
    let returns = Array(text.replacing("\n", with: "\r\n").utf8)
    let crlf = ParsedContent([LineBatches.whole(returns)], as: format, path: path)
    #expect(crlf.steps.map(StepOutline.text) == steps, sourceLocation: sourceLocation)
    #expect(crlf.tally == parsed.tally, sourceLocation: sourceLocation)
  }

  var excerpts: [String] { parsed.steps.map { String(decoding: $0.excerpt, as: UTF8.self) } }

  static func text(_ step: BuildStep) -> String {
    var text = "\(step.key.number) \(step.name): "
    text += step.isOutcomeKnown ? step.outcome.name : "?"
    if let conclusion = step.conclusion { text += ">\(conclusion.name)" }
    if let code = step.exitCode { text += " exit \(code)" }
    if !step.decidingRule.isEmpty { text += " (\(step.decidingRule))" }
    if step.failureLine > 0 { text += " @\(step.failureLine)" }
    return text + times(step.start, step.end)
  }

  private static func times(_ start: Timestamp?, _ end: Timestamp?) -> String {
    guard start != nil || end != nil else { return "" }
    return " \(clock(start))-\(clock(end))"
  }

  private static func clock(_ time: Timestamp?) -> String {
    time.map { String($0.rfc3339.dropFirst(11).prefix(12)) } ?? ""
  }
}
