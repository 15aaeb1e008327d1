// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// What cannot be exported says so, and no half file has the final name.
@Suite struct ExportFailureTests {
  private let scratch: ScratchCase
  private var folder: TemporaryFolder { scratch.folder }

  init() throws {
    scratch = try ScratchCase()
    try scratch.ingest(try scratch.folder.write(Logs.combined(20_000), "web.log"))
  }

  private func export(_ options: String...) throws -> Binary.Outcome {
    try Binary.run(["export", "-C", scratch.path] + options)
  }

  private func expectNothingNew(
    _ names: Set<String> = [], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = Set(try FileManager.default.contentsOfDirectory(atPath: folder.url.path))
    #expect(
      found == names.union(["case.recount", "web.log"]), sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    ["--to", "sqlite"], ["--to", "sqlite", "-o", "-"],
    ["--to", "sqlite", "-o", "x", "--of", "events"],
    ["--to", "openmetrics", "--of", "findings"], ["--to", "openmetrics", "--of", "timeline"],
    ["--to", "timesketch", "--of", "findings"],
    ["--to", "csv", "--of", "findings", "--service", "web"],
    ["--to", "jsonl", "--spreadsheet-safe"], ["--to", "timesketch", "--spreadsheet-safe"],
    ["--to", "csv", "--since", "soon"], ["--to", "csv", "--until", "25:00"], ["--to", "xml"],
    ["--to", "csv", "--since", "2025-03-12T10:00Z", "--until", "2025-03-12T10:00Z"], [],
  ])
  func `what makes no sense ends with 64`(options: [String]) throws {
    let outcome = try Binary.run(["export", "-C", scratch.path] + options)
    #expect(outcome.status == 64, "\(outcome.error)")
    #expect(outcome.output.isEmpty)
    try expectNothingNew()
  }

  @Test(arguments: ["jsonl", "csv", "timesketch"])
  func `a full device ends with 74`(form: String) throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let file = try export("--to", form, "-o", "/dev/full")
    #expect(file.status == 74 && file.error.contains("no room left for the export"))
    #expect(FileManager.default.fileExists(atPath: "/dev/full"))
    let output = try Command.run(
      "/bin/sh",
      ["-c", "\"$0\" export --to \"$1\" -C \"$2\" > /dev/full", Binary.path, form, scratch.path])
    #expect(output.status == 74 && output.error.contains("standard output"))
  }

  @Test(arguments: ["jsonl", "csv", "openmetrics", "sqlite"])
  func `a file that may not grow ends with 74 and leaves nothing`(form: String) throws {
    let blocks = form == "openmetrics" ? 16 : 500
    let outcome = try Command.run(
      "/bin/sh",
      [
        "-c", "ulimit -f \(blocks); exec \"$0\" export --to \"$1\" -C \"$2\" -o \"$3\"",
        Binary.path,
        form, scratch.path, folder.path("out"),
      ])
    #expect(outcome.status == 74, "\(outcome.error)")
    #expect(outcome.error.contains("there is no room left for the export"))
    #expect(outcome.error.contains("try:"))
    try expectNothingNew()
  }

  @Test func `an export that fails leaves the file of the one before`() throws {
    try folder.write("before\n", "out")
    let outcome = try Command.run(
      "/bin/sh",
      [
        "-c", "ulimit -f 500; exec \"$0\" export --to csv -C \"$1\" -o \"$2\"", Binary.path,
        scratch.path, folder.path("out"),
      ])
    #expect(outcome.status == 74, "\(outcome.error)")
    #expect(try folder.read("out") == "before\n")
    try expectNothingNew(["out"])
    #expect(try export("--to", "csv", "-o", folder.path("out")).status == 0)
    #expect(try folder.read("out").hasPrefix("kind,id,"))
  }

  @Test func `a reader that leaves is an error where the signal is ignored`() throws {
    let outcome = try Command.run(
      "/bin/sh",
      [
        "-c",
        "trap '' PIPE; { \"$0\" export --to csv -C \"$1\"; echo $? >&2; } | head -n 1", Binary.path,
        scratch.path,
      ])
    #expect(outcome.output.hasPrefix("kind,"))
    #expect(outcome.error.contains("nobody reads the export any more"))
    #expect(outcome.error.hasSuffix("74\n"))
  }

  @Test func `a database is not written over a file, and nothing over the case`() throws {
    try folder.write("mine\n", "out")
    let outcome = try export("--to", "sqlite", "-o", folder.path("out"))
    #expect(outcome.status == 1 && outcome.error.contains("there is a file already"))
    #expect(try folder.read("out") == "mine\n")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: scratch.path)
    for target in [scratch.path, folder.path("link")] {
      for form in ["csv", "sqlite"] {
        #expect(try export("--to", form, "-o", target).status == 64)
      }
    }
    #expect(try scratch.requests() == 20_000)
    try expectNothingNew(["out", "link"])
  }

  @Test func `a link is followed, and stays one`() throws {
    try folder.write("before\n", "real")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: folder.path("real"))
    #expect(try export("--to", "csv", "-o", folder.path("link")).status == 0)
    #expect(try folder.read("real").hasPrefix("kind,"))
    let type = try FileManager.default.attributesOfItem(atPath: folder.path("link"))[.type]
    #expect(type as? FileAttributeType == .typeSymbolicLink)
  }

  @Test(arguments: ["csv", "sqlite"])
  func `a place that cannot be written ends with 74 and its name`(form: String) throws {
    let outcome = try export("--to", form, "-o", folder.path("nowhere/out"))
    #expect(outcome.status == 74, "\(outcome.error)")
    #expect(outcome.error.contains("the export cannot be written"))
    #expect(outcome.error.contains("nowhere/out"))
    #expect(try export("--to", form, "-o", folder.url.path).status == 64)
    try expectNothingNew()
  }

  @Test(arguments: [
    ["--to", "csv"], ["--to", "openmetrics"], ["--to", "csv", "--of", "timeline"],
  ])
  func `a service that the case does not have is named, with the nearest`(
    options: [String]
  ) throws {
    let outcome = try Binary.run(["export", "-C", scratch.path, "--service", "wed"] + options)
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(outcome.error.contains("nothing of a service `wed`"))
    if !options.contains("timeline") { #expect(outcome.error.contains("--service web")) }
  }
}
