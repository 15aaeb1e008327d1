// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// The incidents of a real status page whose post-mortem states when the impact began and ended.
@Suite(.enabled(if: SharedData.isThere, "needs the folder shared/data beside the package"))
struct StatusPageClockTests {
  private struct Told: Decodable {
    struct Update: Decodable {
      var at: String
      var status: String
      var message: String
    }
    struct Window: Decodable {
      var start_at: String
      var end_at: String
      var context: String
    }
    var title: String
    var started_at: String
    var resolved_at: String
    var impact_window: Window?
    var updates: [Update]
  }

  private static func told() throws -> [(incident: Told, window: Told.Window)] {
    let path = SharedData.path("incidents/github-statuspage/mrshu_2022_2024.jsonl")
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap {
      let incident = try JSONDecoder().decode(Told.self, from: Data($0.utf8))
      return incident.impact_window.map { (incident, $0) }
    }
  }

  /// The incident as the page's API gives it, newest update first.
  private static func page(_ told: Told) throws -> Data {
    let updates = told.updates.reversed().map {
      ["status": $0.status.lowercased(), "body": $0.message, "display_at": $0.at]
    }
    return try JSONSerialization.data(
      withJSONObject: ["incident": ["name": told.title, "incident_updates": Array(updates)]])
  }

  private static func minutes(_ from: String, _ to: String) throws -> Double {
    let format = ISO8601DateFormatter()
    let start = try #require(format.date(from: from))
    return try #require(format.date(from: to)).timeIntervalSince(start) / 60
  }

  /// A case with the page's record, and the window as a claim or none.
  private static func ingest(
    _ told: Told, window: String?, into folder: TemporaryFolder, _ name: String
  ) throws -> String {
    try folder.write(try page(told), "\(name)/records/page.json")
    let claims = window.map { "claims:\n  window: \($0)\n" } ?? ""
    try folder.write("records: [records/page.json]\n\(claims)", "\(name)/incident.yml")
    let path = folder.path("\(name).recount")
    let outcome = try Binary.run(["ingest", folder.path(name), "-C", path, "-q"])
    try #require(outcome.status == 0, "\(outcome.error)")
    return path
  }

  private static func conflicts(_ arguments: [String]) throws -> [String] {
    let data = try Binary.run(["check", "--json"] + arguments).data()
    let conflicts = try #require(data["conflicts"] as? [[String: Any]])
    return conflicts.compactMap { $0["code"] as? String }
  }

  @Test
  func `stated windows give times right to the minute, and the two that outlast "resolved" C1`()
    throws
  {
    let folder = try TemporaryFolder()
    let told = try Self.told()
    #expect(told.count == 26)
    var early: [String] = []
    for (number, (incident, window)) in told.enumerated() {
      let path = try Self.ingest(
        incident, window: "\(window.start_at)..\(window.end_at)", into: folder, "\(number)")
      let data = try Binary.run(["clocks", "--json", "-C", path]).data()
      let measures = try #require(data["measures"] as? [[String: Any]])
      func value(_ name: String) -> Double? {
        measures.first { $0["name"] as? String == name }?["minutes"] as? Double
      }
      // A post in the minute of the onset is no distance that anybody measured.
      let lag = try Self.minutes(window.start_at, incident.started_at)
      #expect(value("status.lag.declared") == (lag == 0 ? nil : lag), "\(incident.title)")
      #expect(value("ttr.declared") == (try Self.minutes(window.start_at, window.end_at)))
      #expect(value("ttr.page") == (try Self.minutes(window.start_at, incident.resolved_at)))
      if try Self.conflicts(["-C", path]).contains("C1") { early.append(window.end_at) }
    }
    #expect(early == ["2024-03-11T11:45:00Z", "2024-09-16T22:20:00Z"])
  }

  /// The text of 5 July tells of a second impact, which the labelled window leaves out.
  @Test func `the same two are found in the sentences of the post-mortem, and a third`() throws {
    let folder = try TemporaryFolder()
    var early: [String] = []
    for (number, (incident, window)) in try Self.told().enumerated() {
      let path = try Self.ingest(incident, window: nil, into: folder, "\(number)")
      let report = try folder.write(window.context, "\(number).md")
      let codes = try Self.conflicts(["--report", report, "-C", path])
      guard codes.contains("C1") else { continue }
      early.append(window.end_at)
      let told = try Binary.run(["check", "--report", report, "-C", path]).output
      if window.end_at.hasPrefix("2024-07-05") {
        #expect(told.contains("puts the end of impact at 21:14 UTC"))
      }
    }
    #expect(
      early == ["2024-03-11T11:45:00Z", "2024-07-05T18:08:00Z", "2024-09-16T22:20:00Z"])
  }
}
