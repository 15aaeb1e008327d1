// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct StatuspageFeedTests {
  private static func update(_ stamp: String, _ status: String, _ body: String = "b") -> String {
    "<p><small>\(stamp)</small><br><strong>\(status)</strong> - \(body)</p>"
  }

  private static func escaped(_ html: String) -> String {
    html.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  private static func rss(_ html: String, published: String?) -> String {
    let date = published.map { "<pubDate>\($0)</pubDate>" } ?? ""
    return "<rss><channel><item><title>T</title><description>\(escaped(html))</description>"
      + "\(date)</item></channel></rss>"
  }

  private static func atom(_ html: String, published: String, updated: String) -> String {
    "<feed><entry><published>\(published)</published><updated>\(updated)</updated>"
      + "<title>T</title><content type=\"html\">\(escaped(html))</content></entry></feed>"
  }

  private func times(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) -> [String]
  {
    let parsed = ParsedContent(text, as: .statuspageFeed)
    #expect(parsed.closes, sourceLocation: sourceLocation)
    return parsed.milestones.map { "\($0.kind.rawValue) \($0.time.minuteText)" }
  }

  @Test(arguments: [
    // Published in January, begun in December; the other way round; a leap day.
    ("Dec 31, 23:50 UTC", "Wed, 01 Jan 2025 00:40:12 +0000", "2024-12-31 23:50"),
    ("Jan 2, 09:00 UTC", "Tue, 31 Dec 2024 22:00:00 GMT", "2025-01-02 09:00"),
    ("Feb 29, 09:00 UTC", "Thu, 29 Feb 2024 10:00:00 +0000", "2024-02-29 09:00"),
    (
      "Mar <var data-var='date'> 3</var>, <var data-var='time'>11:02</var> UTC",
      "03 Mar 2025 12:00:00 +0000", "2025-03-03 11:02"
    ),
    ("Mar 12, 11:02 PDT", "Wed, 12 Mar 2025 18:10:00 +0000", "2025-03-12 18:02"),
    ("Mar 12, 11:02 -03", "Wed, 12 Mar 2025 14:10:00 +0000", "2025-03-12 14:02"),
    ("Mar 12, 11:02 +0530", "Wed, 12 Mar 2025 14:10:00 +0530", "2025-03-12 05:32"),
    ("Jan 1, 00:10 CET", "Tue, 31 Dec 2024 23:20:00 +0000", "2024-12-31 23:10"),
  ])
  func `an update has the year nearest to its entry`(stamp: String, published: String, time: String)
  {
    let text = Self.rss(Self.update(stamp, "Investigating"), published: published)
    #expect(times(text) == ["posted \(time)"])
    #expect(ParsedContent(text, as: .statuspageFeed).quality == .yearInferred)
  }

  @Test(arguments: [
    "Mar 12, 11:02 IST", "Mar 12, 11:02", "Mar 32, 11:02 UTC", "Feb 29, 11:02 UTC", "soon", "",
    "Mär 12, 11:02 UTC", "Mar 12, 25:02 UTC", "Mar 12, 11:02 +99", "12 Mar, 11:02 UTC",
  ])
  func `an update whose time is not certain is refused and the others stay`(stamp: String) {
    let html = Self.update("Mar 12, 12:02 UTC", "Resolved") + Self.update(stamp, "Identified")
    let text = Self.rss(html, published: "Wed, 12 Mar 2025 12:02:30 +0000")
    #expect(times(text) == ["posted 2025-03-12 12:02", "resolved 2025-03-12 12:02"])
    let parsed = ParsedContent(text, as: .statuspageFeed)
    #expect(parsed.rejects.map(\.reason) == [.malformedTime] && parsed.tally.lines == 3)
  }

  @Test func `without a time of its entry no update has a year`() {
    let text = Self.rss(Self.update("Mar 12, 12:02 UTC", "Resolved"), published: nil)
    #expect(ParsedContent(text, as: .statuspageFeed).rejects.map(\.reason) == [.malformedTime])
  }

  @Test func `no update is later than the last change of its entry`() {
    let html =
      Self.update("Dec 2, 10:00 UTC", "Resolved") + Self.update("Mar 5, 09:00 UTC", "Identified")
    #expect(
      times(Self.atom(html, published: "2024-12-02T10:00:20Z", updated: "2024-12-03T08:00:00Z"))
        == ["posted 2024-03-05 09:00", "resolved 2024-12-02 10:00"])
  }

  @Test func `a post-mortem in the next year is a note`() {
    let html =
      Self.update("Jan 7, 10:00 UTC", "Postmortem") + Self.update("Dec 30, 11:00 UTC", "Resolved")
      + Self.update("Dec 30, 09:00 UTC", "Investigating")
    #expect(
      times(Self.atom(html, published: "2024-12-30T11:00:20Z", updated: "2025-01-07T10:00:09Z"))
        == ["posted 2024-12-30 09:00", "resolved 2024-12-30 11:00", "note 2025-01-07 10:00"])
  }

  @Test func `maintenances are notes`() {
    let html =
      "<p><strong>THIS IS A SCHEDULED EVENT Mar 12, 09:00 - 11:00 UTC</strong></p>"
      + Self.update("Mar 11, 08:00 UTC", "Update")
    #expect(
      times(Self.rss(html, published: "Wed, 12 Mar 2025 11:00:30 +0000"))
        == ["note 2025-03-11 08:00"])
    let done =
      Self.update("Mar 12, 11:00 UTC", "Completed")
      + Self.update("Mar 12, 09:00 UTC", "In progress")
    #expect(
      times(Self.rss(done, published: "Wed, 12 Mar 2025 11:00:30 +0000"))
        == ["note 2025-03-12 09:00", "note 2025-03-12 11:00"])
  }

  @Test func `words are as a person reads them`() {
    let body = "Orders &amp; <a href='x'>carts</a>&nbsp;fail,<br />1 &lt; 2 < 3.<small>sic</small>"
    let html = Self.update("Mar 12, 11:02 UTC", "Identified", body)
    let told = "identified: Orders & carts fail, 1 < 2 < 3. sic"
    let published = "Wed, 12 Mar 2025 11:02:30 +0000"
    let text = Self.rss(html, published: published)
    #expect(ParsedContent(text, as: .statuspageFeed).milestones.map(\.text) == [told])
    let cdata = text.replacing(Self.escaped(html), with: "<![CDATA[\(html)]]>")
    #expect(ParsedContent(cdata, as: .statuspageFeed).milestones.map(\.text) == [told])
    #expect(
      FormatDetector.detect(entry: nil, LineBatches.whole(Array(cdata.utf8))).format?.name
        == "statuspage-feed")
  }

  @Test func `entries and updates are counted, those without updates too`() {
    let one = "<item><title>T</title><description></description></item>"
    let html = Self.escaped(Self.update("Mar 12, 11:02 UTC", "Identified"))
    let two =
      "<item><title>U</title><description>\(html)</description><pubDate>Wed, 12 Mar 2025 11:02:30 +0000</pubDate></item>"
    let parsed = ParsedContent(
      "<rss><channel>\n\(one)\n\(two)\n</channel></rss>\n", as: .statuspageFeed)
    #expect(parsed.closes && parsed.tally.lines == 3 && parsed.milestones.count == 1)
    let empty = ParsedContent("<feed></feed>", as: .statuspageFeed)
    #expect(empty.closes && empty.tally.lines == 0 && empty.rejects.isEmpty)
  }

  @Test(arguments: [
    ("<rss></rss>x", .malformedXML), ("<rss></rss><", .truncated), ("<rss></rss>< ", .malformedXML),
    ("<rss><channel></rss>", RejectReason.malformedXML), ("<html></html>", .malformedXML),
    ("<rss></rss><rss></rss>", .malformedXML), ("no XML", .notThisFormat),
    ("<!-- nothing -->", .notThisFormat), ("<rss><channel>", .truncated),
    ("<rss><channel></channel></rss", .truncated), ("{}", .notThisFormat),
    ("<feed><entry><title>News</title></entry></feed>", .notThisFormat),
    (String(repeating: "<rss>", count: 100), .malformedXML),
  ])
  func `what is no feed of a status page is refused`(text: String, reason: RejectReason) {
    let parsed = ParsedContent(text, as: .statuspageFeed)
    #expect(parsed.closes && parsed.milestones.isEmpty)
    #expect(parsed.rejects.map(\.reason) == [reason])
  }
}
