// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountModel
import Testing

/// Incidents of a real status page, as its API gave them and as others wrote them down.
@Suite(.enabled(if: SharedData.isThere, SharedData.whyNot))
struct StatuspageDataTests {
  private static let folder = "incidents/github-statuspage/"

  // MARK: - Raw documents of 2022

  private struct Raw: Decodable {
    struct Incident: Decodable {
      struct Update: Decodable {
        struct Component: Decodable { var name: String }
        var status: String
        var display_at: String
        var affected_components: [Component]?
      }
      var incident_updates: [Update]
    }
    var incident: Incident
  }

  private static func lines(_ name: String) throws -> [Data] {
    try SharedData.read(folder + name).split(separator: 0x0A).map { Data($0) }
  }

  @Test func `every incident of 2022 is read, alone and one a line, and every update counted`()
    throws
  {
    let lines = try Self.lines("incidents_2022.jsonl")
    #expect(lines.count == 123)
    var updates = 0
    var events = 0
    for line in lines {
      let known = try JSONDecoder().decode(Raw.self, from: line).incident.incident_updates
      let parsed = ParsedContent(String(decoding: line, as: UTF8.self), as: .statuspage)
      #expect(parsed.closes && parsed.rejects.isEmpty)
      #expect(parsed.tally.lines == Int64(known.count + 1))
      let posted = known.map(\.display_at).min().flatMap { Timestamp(parsing: $0) }
      #expect(parsed.milestones.filter { $0.kind == .posted }.map(\.time) == [posted])
      let resolved = known.filter { $0.status == "resolved" }
        .compactMap { Timestamp(parsing: $0.display_at) }
      #expect(parsed.milestones.filter { $0.kind == .resolved }.map(\.time) == resolved)
      let named = known.filter { $0.affected_components?.count == 1 }
        .compactMap { $0.affected_components?.first?.name }
      #expect(parsed.milestones.compactMap(\.service).sorted() == named.sorted())
      updates += known.count
      events += parsed.milestones.count
    }
    #expect(updates == 521 && events == 521)
    let text = try SharedData.read(Self.folder + "incidents_2022.jsonl")
    let opening = LineBatches.whole(Array(text.prefix(1 << 16)))
    #expect(FormatDetector.detect(entry: nil, opening).format?.name == "statuspage")
    let all = ParsedContent(LineBatches.batches(text, linesEach: 7), as: .statuspage)
    #expect(all.closes && all.rejects.isEmpty)
    #expect(all.tally.lines == 123 + 521 && all.milestones.count == 521)
    #expect(all.milestones.filter { $0.kind == .mitigated }.count == 1)
  }

  // MARK: - Incidents of 2022 to 2024 as a table

  private struct Told: Decodable {
    struct Update: Decodable {
      var at: String
      var status: String
      var message: String
    }
    struct Window: Decodable {
      var start_at: String
      var end_at: String
    }
    var title: String
    var published_at: String
    var updated_at: String
    var started_at: String
    var resolved_at: String
    var impact_window: Window?
    var duration_minutes: Int?
    var updates: [Update]
  }

  private static func told() throws -> [Told] {
    try lines("mrshu_2022_2024.jsonl").map { try JSONDecoder().decode(Told.self, from: $0) }
  }

  /// The incident as the API would give it, newest update first.
  private static func document(_ told: Told) throws -> String {
    let updates = told.updates.reversed().map {
      [
        "status": $0.status.lowercased().replacing(" ", with: "_"), "body": $0.message,
        "display_at": $0.at,
      ]
    }
    let incident: [String: Any] = ["name": told.title, "incident_updates": Array(updates)]
    let data = try JSONSerialization.data(withJSONObject: ["incident": incident])
    return String(decoding: data, as: UTF8.self)
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// The incident as an entry of the history feed.
  private static func entry(_ told: Told) throws -> String {
    var html = ""
    for update in told.updates.reversed() {
      let time = try #require(Timestamp(parsing: update.at))
      html +=
        "<p><small>\(months[time.date.month - 1]) <var data-var='date'> \(time.date.day)</var>, "
        + "<var data-var='time'>\(time.clockText)</var> UTC</small><br>"
        + "<strong>\(update.status)</strong> - \(escaped(update.message))</p>"
    }
    return """
        <entry>
          <published>\(told.published_at)</published>
          <updated>\(told.updated_at)</updated>
          <title>\(escaped(told.title))</title>
          <content type="html">\(escaped(html))</content>
        </entry>

      """
  }

  private static func feed(_ entries: String) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
      + entries + "</feed>\n"
  }

  @Test func `all incidents as one feed are read, and every update counted`() throws {
    let told = try Self.told()
    let text = Self.feed(try told.map(Self.entry).joined())
    let parsed = ParsedContent(
      LineBatches.batches(Array(text.utf8), linesEach: 100), as: .statuspageFeed)
    let updates = told.reduce(0) { $0 + $1.updates.count }
    #expect(told.count == 399 && updates == 2165)
    #expect(parsed.closes && parsed.rejects.isEmpty)
    #expect(parsed.tally.lines == Int64(told.count + updates))
    // Each update has the year that the table states.
    let stated = told.flatMap { $0.updates.compactMap { Timestamp(parsing: $0.at) } }
    #expect(
      Set(parsed.milestones.map(\.time)) == Set(stated) && stated.count == updates)
    #expect(parsed.milestones.filter { $0.kind == .posted }.count == 389)
    #expect(parsed.milestones.filter { $0.kind == .resolved }.count == 389)
    let sample = LineBatches.whole(Array(text.utf8.prefix(1 << 16)))
    #expect(FormatDetector.detect(entry: nil, sample).format?.name == "statuspage-feed")
  }

  @Test func `the measures of the 26 stated windows are right to the minute`() throws {
    let told = try Self.told().filter { $0.impact_window != nil }
    #expect(told.count == 26)
    var resolvedBeforeEnd: [String] = []
    var detections: [Int] = []
    for incident in told {
      let window = try #require(incident.impact_window)
      let start = try #require(Timestamp(parsing: window.start_at))
      let end = try #require(Timestamp(parsing: window.end_at))
      let documents: [(String, LogFormat)] = [
        (try Self.document(incident), .statuspage),
        (Self.feed(try Self.entry(incident)), .statuspageFeed),
      ]
      for (text, format) in documents {
        let parsed = ParsedContent(text, as: format)
        #expect(parsed.closes && parsed.rejects.isEmpty)
        #expect(parsed.tally.lines == Int64(incident.updates.count + 1))
        let posted = try #require(parsed.milestones.first { $0.kind == .posted }).time
        let resolved = try #require(parsed.milestones.last { $0.kind == .resolved }).time
        let first = try #require(Timestamp(parsing: incident.started_at))
        #expect((posted - start).minutes == (first - start).minutes)
        if format.name == "statuspage" { detections.append(Int((posted - start).minutes)) }
        #expect((end - start).minutes == Double(incident.duration_minutes ?? -1))
        #expect(resolved == Timestamp(parsing: incident.resolved_at))
        if format.name == "statuspage", resolved < end { resolvedBeforeEnd.append(end.dayText) }
      }
    }
    #expect(
      detections == [
        740, 13, 22, 30, 104, 13, 0, 48, 33, 65, 17, 24, 33, 162, 213, 0, 54, 11, 21, 21, 39, 22,
        5, 20, 60, 13,
      ])
    #expect(resolvedBeforeEnd == ["2024-03-11", "2024-09-16"])
  }
}
