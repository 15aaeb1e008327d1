// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite(.enabled(if: SharedData.isThere, SharedData.whyNot))
struct JSONAccessDataTests {
  /// A file with its format, its events and its lines; none of them has a reject.
  @Test(arguments: [
    ("lnav/logfile_caddy_log.1", "caddy", 4, 4),
    ("lnav/logfile_cloudflare.1", "cloudflare", 15, 15),
    ("lnav/logfile_cloudflare.json", "cloudflare", 1, 1),
    ("lnav/logfile_otel_collector.jsonl", "otlp", 0, 6),
    ("plaso/azure_application_gateway_access.json", "azure-access", 2, 2),
  ])
  func `a real log is told and read whole`(
    path: String, name: String, events: Int, lines: Int
  ) throws {
    let text = try SharedData.read("access/" + path)
    let verdict = FormatDetector.detect(entry: nil, LineBatches.whole(text))
    #expect(verdict.format?.name == name, "\(verdict.ranking)")
    let format = try #require(FormatCatalog.format(named: name))
    let parsed = ParsedContent(LineBatches.batches(text, linesEach: 3), as: format)
    #expect(parsed.closes && parsed.rejects.isEmpty)
    #expect(parsed.tally.events == events && parsed.tally.eventLines == lines)
  }

  /// Caddy's start-up lines are messages, and its requests are four.
  @Test func `the requests of Caddy are found among its messages`() throws {
    let text = String(
      decoding: try SharedData.read("access/lnav/logfile_caddy_log.0"), as: UTF8.self)
    // Without the prefix that Docker Compose put before each line.
    let bare = text.split(separator: "\n").map { $0.replacing("caddy  | ", with: "") }
      .joined(separator: "\n")
    let sample = LineBatches.whole(Array(bare.utf8))
    #expect(FormatDetector.detect(entry: nil, sample).format?.name == "caddy")
    let parsed = ParsedContent([sample], as: .caddy)
    #expect(parsed.closes && parsed.tally.events == 4)
    #expect(parsed.tally.ignored == 35 && parsed.tally.rejects == 0)
  }

  @Test func `the members of real lines are in their places`() throws {
    func members(_ path: String, _ format: LogFormat) throws -> [[String: String]] {
      let text = try SharedData.read("access/" + path)
      return ParsedContent([LineBatches.whole(text)], as: format).members
    }
    let caddy = try members("lnav/logfile_caddy_log.1", .caddy)[0]
    #expect(caddy["duration_us"] == "17557" && caddy["client"] == "10.10.10.117")
    #expect(caddy["end"] == "2024-05-26T11:42:52.601480Z")
    let edge = try members("lnav/logfile_cloudflare.1", .cloudflare)
    #expect(edge[0]["duration_us"] == "23000" && edge[0]["host"] == "www.example.com")
    #expect(edge[1]["referrer"] == "https://www.google.com/" && edge[0]["referrer"] == nil)
    let azure = try members("plaso/azure_application_gateway_access.json", .azureAccess)
    #expect(azure[0]["duration_us"] == "34000" && azure[0]["upstream_duration_us"] == "28000")
    #expect(azure[1]["status"] == "400" && azure[1]["path"] == "/")
    #expect(azure[0]["agent"]?.hasPrefix("Mozilla/5.0 (Windows NT 6.1; WOW64) Apple") == true)
  }
}
