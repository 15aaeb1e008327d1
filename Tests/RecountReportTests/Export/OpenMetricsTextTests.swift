// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountReport
import Testing

struct OpenMetricsTextTests {
  private func minute(_ number: Int64) -> Timestamp {
    Timestamp(microseconds: 1_671_184_800_000_000 + number * 60_000_000)
  }

  private func text(_ series: [OutcomeSeries]) -> [String] {
    var text = OpenMetricsText()
    let bytes = series.flatMap { text.text($0) } + OpenMetricsText.end
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func `counters grow from zero and stand still over a gap`() {
    let series = OutcomeSeries(
      service: "web", unit: .request, minutes: [minute(0), minute(1), minute(5)],
      lines: [.init(outcome: "failure", reason: "upstream", counts: [2, 0, 3])])
    let name = #"recount_requests_total{service="web",outcome="failure",cause="upstream"}"#
    #expect(
      text([series]) == [
        "# TYPE recount_requests counter",
        "# UNIT recount_requests requests",
        "# HELP recount_requests Ended requests of the case by service, outcome and cause, counted per minute.",
        "\(name) 0 1671184800", "\(name) 2 1671184860", "\(name) 2 1671184920",
        "\(name) 2 1671185100", "\(name) 5 1671185160", "# EOF",
      ])
  }

  @Test func `every unit is one family with one head`() {
    func series(_ service: String, _ unit: EventUnit) -> OutcomeSeries {
      OutcomeSeries(
        service: service, unit: unit, minutes: [minute(0)],
        lines: [.init(outcome: "success", reason: "", counts: [1])])
    }
    let lines = text([series("a", .request), series("b", .request), series("ci", .step)])
    #expect(
      lines.filter { $0.hasPrefix("# TYPE") } == [
        "# TYPE recount_requests counter", "# TYPE recount_steps counter",
      ])
    #expect(lines.contains(#"recount_steps_total{service="ci",outcome="success"} 1 1671184860"#))
    #expect(lines.last == "# EOF")
  }

  @Test func `nothing is an exposition too`() {
    #expect(text([]) == ["# EOF"])
  }

  @Test(arguments: [
    (#"a\b"#, #"a\\b"#), ("say \"x\"", #"say \"x\""#), ("a\nb", #"a\nb"#),
    ("\u{1B}[2J", #"\\u{1B}[2J"#), ("\0", #"\\u{0}"#), ("\u{202E}x", #"\\u{202E}x"#),
    ("a\rb", #"a\\u{D}b"#), ("é", "é"), ("=1", "=1"),
  ])
  func `values of labels are escaped`(value: String, expected: String) {
    #expect(OpenMetricsText.escaped(value) == expected)
  }
}
