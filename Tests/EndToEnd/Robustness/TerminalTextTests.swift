// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

extension Robustness {
  /// Names and lines made to act on the terminal that shows them.
  @Suite struct TerminalTextTests {
    private let scratch: ScratchCase

    init() throws {
      scratch = try ScratchCase()
    }

    /// Colour, title, bell, backspace, an escape of eight bits, a turned direction, and an end of
    /// line with an error that never happened.
    private static let evil =
      "evil\u{1B}[31m\u{1B}]0;x\u{07}\u{08}\u{9B}2J\u{202E}gol\u{7F}\rx\nerror: forged.log"

    /// Checks that a text for people holds no sign that a terminal obeys, and forges no line.
    private func expectInert(
      _ text: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
      let obeyed = text.unicodeScalars.filter { scalar in
        let isControl = scalar.properties.generalCategory == .control
        return (isControl && scalar != "\n" && scalar != "\t")
          || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      }
      #expect(obeyed.isEmpty, "\(text.debugDescription)", sourceLocation: sourceLocation)
      let forged = text.split(separator: "\n").contains { $0.hasPrefix("error: forged") }
      #expect(!forged, "\(text.debugDescription)", sourceLocation: sourceLocation)
    }

    private func archive() throws -> String {
      var tar = TarMaker()
      tar.add(Self.evil, Logs.combined(50))
      tar.add(Self.evil + ".link", type: "2", link: Self.evil)
      tar.add("../" + Self.evil, "x\n")
      tar.add(Self.evil + ".txt", "no known format\n")
      tar.add(Self.evil + ".empty")
      return try scratch.folder.write(tar.finished, "logs.tar")
    }

    @Test(arguments: ["auto", "always", "json"])
    func `names of entries are inert in what an ingest says`(progress: String) throws {
      let outcome = try scratch.ingest(archive(), options: ["--progress", progress])
      #expect(outcome.status == 2)
      #expect(outcome.error.contains("evil"))
      // Progress on a terminal redraws its line with two codes of its own.
      let own = ["\r", "\u{1B}[K"]
      expectInert(own.reduce(outcome.error) { $0.replacing($1, with: "") })
      try scratch.expectEachOnce(50)
    }

    @Test func `names of entries are inert in what parse says`() throws {
      let outcome = try Binary.run(["parse", archive()])
      #expect(outcome.output.contains("evil"))
      expectInert(outcome.error)
      expectInert(outcome.output)
    }

    @Test(arguments: ["table", "tsv", "csv", "md"])
    func `names and lines are inert in every list`(format: String) throws {
      var tar = TarMaker()
      tar.add(Self.evil, Logs.combined(50) + "bad \u{1B}[2J\u{07}\u{9B}1m line\n")
      try scratch.ingest(try scratch.folder.write(tar.finished, "logs.tar"))
      for command in [["sources"], ["rejects"], ["query", "SELECT source, path FROM requests"]] {
        let outcome = try Binary.run(command + ["--format", format, "-C", scratch.path])
        #expect(outcome.output.contains("evil"), "\(command)")
        expectInert(outcome.output)
        // A row each, a header, and the rule of a table.
        #expect(outcome.output.split(separator: "\n").count <= 52)
      }
    }

    @Test func `names of files are inert in errors and progress`() throws {
      let name = Self.evil.replacing("/", with: "")
      let missing = try scratch.ingest(scratch.folder.path("missing " + name))
      #expect(missing.status == 66)
      expectInert(missing.error)
      let unknown = try scratch.folder.write("lorem\nipsum\n", "unknown " + name)
      expectInert(try scratch.ingest(unknown).error)
      try scratch.folder.write(Logs.combined(20), "logs/" + name)
      let outcome = try scratch.ingest(scratch.folder.path("logs"))
      #expect(outcome.status == 0)
      expectInert(outcome.error)
      let foreign = try Binary.run(["sources", "-C", unknown])
      #expect(foreign.status == 1)
      expectInert(foreign.error)
    }
  }
}
