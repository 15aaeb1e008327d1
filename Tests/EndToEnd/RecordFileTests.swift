// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import Testing

/// Records as they lie in folders: long lines, Markdown, repeats, and what is broken.
@Suite struct RecordFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func ingest(_ name: String) throws -> (outcome: Binary.Outcome, path: String) {
    let path = folder.path("\(name.replacing("/", with: "-")).recount")
    return (try Binary.run(["ingest", folder.path(name), "-C", path]), path)
  }

  private func milestones(_ path: String) throws -> [[String: Any]] {
    let data = try Binary.run(["clocks", "--json", "-C", path]).data()
    return try #require(data["milestones"] as? [[String: Any]])
  }

  // MARK: - Long lines

  @Test func `a record of several megabytes on one line is read`() throws {
    let one = { (number: Int) in
      let time = (Timestamp(seconds: 1_741_770_000) + .seconds(Int64(number))).rfc3339
      return
        #"{"eventVersion":"1.09","eventTime":"\#(time)","eventSource":"ecs.amazonaws.com","eventName":"UpdateService","awsRegion":"eu-west-1","sourceIPAddress":"203.0.113.7","userIdentity":{"type":"AssumedRole"},"requestParameters":{"service":"cart"},"eventID":"e\#(number)","requestID":"r","readOnly":false}"#
    }
    let text = #"{"Records":["# + (0..<12_000).map(one).joined(separator: ",") + "]}"
    #expect(text.utf8.count > 3 << 20)
    try folder.write(text, "trail/cloudtrail.json")
    let read = try ingest("trail")
    #expect(read.outcome.status == 0, "\(read.outcome.error)")
    #expect(try milestones(read.path).count == 12_000)
  }

  @Test func `a long line further down is a reject as ever`() throws {
    let line = #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200 5 "-" "-""#
    let long = String(repeating: "x", count: 3 << 20)
    try folder.write("\(line)\n\(long)\n\(line)\n", "logs/access.log")
    let read = try ingest("logs")
    let rejects = try Binary.run(["rejects", "--json", "-C", read.path]).data()["rejects"]
    #expect((rejects as? [[String: Any]])?.map { $0["reason"] as? String } == ["line_too_long"])
  }

  // MARK: - Markdown

  @Test func `a timeline in Markdown is read from a folder, other documents are not`() throws {
    try folder.write(
      """
      ## 2025-03-12

      | Time (UTC) | Event |
      |---|---|
      | 09:19 | Detected: page fired |
      | 11:02 | Resolved: all green |
      """, "case/notes/timeline.md")
    try folder.write("# Read me\n\nNothing | here\n", "case/README.md")
    try folder.write(
      """
      <!-- recount:begin timeline -->
      | Time (UTC) | Event |
      |---|---|
      | 2025-03-12 09:19 | written by Recount |
      | 2025-03-12 11:02 | written by Recount |
      <!-- recount:end -->
      """, "case/recount-report/report.md")
    let read = try ingest("case")
    #expect(read.outcome.status == 0, "\(read.outcome.error)")
    #expect(
      try milestones(read.path).map { $0["milestone"] as? String } == ["detected", "resolved"])
    #expect(!read.outcome.error.contains("README"))
  }

  @Test func `a list in Markdown is read where incident.yml names it`() throws {
    let list = "- 2025-03-12 09:19 UTC — Detected: page fired\n"
    try folder.write(list, "named/notes.md")
    try folder.write("records: [notes.md]\n", "named/incident.yml")
    #expect(try milestones(try ingest("named").path).count == 1)
    try folder.write(list, "unnamed/notes.md")
    try folder.write("time,event\n2025-03-12T09:00:00Z,x\n", "unnamed/notes.csv")
    #expect(try milestones(try ingest("unnamed").path).count == 1)
  }

  // MARK: - Repeats

  @Test func `an alert that several files tell is one alert`() throws {
    let alert = { (received: String) in
      #"{"version":"4","groupKey":"{}","status":"firing","receiver":"web","alerts":[{"status":"firing","labels":{"alertname":"High5xx","service":"cart"},"annotations":{"summary":"5xx"},"startsAt":"2025-03-12T09:19:02.310Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"\#(received)","fingerprint":"9f1c"}]}"#
    }
    for hour in 9...12 {
      try folder.write(alert("http://p/\(hour)"), "alerts/\(hour).json")
    }
    let read = try ingest("alerts")
    #expect(try milestones(read.path).count == 1)
    let timeline = try Binary.run(["timeline", "--json", "-C", read.path]).data()["entries"]
    #expect((timeline as? [[String: Any]])?.count == 1)
  }

  // MARK: - Broken

  @Test func `a broken record says where, and nothing of it is imported`() throws {
    let text = """
      {"log_entries": [
        {"id": "1", "type": "trigger_log_entry", "created_at": "2025-03-12T09:19:40Z", "summary": "x"},
        {"id": "2", "type": "acknowledge_log_entry", "created_at": 7, "summary": "y"}
      ]}
      """
    try folder.write(text, "records/pagerduty.json")
    let read = try ingest("records")
    #expect(read.outcome.status != 0)
    let rejects = try Binary.run(["rejects", "--json", "-C", read.path])
    guard rejects.status == 0 else { return }
    let list = try #require(try rejects.data()["rejects"] as? [[String: Any]])
    let first = try #require(list.first)
    #expect(first["line"] as? Int == 3)
    let place = text.utf8.distance(
      from: text.startIndex, to: try #require(text.firstRange(of: "7, ")).lowerBound)
    #expect(first["byte"] as? Int ?? first["byte_offset"] as? Int == place)
    #expect(try milestones(read.path).isEmpty)
  }
}
