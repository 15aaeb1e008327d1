// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct OTLPTests {
  private static func attribute(_ key: String, _ value: String) -> String {
    #"{"key":"\#(key)","value":{\#(value)}}"#
  }

  private static func span(_ members: String, _ attributes: [String]) -> String {
    let stamps = #""startTimeUnixNano":"1741770842310000000","endTimeUnixNano":1741770842341000000"#
    return "{\(stamps),\(members),\"attributes\":[\(attributes.joined(separator: ","))]}"
  }

  private static func line(_ spans: String, resource: String = "[]") -> String {
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[\#(spans)]}],"resource":{"attributes":\#(resource)}}]}"#
  }

  private static let get = attribute("http.method", #""stringValue":"GET""#)
  private static let failed = attribute("http.status_code", #""intValue":"503""#)

  @Test(arguments: [
    ("2", 1), (#""SPAN_KIND_SERVER""#, 1), ("0", 1), ("3", 0), (#""SPAN_KIND_CLIENT""#, 0),
    ("1", 0),
    ("4", 0), ("5", 0),
  ])
  func `a request is counted where it was served`(kind: String, count: Int) {
    let text = Self.line(Self.span("\"kind\":\(kind)", [Self.get, Self.failed]))
    let parsed = ParsedContent(text, as: .otlp)
    #expect(parsed.tally.events == count && parsed.tally.eventLines == 1 && parsed.closes)
  }

  @Test func `the service of the resource goes to each of its spans`() {
    let resource = "[\(Self.attribute("service.name", #""stringValue":"c\u0061rt""#))]"
    let spans = (0..<3).map { _ in Self.span("\"kind\":2", [Self.get, Self.failed]) }
    let parsed = ParsedContent(
      Self.line(spans.joined(separator: ","), resource: resource), as: .otlp)
    #expect(parsed.tally.events == 3 && parsed.tally.lines == 1 && parsed.closes)
    #expect(parsed.members.allSatisfy { $0["service"] == "cart" && $0["duration_us"] == "31000" })
    #expect(Set(parsed.members.compactMap { $0["offset"] }).count == 3)
  }

  @Test func `a span without a status was not answered`() {
    expectEvent(
      Self.line(Self.span(#""kind":2,"status":{"code":2}"#, [Self.get])), as: .otlp,
      ["outcome": "error", "status": ""])
    expectEvent(
      Self.line(Self.span(#""kind":2"#, [Self.get])), as: .otlp, ["outcome": "cancelled"])
  }

  @Test(arguments: [
    #"{"resourceSpans":[]}"#, #"{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{}}]}]}]}"#,
    #"{"resourceMetrics":[{"scopeMetrics":[]}]}"#,
  ])
  func `a batch without requests is taken and gives nothing`(text: String) {
    let parsed = ParsedContent(text, as: .otlp)
    #expect(parsed.tally.eventLines == 1 && parsed.tally.events == 0 && parsed.closes)
  }

  @Test(arguments: [
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[}]}]}]}"#,
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"kind":}]}]}]}"#,
    #"{"resourceSpans":[{"resource":{"attributes":[{"key":]}}]}"#, #"{"resourceSpans":[{]}"#,
  ])
  func `a broken batch is refused whole`(text: String) {
    expectReject(text, as: .otlp, .malformedJSON)
  }

  @Test(.timeLimit(.minutes(1)))
  func `many attributes and many spans take no longer than their bytes`() {
    let known = Self.attribute("service.name", #""stringValue":"cart""#)
    let resource = "[" + Array(repeating: known, count: 8000).joined(separator: ",") + "]"
    let spans = Array(repeating: Self.span("\"kind\":2", [Self.failed]), count: 4000)
    let parsed = ParsedContent(
      Self.line(spans.joined(separator: ","), resource: resource), as: .otlp)
    #expect(parsed.tally.events == 4000)
  }
}
