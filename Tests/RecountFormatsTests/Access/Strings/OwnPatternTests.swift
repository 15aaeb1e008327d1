// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Patterns of typed fields, as people describe them.
@Suite struct OwnPatternTests {
  private static func own(
    _ pattern: String, _ change: (inout OwnPattern) -> Void = { _ in }
  ) -> OwnPattern {
    var own = OwnPattern(name: "own", title: "Own", pattern: pattern)
    change(&own)
    return own
  }

  private static func problem(_ own: OwnPattern) -> (FormatStringError.Problem, Int?)? {
    if case .failure(let error) = own.format() { return (error.problem, error.offset) }
    return nil
  }

  @Test func `a field that is called like its type needs no description`() throws {
    let format = try Self.own(#"{time} {client} "{request}" {status} {bytes}"#).format().get()
    #expect(format.name == "own" && format.linesStandAlone)
    expectEvent(
      #"2025-03-12T10:14:02.5+01:00 203.0.113.7 "GET /a?b HTTP/1.1" 502 157"#, as: format,
      [
        "end": "2025-03-12T09:14:02.500000Z", "client": "203.0.113.7", "path": "/a", "query": "b",
        "status": "502", "outcome": "failure", "body_bytes": "157",
      ])
    expectReject(
      #"2025-03-12T10:14:02.5+01:00 203.0.113.7 "GET /a HTTP/1.1" x 157"#, as: format,
      .malformedStatus)
  }

  @Test(arguments: [
    ("common", "12/Mar/2025:09:14:02 +0000", "2025-03-12T09:14:02.000000Z"),
    ("epoch", "1741770842.310", "2025-03-12T09:14:02.310000Z"),
    ("%d.%m.%Y %H:%M:%S", "12.03.2025 09:14:02", "2025-03-12T09:14:02.000000Z"),
    ("%b %d %Y %I:%M:%S %p", "Mar 12 2025 09:14:02 PM", "2025-03-12T21:14:02.000000Z"),
    ("%Y%m%dT%H%M%S.%f", "20250312T091402.31", "2025-03-12T09:14:02.310000Z"),
  ])
  func `times are read in their form`(form: String, written: String, moment: String) throws {
    var time = OwnPattern.Field(.time)
    time.form = form
    let format = try Self.own("[{time}] {status}") { $0.fields["time"] = time }.format().get()
    expectEvent("[\(written)] 200", as: format, ["end": moment])
    expectReject("[never] 200", as: format, .malformedTime)
  }

  @Test(arguments: [
    (OwnPattern.Unit.s, "0.031", 31_000), (.ms, "31", 31_000), (.us, "31000", 31_000),
    (.ns, "31000000", 31_000),
  ])
  func `durations are read in their unit, from the start or to the end`(
    unit: OwnPattern.Unit, written: String, micros: Int
  ) throws {
    var took = OwnPattern.Field(.duration)
    took.unit = unit
    for isStart in [true, false] {
      let format = try Self.own("{time} {status} {took}") {
        $0.fields["took"] = took
        $0.stamp = isStart ? .start : .end
      }.format().get()
      expectEvent(
        "2025-03-12T09:14:02Z 200 \(written)", as: format,
        [
          "duration_us": "\(micros)",
          "start": isStart ? "2025-03-12T09:14:02.000000Z" : "2025-03-12T09:14:01.969000Z",
          "end": isStart ? "2025-03-12T09:14:02.031000Z" : "2025-03-12T09:14:02.000000Z",
        ])
    }
  }

  @Test func `blanks, braces, widths and what is read over`() throws {
    var code = OwnPattern.Field(.text)
    code.width = 2
    let format = try Self.own("{{{time}}}{ }{status} {skip} {code}{rest}") {
      $0.fields = ["code": code, "rest": OwnPattern.Field(.text)]
    }.format().get()
    for blanks in [" ", "\t \t", ""] {
      expectEvent(
        "{2025-03-12T09:14:02Z}\(blanks)200 x ABcd", as: format,
        ["status": "200", "extra.code": "AB", "extra.rest": "cd", "extra.skip": ""])
    }
  }

  /// A value ends at a tab as it does at a space.
  @Test(arguments: [" ", "\t", " \t "]) func `any blanks end a value`(blanks: String) throws {
    let format = try Self.own("{time}{ }{status}{ }{path}").format().get()
    expectEvent(
      ["2025-03-12T09:14:02Z", "200", "/a"].joined(separator: blanks), as: format,
      ["status": "200", "path": "/a"])
  }

  @Test func `upstreams tell who made a status`() throws {
    let format = try Self.own("{time} {status} {upstream_statuses} {upstream_times}")
      .format().get()
    expectEvent(
      "2025-03-12T09:14:02Z 504 504, 504 30.000, 30.001", as: format,
      ["cause": "backend_timeout", "upstream_statuses": "504,504"])
    expectEvent(
      "2025-03-12T09:14:02Z 502 - -", as: format, ["cause": "no_backend"])
  }

  @Test(
    arguments: [
      (
        "{time} {status}{bytes}", FormatStringError.Problem.adjacentFields("{status}", "{bytes}"),
        15
      ),
      ("{time} {state}", .unknownField("{state}"), 7),
      ("{time} {status", .unterminatedField("{status"), 7),
      ("{time} {status} }", .loneBrace, 16), ("{status}", .missingTime(["{time}"]), nil),
      ("{time}", .missingStatus(["{status}"]), nil), ("{time} \"{status}", .unterminatedQuote, nil),
      ("{time}\n{status}", .severalLines, nil), ("", .empty, nil),
    ] as [(String, FormatStringError.Problem, Int?)])
  func `what cannot be read is refused with the reason`(
    pattern: String, problem: FormatStringError.Problem, offset: Int?
  ) throws {
    let found = try #require(Self.problem(Self.own(pattern)), "\(pattern)")
    #expect(found.0 == problem && found.1 == offset, "\(found)")
  }

  @Test func `nothing may follow unless it may`() throws {
    let line = "2025-03-12T09:14:02Z 200 more"
    expectReject(line, as: try Self.own("{time} {status}").format().get(), .malformedStatus)
    expectEvent(
      line, as: try Self.own("{time} {status}") { $0.isOpen = true }.format().get(),
      ["status": "200"])
  }
}
