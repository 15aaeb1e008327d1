// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

private let statusPagePath = "incidents/github-statuspage/mrshu_2022_2024.jsonl"

/// Texts of public status pages, some of which have a labelled impact window.
@Suite(.enabled(if: SharedData.has(statusPagePath)))
struct StatusPageClaimTests {
  private static let lines = SharedData.text(statusPagePath).split(separator: "\n")

  /// The text value of the first `key` behind `prefix` in a line of JSON.
  private static func value(_ key: String, in line: Substring, behind prefix: String = "")
    -> String?
  {
    guard let start = prefix.isEmpty ? line.startIndex : range(of: prefix, in: line)?.upperBound,
      let found = range(of: "\"\(key)\": \"", in: line[start...])
    else { return nil }
    var text = ""
    var rest = line[found.upperBound...]
    while let character = rest.popFirst(), character != "\"" {
      guard character == "\\", let escaped = rest.popFirst() else {
        text.append(character)
        continue
      }
      text.append(escaped == "n" || escaped == "r" ? "\n" : escaped == "u" ? "?" : escaped)
    }
    return text
  }

  private static func range(of needle: String, in text: Substring) -> Range<String.Index>? {
    text.firstRange(of: needle)
  }

  @Test func `finds the labelled window in the text of a post-mortem`() throws {
    var (labelled, found) = (0, 0)
    for line in StatusPageClaimTests.lines {
      let read = { StatusPageClaimTests.value($0, in: line, behind: "\"impact_window\": {") }
      guard let text = read("context"),
        let start = read("start_at").flatMap({ Timestamp(parsing: $0) }),
        let end = read("end_at").flatMap({ Timestamp(parsing: $0) })
      else { continue }
      labelled += 1
      let claims = ProseClaims.find(in: text)
      let onset = claims.first { $0.kind == .moment(.onset) }?.time?.time
      let ended = claims.first { $0.kind == .moment(.ended) }?.time?.time
      if onset == start && ended == end { found += 1 }
    }
    #expect(labelled == 26 && found == 26)
  }

  @Test func `places what it finds near the incident`() {
    var (claims, far) = (0, 0)
    for line in StatusPageClaimTests.lines {
      guard let started = StatusPageClaimTests.value("started_at", in: line),
        let start = Timestamp(parsing: started)
      else { continue }
      var rest = line
      while let next = StatusPageClaimTests.range(of: "\"message\": \"", in: rest) {
        let text = StatusPageClaimTests.value("message", in: rest) ?? ""
        rest = rest[next.upperBound...]
        for claim in ProseClaims.find(in: text, date: start.date) {
          guard let time = claim.time?.time else { continue }
          claims += 1
          if time < start - .hours(30) || time > start + .hours(54) { far += 1 }
        }
      }
    }
    // Two stretches of a day and of nine days began well before their posts; one of three days ended
    // well after its first, on the second day that its sentence names.
    #expect(claims > 200 && far == 3)
  }
}
