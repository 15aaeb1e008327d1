// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// A log in a wrapper gives what the log alone gives, at the places of its wrappers.
@Suite struct WrapperTests {
  static let inner = WrappedLog.lines(120, seed: 3)

  private static func wrapped(_ kinds: WrapperKind...) throws -> LogFormat {
    try #require(LogFormat.combined.wrapped(in: kinds))
  }

  @Test(arguments: WrapperKind.allCases, [1, 3, 7, 64, .max])
  func `events are those of the bare log, wherever batches are cut`(
    kind: WrapperKind, linesEach: Int
  ) throws {
    let rendered = WrapperRenderer.content(Self.inner, in: kind)
    let bare = ParsedContent(
      [LineBatches.whole(Array(Self.inner.joined(separator: [0x0A])))], as: .combined)
    let parsed = ParsedContent(
      LineBatches.batches(rendered.content, linesEach: linesEach), as: try Self.wrapped(kind))
    #expect(parsed.closes)
    #expect(parsed.tally.lines == Int64(rendered.lines))
    #expect(parsed.bareObjects == bare.bareObjects)
    #expect(parsed.tally.events == bare.tally.events)
    // An event's line in the bare log tells which of the places is its own.
    let expected = bare.members.filter { $0["kind"] != "reject" }.compactMap { member in
      member["line"].flatMap(Int.init).map { rendered.places[$0 - 1] }
    }
    #expect(parsed.places == expected)
    guard kind != .cloudWatch else { return }
    #expect(parsed.tally.eventLines == bare.tally.eventLines)
    #expect(parsed.rejects.map(\.reason) == bare.rejects.map(\.reason))
    #expect(
      parsed.rejects.map { "\($0.line):\($0.byteOffset)" }
        == bare.rejects.map { rendered.places[Int($0.line) - 1] })
    for reject in parsed.rejects where kind != .journalExport {
      #expect(rendered.content[Int(reject.byteOffset)...].starts(with: reject.excerpt))
    }
  }

  @Test(arguments: WrapperKind.allCases)
  func `a log in a wrapper is detected with it`(kind: WrapperKind) throws {
    let lines = Self.inner.filter { $0.count > 60 }
    let rendered = WrapperRenderer.content(lines, in: kind)
    let verdict = FormatDetector.detect(entry: nil, LineBatches.whole(rendered.content))
    #expect(verdict.format?.name == "\(kind.rawValue)/combined", "\(verdict.ranking)")
    #expect(verdict.wrappers == [kind.rawValue])
    #expect(
      verdict.format?.matches(Array(rendered.content.prefix { $0 != 0x0A }))
        == (kind != .journalExport))
  }

  @Test(arguments: [
    [WrapperKind.syslog, .dockerJSON], [.cri, .compose], [.dockerJSON, .cri],
    [.compose, .dockerJSON],
    [.structuredSyslog, .cri], [.journalJSON, .dockerJSON], [.message, .dockerJSON, .cri],
    [.compose, .syslog, .dockerJSON, .cri],
  ])
  func `wrappers in wrappers are taken off in turn`(kinds: [WrapperKind]) throws {
    let lines = Self.inner.filter { $0.count > 60 }
    var content = lines
    for kind in kinds.reversed() {
      content = WrapperRenderer.content(content, in: kind).content
        .split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().map(Array.init)
    }
    let text = Array(content.joined(separator: [0x0A])) + [0x0A]
    let verdict = FormatDetector.detect(entry: nil, LineBatches.whole(text))
    #expect(verdict.wrappers == kinds.map(\.rawValue))
    let name = (kinds.map(\.rawValue) + ["combined"]).joined(separator: "/")
    #expect(verdict.format?.name == name)
    let format = try #require(FormatCatalog.format(named: name))
    let bare = ParsedContent(
      [LineBatches.whole(Array(lines.joined(separator: [0x0A])))], as: .combined)
    for linesEach in [1, 5, .max] {
      let parsed = ParsedContent(LineBatches.batches(text, linesEach: linesEach), as: format)
      #expect(parsed.closes && parsed.tally.rejects == 0)
      #expect(parsed.bareObjects == bare.bareObjects)
      #expect(parsed.members.map { $0["line"] } == bare.members.map { $0["line"] })
    }
  }

  @Test(arguments: [
    "cri/combined", "docker-json/nginx-timed", "syslog-3164/docker-json/common-undated",
    "ansi/json-access",
  ])
  func `a path names a format in wrappers`(name: String) throws {
    let format = try #require(FormatCatalog.format(named: name))
    #expect(format.name == name && !format.title.isEmpty)
  }

  @Test(arguments: [
    "cri", "cri/", "/combined", "cri/no-such-format", "no-such-wrapper/combined",
    "cri/github-job-log", "cri/cri/cri/cri/cri/combined", "common-undated",
  ])
  func `a path that names none is refused`(name: String) {
    #expect(FormatCatalog.format(named: name) == nil)
  }

  @Test func `contents whose lines are put together cannot be read on from where they ended`()
    throws
  {
    #expect(try !Self.wrapped(.cri).linesStandAlone)
    #expect(try !Self.wrapped(.compose, .dockerJSON).linesStandAlone)
    #expect(try Self.wrapped(.compose).linesStandAlone)
  }

  @Test func `JSON access lines are no wrapper`() {
    let lines = [
      #"{"@timestamp":"2025-03-12T09:14:02.310Z","http.response.status_code":503,"url.path":"/a"}"#,
      #"{"@timestamp":"2025-03-12T09:14:02.310Z","status":200,"path":"/a","message":"handled"}"#,
      #"{"time":"2025-03-12T09:14:02.310Z","status":200,"path":"/a","log":"GET /a 200\n","stream":"stdout"}"#,
    ]
    for line in lines {
      let text = Array(Array(repeating: line, count: 20).joined(separator: "\n").utf8)
      let verdict = FormatDetector.detect(entry: nil, LineBatches.whole(text))
      #expect(verdict.format?.name == "json-access" && verdict.wrappers.isEmpty)
    }
  }

  @Test func `Docker's members without line feeds are messages of a collector`() {
    let inner = Self.inner.filter { $0.count > 60 }.prefix(20)
    let text = inner.flatMap { line -> [UInt8] in
      let log = String(decoding: line, as: UTF8.self)
        .replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return Array(
        "{\"log\":\"\(log)\",\"stream\":\"stdout\",\"time\":\"2025-03-12T09:14:02Z\"}\n".utf8)
    }
    let verdict = FormatDetector.detect(entry: nil, LineBatches.whole(text))
    #expect(verdict.format?.name == "json-message/combined")
  }
}
