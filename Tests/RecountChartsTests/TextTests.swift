// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts
import RecountModel
import Testing

@Suite struct TextTests {
  @Test(arguments: [
    (0.0, "0"), (7, "7"), (950, "950"), (999.4, "999"), (999.5, "1k"), (1234, "1.2k"),
    (9949, "9.9k"), (9951, "10k"), (34_567, "35k"), (999_600, "1M"), (1.5e6, "1.5M"),
    (2e9, "2G"), (7e15, "7000T"), (0.25, "0.25"), (1.26, "1.3"), (-1234, "-1.2k"), (.nan, "?"),
  ])
  func `shortens counts`(value: Double, text: String) {
    #expect(ChartNumber.short(value) == text)
  }

  @Test(arguments: [
    (0.0, "0%"), (0.384, "38%"), (0.0381, "3.8%"), (0.00384, "0.38%"), (0.00001, "<0.01%"),
    (1, "100%"), (0.9999, ">99.9%"), (0.996, "99.6%"), (0.99, "99%"), (0.0996, "10%"),
  ])
  func `prints shares without rounding to nothing or all`(share: Double, text: String) {
    #expect(ChartNumber.percent(share) == text)
  }

  @Test(arguments: [
    (TimeSpan.minute, "minute"), (.minutes(10), "10 min"), (.hours(1), "hour"), (.hours(24), "day"),
    (.seconds(5), "5 s"), (.seconds(90), "90 s"), (TimeSpan(microseconds: 1), "microsecond"),
  ])
  func `names the width of a bin`(width: TimeSpan, text: String) {
    #expect(ChartNumber.unit(of: width) == text || ChartNumber.shortUnit(of: width) == text)
  }

  @Test func `draws sparklines from zero`() {
    #expect(Sparkline.text([0, 1, 4, 8]) == "▁▂▅█")
    #expect(Sparkline.text([0, 1, 4, 8], style: .ascii) == " .=#")
    #expect(Sparkline.text([0, 0, 0]) == "▁▁▁")
    #expect(Sparkline.text([]) == "")
    #expect(Sparkline.text([0.001, 1000]) == "▂█")
    #expect(Sparkline.text([nil, .nan, -5, 2], style: .ascii) == "?? #")
    #expect(Sparkline.text([nil, 2]) == " █")
  }

  @Test func `keeps the spike when a sparkline is narrowed`() {
    var values = [Double?](repeating: 1, count: 1000)
    values[777] = 100
    let text = Sparkline.text(values, width: 40)
    #expect(text.count == 40)
    #expect(text.filter { $0 == "█" }.count == 1)
    #expect(Sparkline.text(values, width: 0).count == 1)
  }

  @Test(arguments: [
    ("a & <b> \"c\" 'd'", "a &amp; &lt;b&gt; &quot;c&quot; &#39;d&#39;"), ("ä–… 語", "ä–… 語"),
    ("", ""),
  ])
  func `escapes what XML gives a meaning to`(text: String, escaped: String) {
    #expect(SVGWriter.escaped(text) == escaped)
  }

  @Test(arguments: [
    ("a\u{0}b\u{1B}[31m", "a\u{FFFD}b\u{FFFD}[31m"), ("a\r\nb\tc\u{2028}d", "a  b c d"),
    ("\u{202E}x\u{2066}\u{200F}\u{FEFF}", "\u{FFFD}x\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("\u{FFFE}\u{FFFF}\u{1FFFE}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("e\u{301}\u{301}\u{301}\u{301}!", "e\u{301}\u{301}!"),
  ])
  func `makes control characters visible and harmless`(text: String, line: String) {
    #expect(
      Array(PlainText.line(text, maxScalars: 99).unicodeScalars) == Array(line.unicodeScalars))
  }

  @Test func `cuts long text with an ellipsis`() {
    #expect(PlainText.line("abcdef", maxScalars: 6) == "abcdef")
    #expect(PlainText.line("abcdefg", maxScalars: 6) == "abcde…")
    let metrics = TextMetrics(size: 12)
    for width in stride(from: 20.0, to: 200, by: 7) {
      #expect(metrics.width(metrics.fitted("a label that is far too long", into: width)) <= width)
    }
  }

  @Test func `wraps names behind their separators`() {
    let metrics = TextMetrics(size: 13, isBold: true)
    #expect(
      metrics.wrapped("jira-service-management", into: 146, maxLines: 2)
        == ["jira-service-", "management"])
    #expect(metrics.wrapped("web", into: 146, maxLines: 2) == ["web"])
    #expect(metrics.wrapped("", into: 146, maxLines: 2) == [""])
    let lines = metrics.wrapped(String(repeating: "long-", count: 40), into: 146, maxLines: 2)
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { metrics.width($0) <= 146 })
    #expect(lines.last?.last == "…")
  }
}
