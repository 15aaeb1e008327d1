// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountModel
import Testing

/// Whole documents of each kind of record, in the shape in which the tool gives them, and every
/// milestone that they hold.
///
/// `RECOUNT_RECORD=1` writes what is expected anew and fails the test.
@Suite struct GoldenRecordTests {
  struct Golden: Sendable, CustomTestStringConvertible {
    var file: String
    var format: String

    var testDescription: String { file }
  }

  static let all = [
    Golden(file: "alertmanager-webhook.json", format: "alertmanager"),
    Golden(file: "alertmanager-api.json", format: "alertmanager"),
    Golden(file: "pagerduty-log-entries.json", format: "pagerduty"),
    Golden(file: "pagerduty-webhook.jsonl", format: "pagerduty"),
    Golden(file: "opsgenie-webhook.jsonl", format: "opsgenie"),
    Golden(file: "opsgenie-api.json", format: "opsgenie"),
    Golden(file: "slack-export.json", format: "slack-export"),
    Golden(file: "grafana-annotations.json", format: "grafana-annotations"),
    Golden(file: "github-deployments.json", format: "github-deployments"),
    Golden(file: "gitlab-deployments.jsonl", format: "gitlab-deployments"),
    Golden(file: "kubernetes-events.json", format: "kubernetes-events"),
    Golden(file: "cloudtrail.json", format: "cloudtrail"),
    Golden(file: "csv-timeline.csv", format: "csv-timeline"),
    Golden(file: "calendar.ics", format: "calendar"),
    Golden(file: "markdown-timeline.md", format: "markdown-timeline"),
  ]

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden")

  /// The bytes behind a byte-order mark, which never comes as far as a parser.
  private static func read(_ name: String) throws -> [UInt8] {
    let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
    return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  private static func parsed(_ bytes: [UInt8], _ name: String) throws -> ParsedContent {
    let format = try #require(FormatCatalog.format(named: name))
    return ParsedContent([LineBatches.whole(bytes)], as: format, path: "cart/2025-03-12.json")
  }

  @Test(arguments: all) func `a document gives the milestones that it holds`(golden: Golden) throws
  {
    let bytes = try Self.read(golden.file)
    let verdict = FormatDetector.detect(entry: golden.file, LineBatches.whole(bytes))
    #expect(verdict.format?.name == golden.format)
    let parsed = try Self.parsed(bytes, golden.format)
    #expect(parsed.closes && parsed.rejects.isEmpty, "\(parsed.rejects)")
    let text = parsed.lines.joined(separator: "\n") + "\n"
    let name = golden.file + ".expected"
    if ProcessInfo.processInfo.environment["RECOUNT_RECORD"] == "1" {
      try Data(text.utf8).write(to: Self.folder.appendingPathComponent(name))
      Issue.record("recorded \(name)")
      return
    }
    #expect(text == String(decoding: try Self.read(name), as: UTF8.self))
  }

  private static var documents: [Golden] { all.filter { $0.file.hasSuffix(".json") } }
  private static var lines: [Golden] { all.filter { $0.file.hasSuffix(".jsonl") } }

  // MARK: - Cut short

  @Test(arguments: documents)
  func `a document that breaks off says where, and gives nothing`(golden: Golden) throws {
    let bytes = try Self.read(golden.file)
    let end = try #require(bytes.lastIndex { $0 == 0x7D || $0 == 0x5D })
    for cut in stride(from: 2, to: end, by: max(1, bytes.count / 97)) {
      let parsed = try Self.parsed(Array(bytes[..<cut]), golden.format)
      #expect(parsed.closes && parsed.milestones.isEmpty)
      let reject = try #require(parsed.rejects.first)
      #expect(reject.reason == .truncated && parsed.rejects.count == 1, "\(cut)")
      let written = try #require(bytes[..<cut].lastIndex { $0 > 0x20 }) + 1
      #expect(reject.byteOffset == Int64(written), "\(cut)")
      #expect(reject.line == Int64(bytes[..<written].count { $0 == 0x0A } + 1))
    }
  }

  @Test(arguments: lines)
  func `a line that breaks off says where, and the lines before it are read`(golden: Golden) throws
  {
    let bytes = try Self.read(golden.file)
    let feeds = bytes.indices.filter { bytes[$0] == 0x0A }
    let last = feeds[feeds.count - 2] + 1
    let before = try Self.parsed(Array(bytes[..<last]), golden.format)
    let cut = (last + feeds[feeds.count - 1]) / 2
    let parsed = try Self.parsed(Array(bytes[..<cut]), golden.format)
    #expect(parsed.milestones == before.milestones)
    #expect(parsed.rejects.map(\.reason) == [.truncated])
    #expect(parsed.rejects.first?.byteOffset == Int64(cut))
    #expect(parsed.rejects.first?.line == Int64(feeds.count))
  }

  // MARK: - Broken

  /// A bare word in the place of every tenth colon: no JSON has it.
  @Test(arguments: documents)
  func `a broken document says where, and gives nothing`(golden: Golden) throws {
    let bytes = try Self.read(golden.file)
    var isText = false
    var colons: [Int] = []
    for (index, byte) in bytes.enumerated() {
      if byte == 0x22, bytes[index - 1] != 0x5C { isText.toggle() }
      if byte == 0x3A, !isText { colons.append(index) }
    }
    for colon in stride(from: 0, to: colons.count, by: 10).map({ colons[$0] }) {
      var broken = bytes
      broken[colon] = 0x3D
      let parsed = try Self.parsed(broken, golden.format)
      #expect(parsed.closes && parsed.milestones.isEmpty)
      let reject = try #require(parsed.rejects.first)
      #expect(reject.reason == .malformedJSON && reject.byteOffset == Int64(colon))
      #expect(reject.line == Int64(bytes[..<colon].count { $0 == 0x0A } + 1))
      #expect(reject.excerpt.first == 0x3D)
    }
  }

  /// Sound JSON in which one member has a form that the record cannot have.
  @Test(arguments: [
    ("alertmanager-webhook.json", "alertmanager", #""startsAt": "2025-03-12T09:20:02.310123456Z""#),
    ("alertmanager-api.json", "alertmanager", #""startsAt": "2025-03-12T09:21:32.310Z""#),
    ("pagerduty-log-entries.json", "pagerduty", #""created_at": "2025-03-12T09:27:14Z""#),
    ("slack-export.json", "slack-export", #""ts": "1741771301.000100""#),
    ("github-deployments.json", "github-deployments", #""state": "in_progress""#),
  ])
  func `a member of another form is named by its place`(
    file: String, format: String, member: String
  ) throws {
    let text = String(decoding: try Self.read(file), as: UTF8.self)
    let name = try #require(member.split(separator: ":").first)
    let broken = text.replacing(member, with: "\(name): {\"x\": 7}")
    let parsed = try Self.parsed(Array(broken.utf8), format)
    #expect(parsed.closes && parsed.milestones.isEmpty)
    let reject = try #require(parsed.rejects.first)
    let bytes = Array(broken.utf8)
    let rest = String(decoding: bytes[Int(reject.byteOffset)...].prefix(8), as: UTF8.self)
    #expect(rest == #"{"x": 7}"#, "\(reject.byteOffset)")
    #expect(reject.line == Int64(bytes[..<Int(reject.byteOffset)].count { $0 == 0x0A } + 1))
  }
}
