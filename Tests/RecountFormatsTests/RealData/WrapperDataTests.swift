// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite(.enabled(if: SharedData.isThere, SharedData.whyNot))
struct WrapperDataTests {
  private static func detect(_ path: String) throws -> FormatDetector.Verdict {
    let text = try SharedData.read("access/" + path)
    return FormatDetector.detect(entry: nil, LineBatches.whole(text))
  }

  @Test(arguments: [
    ("lnav/logfile_docker_compose.0", "compose"),
    ("lnav/logfile_docker_compose_with_ts.0", "compose"),
    ("lnav/logfile_syslog_with_access_log.0", "syslog-3164"),
    ("lnav/logfile_caddy_log.0", "compose"), ("plaso/cri.log", "cri"),
    ("lnav/playground_messages.gz", "syslog-3164"),
  ])
  func `a real log is told to be in its wrapper`(path: String, wrapper: String) throws {
    #expect(try Self.detect(path).wrappers == [wrapper])
  }

  @Test func `access lines without a date get the time of their syslog line`() throws {
    let path = "lnav/logfile_syslog_with_access_log.0"
    let format = try #require(try Self.detect(path).format)
    #expect(format.name == "syslog-3164/common-undated")
    let text = try SharedData.read("access/" + path)
    for linesEach in [1, .max] {
      let parsed = ParsedContent(LineBatches.batches(text, linesEach: linesEach), as: format)
      #expect(parsed.closes && parsed.tally.lines == 5 && parsed.quality == .yearUnknown)
      #expect(parsed.members.filter { $0["kind"] == "request" }.map { $0["line"] } == ["2", "3"])
      let event = try #require(parsed.members.first { $0["line"] == "3" })
      #expect(event["path"] == "/bad.foo" && event["status"] == "404")
      #expect(event["service"] == "tomcat.log" && event["body_bytes"] == "65508")
      #expect((event["end"] ?? "").hasSuffix("-03-24T14:02:50.000000Z"))
      // A command of sudo, a message of automount, and syslogd itself.
      #expect(parsed.rejects.map(\.line) == [1, 4, 5])
      #expect(parsed.rejects.allSatisfy { $0.reason == .notThisFormat })
    }
  }

  /// Their lines are messages of programs: nothing that is an access log.
  @Test(arguments: [
    ("lnav/logfile_docker_compose.0", "compose", 22),
    ("lnav/logfile_docker_compose_with_ts.0", "compose", 22),
    ("lnav/playground_messages.gz", "syslog-3164", 2512),
  ])
  func `what is in no access format is all rejected, and the book closes`(
    path: String, wrapper: String, lines: Int
  ) throws {
    #expect(try Self.detect(path).format == nil)
    let text = try SharedData.read("access/" + path)
    for inner in ["combined", "common-undated"] {
      let format = try #require(FormatCatalog.format(named: "\(wrapper)/\(inner)"))
      let parsed = ParsedContent(LineBatches.batches(text, linesEach: 3), as: format)
      #expect(parsed.closes && parsed.tally.lines == Int64(lines) && parsed.tally.events == 0)
      #expect(parsed.tally.rejects == Int64(lines))
      let excerpts = parsed.rejects.map { String(decoding: $0.excerpt, as: UTF8.self) }
      #expect(excerpts.allSatisfy { !$0.contains(#/" [0-9]{3} /#) })
    }
  }

  @Test func `requests without a status are read out of a container's file`() throws {
    let format = try #require(try Self.detect("plaso/cri.log").format)
    #expect(format.name == "cri/go-requests")
    let text = try SharedData.read("access/plaso/cri.log")
    for linesEach in [1, .max] {
      let parsed = ParsedContent(LineBatches.batches(text, linesEach: linesEach), as: format)
      #expect(parsed.closes && parsed.tally.lines == 17 && parsed.tally.events == 11)
      // The one partial line goes on in the next of its stream, which is a request: they are none.
      #expect(parsed.tally.continuationLines == 1)
      #expect(parsed.rejects.map(\.line).sorted() == [1, 2, 3, 4, 5])
      let event = try #require(parsed.members.first { $0["line"] == "8" })
      #expect(event["path"] == "/" && event["client"] == "10.0.2.15" && event["status"] == nil)
      #expect(event["agent"]?.hasSuffix("Chrome/121.0.0.0 Safari/537.36") == true)
      #expect(event["end"] == "2024-04-16T06:23:05.000000Z")
    }
  }

  /// Kubernetes' own files of ten thousand real lines, each in two parts now and then.
  @Test(arguments: [WrapperKind.cri, .dockerJSON, .syslog, .compose, .journalExport])
  func `ten thousand real lines are found again in a wrapper`(kind: WrapperKind) throws {
    let lines = try SharedData.read("access/elastic_apache_logs.gz")
      .split(separator: 0x0A).map(Array.init)
    var rendered = WrapperRenderer(kind)
    for (index, line) in lines.enumerated() {
      let isCut = (kind == .cri || kind == .dockerJSON) && index % 7 == 0
      rendered.append(line, cuts: isCut ? [index % line.count] : [])
    }
    let sample = try #require(LineBatches.batches(rendered.content, linesEach: 1000).first)
    let format = try #require(FormatDetector.detect(entry: nil, sample).format)
    #expect(format.name == "\(kind.rawValue)/combined")
    let parsed = ParsedContent(LineBatches.batches(rendered.content, linesEach: 997), as: format)
    #expect(parsed.tally.events == 10_000 && parsed.tally.rejects == 0 && parsed.closes)
    #expect(parsed.places == rendered.places)
  }
}
