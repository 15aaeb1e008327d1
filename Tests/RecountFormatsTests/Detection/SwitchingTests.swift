// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import RecountReport
import Testing

/// A content whose format changes in mid-file.
@Suite struct SwitchingTests {
  private static func combined(_ number: Int) -> String {
    #"203.0.113.\#(number % 200) - - [12/Mar/2025:09:\#(two(number / 60 % 60)):\#(two(number % 60)) +0000] "GET /cart/\#(number) HTTP/1.1" 200 157 "-" "curl/\#(number % 7)""#
  }

  private static func json(_ number: Int) -> String {
    #"{"@timestamp":"2025-03-12T10:\#(two(number / 60 % 60)):\#(two(number % 60))Z","http.request.method":"POST","url.path":"/pay/\#(number)","http.response.status_code":503,"client.address":"198.51.100.\#(number % 9)"}"#
  }

  private static func envoy(_ number: Int) -> String {
    #"[2025-03-12T11:\#(two(number / 60 % 60)):\#(two(number % 60)).310Z] "GET /b/\#(number) HTTP/1.1" 503 UF 0 91 226 - "-" "x" "-" "cart" "-""#
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private struct Content {
    var json = ""
    var tally = LineTally()
    var rejects: [Reject] = []
    var ranges: [FormatRange] = []

    /// `text` in batches of `linesEach` lines, `together` of which go into one batch of events.
    init(
      _ text: String, linesEach: Int = .max, together: Int = 1, from format: LogFormat = .combined
    ) {
      let parser = SwitchingParser(format, ParserContext(path: "web.log", keepsExtra: true))
      var printer = EventJSON(
        source: nil, service: nil, statesUpstream: format.statesUpstream)
      var events = EventBatch()
      let batches = LineBatches.batches(Array(text.utf8), linesEach: linesEach)
      for (index, batch) in (batches.map(Optional.some) + [nil]).enumerated() {
        if let batch { parser.parse(batch, into: &events) } else { parser.finish(into: &events) }
        guard index % together == 0 || batch == nil else { continue }
        json += String(decoding: printer.lines(events), as: UTF8.self)
        tally += events.tally
        rejects += events.rejects
        events.removeAll()
      }
      ranges = parser.ranges
    }

    var formats: [String] { ranges.map { "\($0.format) \($0.firstLine)" } }
    var closes: Bool { tally.closes && tally.rejects == Int64(rejects.count) }
  }

  private static func lines(_ range: Range<Int>, _ line: (Int) -> String) -> [String] {
    range.map(line)
  }

  @Test func `lines behind the switch are read as what they are`() {
    let text = Self.lines(0..<300, Self.combined) + Self.lines(0..<400, Self.json)
    let content = Content(text.joined(separator: "\n"))
    #expect(content.formats == ["combined 1", "json-access 301"])
    #expect(content.tally.events == 700 && content.tally.rejects == 0 && content.closes)
    let offset = text[..<300].reduce(0) { $0 + $1.utf8.count + 1 }
    #expect(content.ranges[1].byteOffset == Int64(offset))
    let printed = content.json.split(separator: "\n")
    #expect(printed.count == 700)
    #expect(printed[299].contains(#""path":"/cart/299""#))
    #expect(printed[300].contains(#""path":"/pay/0""#) && printed[300].contains(#""line":301"#))
    #expect(printed[300].contains(#""client":"198.51.100.0""#))
    #expect(
      printed[699].contains(#""offset":\#(text[..<699].reduce(0) { $0 + $1.utf8.count + 1 })"#))
  }

  /// Back and forth, with blank lines, comments, text and a short stretch of a third format between.
  private static var mixed: String {
    var text = lines(0..<150, combined)
    text += ["", "# restarted", "what is this"]
    text += lines(0..<140, json) + ["{}", ""] + lines(140..<260, json)
    text += ["no line of a log"] + lines(150..<420, combined)
    text += lines(0..<40, envoy) + lines(420..<460, combined)
    text += (0..<130).map { "java.lang.IllegalStateException: \($0)" }
    text += lines(460..<470, combined) + lines(260..<275, json)
    return text.joined(separator: "\n")
  }

  @Test func `formats come and go`() {
    let content = Content(Self.mixed)
    #expect(content.closes)
    #expect(content.tally.events == 470 + 275 + 40)
    #expect(content.tally.rejects == 133 && content.tally.ignored == 3)
    #expect(
      content.ranges.map(\.format)
        == ["combined", "json-access", "combined", "envoy", "combined", "json-access"])
  }

  @Test(arguments: [1, 2, 3, 7, 50, 99, 100, 101, 333], [1, 4])
  func `where batches are cut makes no difference`(linesEach: Int, together: Int) {
    let whole = Content(Self.mixed)
    let cut = Content(Self.mixed, linesEach: linesEach, together: together)
    #expect(cut.json == whole.json)
    #expect(cut.tally == whole.tally && cut.closes)
    #expect(cut.rejects == whole.rejects)
    #expect(cut.ranges == whole.ranges)
  }

  @Test func `every split point of a small content gives the same`() {
    let text =
      (Self.lines(0..<12, Self.combined) + Self.lines(0..<14, Self.json)
      + Self.lines(12..<15, Self.combined)).joined(separator: "\n")
    let whole = Content(text)
    #expect(whole.formats == ["combined 1", "json-access 13", "combined 27"])
    for count in 1...29 {
      #expect(Content(text, linesEach: count).json == whole.json)
    }
  }

  @Test func `a few lines of another format are rejects, for they could be anything`() {
    let text =
      Self.lines(0..<50, Self.combined) + Self.lines(0..<9, Self.json)
      + Self.lines(50..<90, Self.combined)
    let content = Content(text.joined(separator: "\n"))
    #expect(content.tally.rejects == 9 && content.tally.events == 90 && content.closes)
    #expect(content.formats == ["combined 1"])
  }

  @Test func `lines of no format are rejects, and good lines behind them are kept`() {
    let bad = (0..<5_000).map { "at cart.Checkout.pay(Checkout.java:\($0))" }
    let text = Self.lines(0..<30, Self.combined) + bad + Self.lines(30..<60, Self.combined)
    let content = Content(text.joined(separator: "\n"), linesEach: 64)
    #expect(content.tally.rejects == 5_000 && content.tally.events == 60 && content.closes)
    #expect(content.formats == ["combined 1"])
  }

  @Test func `a switch behind many lines of no format is found`() {
    let bad = (0..<3_000).map { "at cart.Checkout.pay(Checkout.java:\($0))" }
    let text = Self.lines(0..<30, Self.combined) + bad + Self.lines(0..<3_000, Self.json)
    let content = Content(text.joined(separator: "\n"), linesEach: 500)
    #expect(content.ranges.map(\.format) == ["combined", "json-access"])
    #expect(content.closes && content.tally.events > 2_000)
  }

  @Test func `what is in a wrapper changes too`() {
    func stamped(_ line: String) -> String { "Mar 12 09:14:02 web1 nginx[42]: " + line }
    let text =
      Self.lines(0..<40) { stamped(Self.combined($0)) }
      + Self.lines(0..<120) { stamped(Self.envoy($0)) }
    let sample = LineBatches.whole(Array(text[0..<20].joined(separator: "\n").utf8))
    let format = FormatDetector.detect(entry: nil, sample).format
    #expect(format?.name == "syslog-3164/combined")
    guard let format else { return }
    let content = Content(text.joined(separator: "\n"), from: format)
    #expect(content.formats == ["syslog-3164/combined 1", "syslog-3164/envoy 41"])
    #expect(content.tally.events == 160 && content.closes)
    #expect(content.json.contains(#""line":160"#))
  }

  @Test func `an overlong line is a reject and ends a run`() {
    var batches = LineBatches.batches(
      Array(Self.lines(0..<8, Self.json).joined(separator: "\n").utf8 + [0x0A]), linesEach: .max)
    batches.append(LineBatches.oversized(Array("x".utf8), number: 9))
    let parser = SwitchingParser(.combined, ParserContext(path: "web.log"))
    var events = EventBatch()
    for batch in batches { parser.parse(batch, into: &events) }
    parser.finish(into: &events)
    #expect(events.tally.rejects == 9 && events.tally.closes)
    #expect(events.rejects.last?.reason == .overlong)
    #expect(events.rejects.map(\.line) == Array(1...9))
  }

  @Test func `documents and build logs are never left`() {
    #expect(!SwitchingParser.reads(.statuspage) && !SwitchingParser.reads(.githubJobLog))
    #expect(SwitchingParser.reads(.combined))
  }

  // MARK: - Banners

  private func format(_ lines: [String], batches: Int = 40) -> String? {
    var search = BannerSearch()
    let text = Array(lines.joined(separator: "\n").utf8)
    for batch in LineBatches.batches(text, linesEach: batches) { search.add(batch) }
    return search.format()?.name
  }

  private static let banner = (0..<120).map { "  ..:: shop \($0) starts with option --cart=\($0)" }

  @Test(arguments: [3, 12, 30, 400])
  func `the format behind a long banner is found`(requests: Int) {
    #expect(format(Self.banner + Self.lines(0..<requests, Self.combined)) == "combined")
    #expect(format(Self.banner + Self.lines(0..<requests, Self.json)) == "json-access")
  }

  @Test func `text alone has no format behind its beginning`() {
    #expect(format(Self.banner + Self.banner) == nil)
    #expect(format([]) == nil)
  }

  @Test func `requests among much else are not the format`() {
    let rest = (0..<300).map { "note \($0)" }
    #expect(format(Self.banner + Self.lines(0..<20, Self.combined) + rest) == nil)
  }

  @Test func `lines in wrappers behind a banner are found`() {
    let lines = Self.lines(0..<150) { "Mar 12 09:14:02 web1 nginx[42]: " + Self.combined($0) }
    #expect(format(Self.banner + lines) == "syslog-3164/combined")
  }
}
