// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountReport
import Testing

struct EventRowTests {
  private let rows = EventRow(
    requests: ["end_us", "service", "method", "path", "query", "status", "outcome", "cause"],
    steps: ["service", "name", "job", "end_us", "outcome", "failure_class"])

  @Test func `the columns of both views stand once, those of requests first`() {
    #expect(
      rows.columns == [
        "kind", "end_us", "service", "method", "path", "query", "status", "outcome", "cause",
        "name", "job", "failure_class",
      ])
    let step = rows.cells(
      .step, [.text("ci"), .text("test"), .text("j"), .integer(5), .text("failure"), .absent])
    #expect(
      step == [
        .text("step"), .integer(5), .text("ci"), .absent, .absent, .absent, .absent,
        .text("failure"), .absent, .text("test"), .text("j"), .absent,
      ])
  }

  @Test func `a request in Timesketch has a message and its time in both forms`() {
    let time = Timestamp.at("2022-12-16T10:07:00.123456Z")
    let cells = rows.timesketch(
      .request,
      [
        .integer(time.microseconds), .text("web"), .text("GET"), .text("/a"), .text("b=1"),
        .integer(502), .text("failure"), .text("upstream"),
      ])
    #expect(
      cells == [
        .text("web: GET /a?b=1 502 failure (upstream)"),
        .text("2022-12-16T10:07:00.123456+00:00"), .integer(1_671_185_220_123_456),
        .text("Request ended"),
      ])
  }

  @Test func `a step in Timesketch is called by its name, else by its job`() {
    func message(_ name: ExportValue) -> ExportValue? {
      rows.timesketch(
        .step, [.text("ci"), name, .text("build"), .integer(0), .text("success"), .absent])?.first
    }
    #expect(message(.text("unit tests")) == .text("ci: unit tests success"))
    #expect(message(.absent) == .text("ci: build success"))
  }

  @Test func `a step without a time has no place in Timesketch`() {
    let values: [ExportValue] = [
      .text("ci"), .absent, .text("build"), .absent, .text("success"), .absent,
    ]
    #expect(rows.timesketch(.step, values) == nil)
  }
}

extension Timestamp {
  fileprivate static func at(_ text: String) -> Timestamp {
    Timestamp(parsing: text) ?? Timestamp(microseconds: 0)
  }
}
