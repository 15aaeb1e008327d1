// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import Testing

@Suite struct CatalogTests {
  @Test func `names are unique and lead to their format`() {
    let names = FormatCatalog.all.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names { #expect(FormatCatalog.format(named: name)?.name == name) }
    #expect(FormatCatalog.format(named: "no-such-format") == nil)
  }

  @Test func `every format of the sources is in the catalogue`() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/RecountFormats").resolvingSymlinksInPath()
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var declared: [String] = []
    var catalogue = ""
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      declared += text.matches(of: /static let (\w+) = LogFormat\(/).map { String($0.1) }
      if file.lastPathComponent == "FormatCatalog.swift" { catalogue = text }
    }
    let listed = catalogue.matches(of: /\.([a-z]\w+),/).map { String($0.1) }
    #expect(declared.count == FormatCatalog.all.count)
    #expect(Set(declared) == Set(listed))
  }

  @Test(arguments: [
    "run/8d4c1a2e-0b3f-4c5d-9e6f-7a8b9c0d1e2f/1d4c1a2e-0b3f-4c5d-9e6f-7a8b9c0d1e2f.log"
  ])
  func `an entry of an archive is told by its name`(entry: String) {
    #expect(FormatDetector.detect(entry: entry, nil).format?.name == "bitbucket-log")
    #expect(FormatDetector.detect(entry: "1_build.txt", nil).format == nil)
    #expect(FormatDetector.detect(entry: "8d4c1a2e/step.log", nil).format == nil)
  }

  @Test(arguments: ["", "\n\n", "# comment\n", "plain text\nmore of it\n", "{\"a\":1}\n", "{", "["])
  func `what is no log of a known kind is not taken for one`(text: String) {
    let sample = LineBatches.whole(Array(text.utf8))
    #expect(FormatDetector.detect(entry: nil, sample).format == nil)
  }

  @Test func `a minority of odd lines does not hide a format`() throws {
    let good = try #require(FormatCatalog.format(named: "envoy")?.examples.first?.line)
    let text = Array(repeating: good, count: 6) + ["starting up", "[warn] something"]
    let sample = LineBatches.whole(Array(text.joined(separator: "\n").utf8))
    #expect(FormatDetector.detect(entry: nil, sample).format?.name == "envoy")
  }

  @Test func `a pretty-printed document is told as a whole`() {
    let text = """

      {
        "page": {"id": "k1"},
        "incidents": [
          {"name": "x", "incident_updates": []}
        ]
      }
      """
    let sample = LineBatches.whole([0xEF, 0xBB, 0xBF] + Array(text.utf8))
    #expect(FormatDetector.detect(entry: nil, sample).format?.name == "statuspage")
  }
}
