// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Expects that `line` gives one event with `members`; an empty text stands for no such member.
func expectEvent(
  _ line: String, as format: LogFormat, _ members: [String: String],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let parsed = ParsedContent(line, as: format)
  #expect(parsed.closes, sourceLocation: sourceLocation)
  guard let event = parsed.members.first, event["kind"] != "reject" else {
    Issue.record("not an event: \(parsed.lines) from \(line)", sourceLocation: sourceLocation)
    return
  }
  for (name, value) in members.sorted(by: { $0.key < $1.key }) {
    #expect(
      event[name] ?? "" == value, "\(name) of \(line)", sourceLocation: sourceLocation)
  }
}

/// Expects that `line` is refused for `reason`.
func expectReject(
  _ line: String, as format: LogFormat, _ reason: RejectReason,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let parsed = ParsedContent(line, as: format)
  #expect(parsed.closes, sourceLocation: sourceLocation)
  #expect(
    parsed.rejects.map(\.reason) == [reason], "\(parsed.lines) from \(line)",
    sourceLocation: sourceLocation)
  #expect(parsed.tally.events == 0, sourceLocation: sourceLocation)
}
