// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// From the line of a log to every output: what it says is shown, and does nothing.
@Suite struct HostileOutputTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func prepared(_ text: String) throws {
    let log = try HostileLog.write(text, into: folder)
    let outcome = try Binary.run(["report", log, "-o", folder.path("out"), "--html", "-q"])
    try #require(outcome.status == 0, "\(outcome.error)")
  }

  private func list(_ arguments: String...) throws -> String {
    let outcome = try Binary.run(arguments + ["-C", folder.path("out/case.recount")])
    try #require(outcome.status == 0, "\(outcome.error)")
    return outcome.output
  }

  /// Signs that a terminal or a reader of text obeys.
  private func obeyed(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { scalar in
      let isControl = scalar.properties.generalCategory == .control
      return (isControl && scalar != "\n" && scalar != "\t")
        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
  }

  @Test(arguments: HostileLog.texts.indices)
  func `the page has the elements of a harmless one and no more`(index: Int) throws {
    try prepared("harmless")
    let plain = try folder.read("out/report.html")
    let other = try HostileOutputTests()
    try other.prepared(HostileLog.texts[index])
    let page = try other.folder.read("out/report.html")
    #expect(obeyed(page).isEmpty)
    for mark in [
      "<script", "<style", "<img", "<a ", "<iframe", "<object", "<meta", "<link", "<form",
    ] {
      #expect(
        page.components(separatedBy: mark).count == plain.components(separatedBy: mark).count,
        "\(mark)")
    }
    // Inside of tags no log has a word: no attribute can have come from one.
    let tags = page.components(separatedBy: "<").dropFirst().compactMap {
      $0.split(separator: ">", maxSplits: 1).first
    }
    #expect(!tags.contains { $0.lowercased().contains(" onerror") })
    #expect(!tags.contains { $0.lowercased().contains("javascript:") })
  }

  @Test(arguments: HostileLog.texts.indices)
  func `every chart is sound XML without script, link and control`(index: Int) throws {
    try prepared(HostileLog.texts[index])
    let charts = try FileManager.default.contentsOfDirectory(atPath: folder.path("out/charts"))
    #expect(charts.count >= 2)
    for name in charts {
      let svg = try folder.read("out/charts/" + name)
      #expect(obeyed(svg).isEmpty, "\(name)")
      for mark in ["<script", "<a ", "<image", "<foreignObject", " href", "<!", "<?"] {
        #expect(!svg.contains(mark), "\(name): \(mark)")
      }
      #expect(XMLParser(data: Data(svg.utf8)).parse(), "\(name)")
    }
  }

  @Test(arguments: HostileLog.texts.indices)
  func `lists print it inert in every form`(index: Int) throws {
    try prepared(HostileLog.texts[index])
    for format in ["table", "tsv", "csv", "md"] {
      for command in ["sources", "impact", "timeline", "clocks"] {
        #expect(obeyed(try list(command, "--format", format)).isEmpty, "\(command) \(format)")
      }
      let agents = try list(
        "query", "SELECT DISTINCT agent, path, referrer FROM requests", "--format", format)
      #expect(obeyed(agents).isEmpty)
      #expect(agents.split(separator: "\n").count <= 3, "\(format)")
    }
  }
}
