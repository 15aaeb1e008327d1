// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct MarkdownTimelineTests {
  private static func told(_ text: String) -> [String] {
    let parsed = ParsedContent(text, as: .markdownTimeline)
    #expect(parsed.closes)
    return parsed.milestones.map { "\($0.kind.rawValue) \($0.time.minuteText) \($0.text)" }
  }

  private static func reasons(_ text: String) -> [RejectReason] {
    let parsed = ParsedContent(text, as: .markdownTimeline)
    #expect(parsed.closes)
    return parsed.rejects.map(\.reason)
  }

  @Test(arguments: [
    ("- 2025-03-12 10:07 UTC — it broke", "note 2025-03-12 10:07 it broke"),
    ("* 2025-03-12 10:07 UTC: it broke", "note 2025-03-12 10:07 it broke"),
    ("+ **2025-03-12T10:07Z** it broke", "note 2025-03-12 10:07 it broke"),
    ("1. 12 March 2025 @ 10:07 - it broke", "note 2025-03-12 10:07 it broke"),
    ("  - [2025-03-12 10:07] it broke", "note 2025-03-12 10:07 it broke"),
    (
      "- `2025-03-12 10:07 +01:00` | [it](http://x.example/a) broke",
      "note 2025-03-12 09:07 it broke"
    ),
    ("- 2025-03-12 10:07 – 10:15 UTC: it broke", "note 2025-03-12 10:07 it broke"),
    ("- 2025-03-12 10:07 EDT **Resolved:** back", "resolved 2025-03-12 14:07 Resolved: back"),
    (
      "- 2025-03-12 10:07: cart_db *and* snake__case", "note 2025-03-12 10:07 cart_db and snakecase"
    ),
  ])
  func `list items that begin with a time are milestones`(line: String, milestone: String) {
    #expect(Self.told(line) == [milestone])
  }

  @Test(arguments: [
    "text", "- text", "- see 10:07 UTC", "- 2025-03-12: released", "-10:07 x", "- 10:07",
    "# 10:07 x",
    "```\n- 2025-03-12 10:07 x\n```", "~~~\n| Time | Event |\n|--|--|\n| 10:07 | x |", "| a | b |",
    "| Name | Event |\n|---|---|\n| 2025-03-12 10:07 | x |", "| Time | Event |\n| 10:07 | x |",
    "2025-03-12 10:07 it broke",
  ])
  func `everything else is text around it`(text: String) {
    #expect(Self.told(text).isEmpty && Self.reasons(text).isEmpty)
  }

  @Test func `a time of day has the day of the heading above it or of the row before`() {
    let text = """
      # Postmortem of 12 March 2025
      - 23:50 UTC — a
      ## What happened
      - 00:10 UTC — b
        and more of it
      - 00:20 UTC — c

      Some text.
      ### 2025-03-14
      * 09:00 d
      * 2025-03-15 09:00 e
      * 09:05 f
      """
    #expect(
      Self.told(text) == [
        "note 2025-03-12 23:50 a", "note 2025-03-13 00:10 b and more of it",
        "note 2025-03-13 00:20 c", "note 2025-03-14 09:00 d", "note 2025-03-15 09:00 e",
        "note 2025-03-15 09:05 f",
      ])
  }

  @Test func `tables are read by their header, wherever they stand`() {
    let text = """
      Intro

      What | When | Kind
      :--- | ---: | :--:
      it \\| broke | 2025-03-12 10:07 | onset
      back | 2025-03-12 10:20 UTC | mitigated
      Text behind.
      | Date | Time (UTC) | Event | Team |
      |------|------|-------|---|
      | 2025-03-12 | 11:00 | x<br>y | cart |
      """
    #expect(
      Self.told(text) == [
        "onset 2025-03-12 10:07 it | broke", "mitigated 2025-03-12 10:20 back",
        "note 2025-03-12 11:00 x y",
      ])
    #expect(ParsedContent(text, as: .markdownTimeline).milestones.last?.service == "cart")
  }

  @Test func `a time without a day, or in a zone that is not clear, is refused`() {
    #expect(Self.reasons("- 10:07 UTC — x\n- 10:08 y") == [.malformedTime, .malformedTime])
    #expect(Self.reasons("## 2025-03-12\n- 10:07 PST — x") == [.malformedTime])
    #expect(
      Self.reasons("| Time | Event |\n|---|---|\n| 10:07 | x |\n| 2025-03-12 10:07 | |")
        == [.malformedTime, .missingField])
  }

  @Test func `a table of a header, its separator and two rows with times decides`() {
    let table = "| Time | Event |\n|---|---|\n| 10:07 | x |\n"
    func opens(_ text: String) -> Bool { MarkdownTimeline.opens(Array(text.utf8)) }
    #expect(opens("Text\n\n\(table)| 10:08 UTC | y |\nText\n"))
    #expect(!opens(table))
    #expect(!opens(table + "| soon | y |\n"))
    #expect(!opens("| Time | Event |\n| 10:07 | x |\n| 10:08 | x |\n| 10:09 | x |\n"))
    #expect(!opens("| Suite | Event |\n|---|---|\n| 10:07 | x |\n| 10:08 | x |\n"))
  }

  @Test(arguments: [
    "| File | % Stmts |\n|------|---------|\n| a.js | 100 |\n| b.js | 90 |",
    "| Time | Test |\n| 10:07 | a |", "2025-03-12 10:07 | error | x\n2025-03-12 10:08 | info | y",
    "- 2025-03-12 10:07 a\n- 2025-03-12 10:08 b",
  ])
  func `tables of build logs are not taken for timelines`(text: String) {
    let sample = LineBatches.whole(Array("Running tests\n\(text)\nDone\nok\n".utf8))
    #expect(FormatDetector.detect(entry: nil, sample).format == nil)
  }

  @Test(arguments: ["[", "](", "[a](", "*", "|", "\\", "<br", "- 1:00 ", "`"])
  func `a long line of one mark takes no longer than its length`(mark: String) {
    let line = String(repeating: mark, count: (1 << 16) / mark.utf8.count)
    for text in [line, "- 2025-03-12 10:07 \(line)", "| Time | Event |\n|--|--|\n| \(line) |"] {
      #expect(ParsedContent(text, as: .markdownTimeline).closes)
    }
  }
}
