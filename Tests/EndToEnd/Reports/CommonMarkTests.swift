// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// A renderer of Markdown that others wrote: cmark with the extensions of GitHub.
enum CommonMark {
  static let path = ["/usr/bin/cmark-gfm", "/usr/local/bin/cmark-gfm"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// What the renderer sees in a document: every element with its text.
  static func tree(_ markdown: String) throws -> String {
    let outcome = try Command.run(
      try #require(path), ["-e", "table", "-e", "autolink", "-e", "strikethrough", "-t", "xml"],
      input: Data(markdown.utf8))
    try #require(outcome.status == 0, "\(outcome.error)")
    return outcome.output
  }

  /// The text of all elements of one kind.
  static func texts(of element: String, in tree: String) -> [String] {
    tree.components(separatedBy: "<\(element)").dropFirst().compactMap { part in
      guard let open = part.firstIndex(of: ">"), part[..<open].last != "/",
        let end = part.range(of: "</\(element)>")
      else { return nil }
      return String(part[part.index(after: open)..<end.lowerBound])
    }
  }

  /// The attribute of all elements of one kind.
  static func attributes(_ name: String, of element: String, in tree: String) -> [String] {
    tree.components(separatedBy: "<\(element) ").dropFirst().compactMap { part in
      guard let start = part.range(of: "\(name)=\""),
        let end = part[start.upperBound...].firstIndex(of: "\"")
      else { return nil }
      return String(part[start.upperBound..<end])
    }
  }
}

/// The report in a renderer of CommonMark, from the line of a log to what is shown.
@Suite(.enabled(if: CommonMark.path != nil, "cmark-gfm is not installed"))
struct CommonMarkTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func report(_ log: String, _ options: [String]) throws -> String {
    let outcome = try Binary.run(["report", log, "-o", folder.path("out")] + options)
    try #require(outcome.status == 0, "\(outcome.error)")
    let name =
      options.contains("--brief")
      ? "report-brief.md" : options.contains("--external") ? "report-external.md" : "report.md"
    return try folder.read("out/" + name)
  }

  /// No markup of HTML but the fences of computed blocks, no link, no image but the charts.
  private func expectPlain(
    _ markdown: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let tree = try CommonMark.tree(markdown)
    let blocks = CommonMark.texts(of: "html_block", in: tree)
    #expect(!blocks.isEmpty, sourceLocation: sourceLocation)
    for line in blocks.joined(separator: "\n").split(separator: "\n") {
      #expect(
        line.hasPrefix("&lt;!-- recount:") && line.hasSuffix(" --&gt;"), "\(line)",
        sourceLocation: sourceLocation)
    }
    #expect(CommonMark.texts(of: "html_inline", in: tree) == [], sourceLocation: sourceLocation)
    #expect(
      CommonMark.attributes("destination", of: "link", in: tree) == [],
      sourceLocation: sourceLocation)
    for path in CommonMark.attributes("destination", of: "image", in: tree) {
      #expect(
        path.hasPrefix("charts") && path.hasSuffix(".svg"), "\(path)",
        sourceLocation: sourceLocation)
    }
    #expect(!tree.contains("<strikethrough"), sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    [], ["--template", "google-sre"], ["--template", "atlassian"], ["--template", "pagerduty"],
    ["--brief"], ["--external"],
  ])
  func `every outline is Markdown without HTML`(options: [String]) throws {
    let log = try folder.write(Logs.combined(6000), "web.log")
    try expectPlain(try report(log, options))
  }

  @Test func `the committed report of the sample is Markdown without HTML`() throws {
    let path = Binary.root.appendingPathComponent("Reports/bitbucket-2022-12-16/report.md")
    try expectPlain(try String(contentsOf: path, encoding: .utf8))
  }

  @Test(arguments: HostileLog.texts.indices)
  func `what a log says is text`(index: Int) throws {
    let log = try HostileLog.write(HostileLog.texts[index], into: folder)
    for options in [[], ["--external"]] { try expectPlain(try report(log, options)) }
  }
}
