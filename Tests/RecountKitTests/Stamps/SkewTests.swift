// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountKit
import RecountModel
import Testing

/// Clocks that are apart, told by the requests that two sources share.
@Suite struct SkewTests {
  private let logs: TemporaryLogs

  init() throws {
    logs = try TemporaryLogs()
  }

  private static func hex(_ number: Int) -> String {
    let digits = String(number &* 0x9E37_79B9 & 0xFFFF_FFFF, radix: 16)
    return String(repeating: "0", count: 24) + String(repeating: "0", count: 8 - digits.count)
      + digits
  }

  /// Requests at an edge, `10:00:00` on, a second and a bit apart; each takes 200 ms and more.
  private func writeEdge(_ count: Int) throws {
    try logs.write(
      (0..<count).map { index in
        let end =
          Timestamp(CivilDate(year: 2025, month: 3, day: 12), hour: 10)
          + TimeSpan(microseconds: Int64(index) * 1_137_000)
        return
          #"{"@timestamp":"\#(end.rfc3339)","http.response.status_code":200,"service.name":"edge","event.duration":\#(200 + index % 90)000000,"trace.id":"\#(SkewTests.hex(index))","url.path":"/a"}"#
      }, "edge.jsonl")
  }

  /// What a service behind it says of them: it answers 5 ms before the edge does, its clock is `ahead`.
  private func writeService(_ ids: Range<Int>, ahead: TimeSpan, as form: (Int) -> String) throws {
    try logs.write(
      ids.map { index in
        let end =
          Timestamp(CivilDate(year: 2025, month: 3, day: 12), hour: 10)
          + TimeSpan(microseconds: Int64(index) * 1_137_000 - 5000) + ahead
        return
          #"{"@timestamp":"\#(end.rfc3339)","http.response.status_code":200,"service.name":"cart","event.duration":\#(150 + index % 50)000000,"trace.id":"\#(form(index))","url.path":"/b"}"#
      }, "service.jsonl")
  }

  @Test func `a clock that is ninety seconds ahead is found, and no time is changed`() throws {
    try writeEdge(300)
    try writeService(50..<250, ahead: .seconds(90), as: SkewTests.hex)
    try logs.ingest()
    let skews = try SkewAnalysis.skews(casePath: logs.casePath)
    #expect(skews.count == 1)
    let skew = try #require(skews.first)
    #expect((skew.first, skew.second, skew.sharedIDs) == ("edge.jsonl", "service.jsonl", 200))
    let ahead = try #require(skew.ahead)
    #expect(abs(ahead.value - 90) < 0.1, "\(ahead)")
    #expect(ahead.interval.contains(90), "\(ahead)")
    #expect(ahead.interval.high - ahead.interval.low < 0.2, "\(ahead)")
    #expect(
      try logs.rows("SELECT min(\"end\") FROM requests WHERE service = 'cart'")
        == ["2025-03-12T10:02:26.845000Z"])
    let json = try Listing.skew(skews).text(.json)
    #expect(json.contains(#""measured":true"#) && json.contains(#""shared_ids":200"#))
  }

  @Test(arguments: [(19, false), (20, true)])
  func `fewer than twenty shared ids measure nothing`(count: Int, isMeasured: Bool) throws {
    try writeEdge(100)
    try writeService(0..<count, ahead: .seconds(90), as: SkewTests.hex)
    try logs.ingest()
    let skews = try SkewAnalysis.skews(casePath: logs.casePath)
    #expect(skews.map { $0.ahead != nil } == [isMeasured])
    #expect(try Listing.skew(skews).text(.tsv).contains("not measured") == !isMeasured)
  }

  @Test func `sources that share nothing say so`() throws {
    try writeEdge(30)
    try logs.ingest()
    let listing = Listing.skew(try SkewAnalysis.skews(casePath: logs.casePath))
    #expect(
      listing.remarks == ["not measured: no two sources share request ids that each has once"])
  }

  @Test(arguments: ["uuid", "traceparent", "amazon"])
  func `hops that write the same id in other ways share it`(form: String) throws {
    try writeEdge(60)
    try writeService(0..<60, ahead: .seconds(3)) { index in
      let hex = SkewTests.hex(index)
      let parts = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)].map {
        String(hex.dropFirst($0.0).prefix($0.1 - $0.0))
      }
      return switch form {
      case "uuid": parts.joined(separator: "-").uppercased()
      case "traceparent": "00-\(hex)-00f067aa0ba902b7-01"
      default: "Self=1-67891234-12456789abcdef012345678;Root=1-\(hex.prefix(8))-\(hex.dropFirst(8))"
      }
    }
    try logs.ingest()
    let skew = try #require(try SkewAnalysis.skews(casePath: logs.casePath).first)
    #expect(skew.sharedIDs == 60)
    #expect(abs((skew.ahead?.value ?? 0) - 3) < 0.1)
  }

  @Test func `an id that a source has twice is no measure`() throws {
    try writeEdge(40)
    try writeService(0..<40, ahead: .seconds(0)) { SkewTests.hex($0 / 2) }
    try logs.ingest()
    #expect(try SkewAnalysis.skews(casePath: logs.casePath).isEmpty)
  }
}
