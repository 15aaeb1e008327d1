// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// The milestones of a text in short, each as `kind hh:mm:ss service: text`.
struct MilestoneOutline {
  let parsed: ParsedContent
  let lines: [String]

  init(_ text: String, as format: LogFormat) {
    parsed = ParsedContent(text, as: format)
    lines = parsed.milestones.map {
      let clock = $0.time.secondText.suffix(8)
      return "\($0.kind.rawValue) \(clock) \($0.service ?? "-"): \($0.text)"
    }
  }

  var reasons: [RejectReason] { parsed.rejects.map(\.reason) }
}

/// Expects that `text` gives these milestones and rejects, that its book closes with `records`
/// records and parts of them.
func expectMilestones(
  _ text: String, as format: LogFormat, _ lines: [String], rejects: [RejectReason] = [],
  records: Int64? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
  let outline = MilestoneOutline(text, as: format)
  #expect(outline.lines == lines, sourceLocation: sourceLocation)
  #expect(outline.reasons == rejects, sourceLocation: sourceLocation)
  #expect(outline.parsed.closes, sourceLocation: sourceLocation)
  #expect(outline.parsed.tally.events == Int64(lines.count), sourceLocation: sourceLocation)
  if let records {
    #expect(outline.parsed.tally.lines == records, sourceLocation: sourceLocation)
  }
}
