// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// Bad input is normal input: each kind has its own message and exit code.
@Suite struct BadInputTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func ingest(_ arguments: String...) throws -> Binary.Outcome {
    try Binary.run(["ingest"] + arguments + ["-C", folder.path("case.recount")])
  }

  @Test func `a missing file ends with 66 and its name`() throws {
    let outcome = try ingest(folder.path("nothing.log"))
    #expect(outcome.status == 66)
    #expect(outcome.error.contains("there is no such file or folder"))
    #expect(outcome.error.contains("nothing.log"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("case.recount")))
  }

  @Test func `a folder without logs ends with 66`() throws {
    let empty = folder.path("logs")
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
    let outcome = try ingest(empty)
    #expect(outcome.status == 66)
    #expect(outcome.error.contains("the folder has no logs in it"))
  }

  @Test func `an unknown format ends with 1 and what to try`() throws {
    let path = try folder.write("lorem ipsum\ndolor sit amet\n", "poem.log")
    let outcome = try ingest(path)
    #expect(outcome.status == 1)
    #expect(outcome.error.contains("no known format fits the file"))
    #expect(outcome.error.contains("--as"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("case.recount")))
  }

  @Test func `an empty file ends with 66`() throws {
    let path = try folder.write("", "access.log")
    let outcome = try ingest(path)
    #expect(outcome.status == 66)
    #expect(outcome.error.contains("the file is empty"))
  }

  @Test func `an empty standard input ends with 66`() throws {
    let outcome = try ingest("-")
    #expect(outcome.status == 66)
    #expect(outcome.error.contains("the file is empty"))
  }

  @Test func `a truncated gzip file keeps its events and ends with 2`() throws {
    let whole = try Logs.gzip(Logs.combined(2000))
    let path = try folder.write(whole.prefix(whole.count / 2), "access.log.gz")
    let outcome = try ingest(path)
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("is truncated"))
    let sources = try Binary.run(["sources", "--json", "-C", folder.path("case.recount")]).data()
    let source = try #require((sources["sources"] as? [[String: Any]])?.first)
    #expect(source["state"] as? String == "truncated")
    #expect(try #require(source["events"] as? Int) > 500)
  }

  @Test func `a gz file that is plain text is read as what it is`() throws {
    let path = try folder.write(Logs.combined(50), "access.log.gz")
    let outcome = try ingest(path)
    #expect(outcome.status == 0)
    #expect(outcome.error.contains("50 lines, 50 events, 0 rejects"))
  }

  @Test(arguments: [
    ("services:\n  - name: web\n    logz: [a.log]\n", "incident.yml:3", "logz"),
    ("claims: {onset: yesterday}\n", "incident.yml:1", "is no time"),
    ("title: [unclosed\n", "incident.yml:2", "not valid YAML"),
    ("services: web\n", "incident.yml:1", "must be a list"),
    ("services:\n  - logs: [a.log]\n", "incident.yml:2", "has no name"),
    ("\nservices:\n  - name: web\n    slo: lots\n", "incident.yml:4", "is no share"),
  ])
  func `a broken incident file ends with 1, file and line`(
    text: String, place: String, problem: String
  ) throws {
    try folder.write(Logs.combined(5), "logs/a.log")
    try folder.write(text, "logs/incident.yml")
    let outcome = try ingest(folder.path("logs"))
    #expect(outcome.status == 1)
    #expect(outcome.error.contains(place), "\(outcome.error)")
    #expect(outcome.error.contains(problem), "\(outcome.error)")
  }

  @Test func `lines without a single event end with 1`() throws {
    let path = try folder.write("one\ntwo\n", "access.log")
    let outcome = try ingest(path, "--as", "combined")
    #expect(outcome.status == 1)
    #expect(outcome.error.contains("no event was found in 2 lines"))
    #expect(outcome.error.contains("2 lines were rejected"))
  }

  @Test func `too many rejects end with 2 and are all kept`() throws {
    let path = try folder.write(Logs.combined(80) + String(repeating: "junk\n", count: 20), "a.log")
    let outcome = try ingest(path)
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("20 of 100 lines (20.0 %) were rejected"))
    let rejects = try Binary.run(
      ["rejects", "--json", "--limit", "0", "-C", folder.path("case.recount")]
    ).data()
    let rows = try #require(rejects["rejects"] as? [[String: Any]])
    #expect(rows.count == 20)
    #expect(rows.first?["line"] as? Int == 81)
    #expect(rows.first?["excerpt"] as? String == "junk")
    let tolerant = try ingest(path, "--max-reject", "30")
    #expect(tolerant.status == 0)
  }

  @Test func `twenty-five bad lines in a row lose no good one`() throws {
    let text = String(repeating: "bad\n", count: 25) + Logs.combined(100)
    let outcome = try ingest(try folder.write(text, "a.log"), "--max-reject", "50")
    #expect(outcome.error.contains("125 lines, 100 events, 25 rejects"))
  }

  @Test func `an unknown format name is answered with the nearest one`() throws {
    let path = try folder.write(Logs.combined(5), "a.log")
    let outcome = try ingest(path, "--as", "combinde")
    #expect(outcome.status == 1)
    #expect(outcome.error.contains("did you mean `combined`?"))
  }

  @Test func `too few failures for a window are a refusal with a name`() throws {
    _ = try ingest(try folder.write(Logs.combined(30), "a.log"))
    let outcome = try Binary.run(["impact", "-C", folder.path("case.recount")])
    #expect(outcome.status == 0)
    #expect(outcome.error.contains("no window of impact was found"))
    #expect(outcome.error.contains("refused: windows of a: insufficient-events"))
  }

  @Test func `a misspelt command is answered with the nearest one`() throws {
    let outcome = try Binary.run(["imapct"])
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("did you mean `recount impact`?"))
  }

  @Test func `a case that is none, and one that is missing, are told apart`() throws {
    let path = try folder.write("not a database, but long enough to look at\n", "x.recount")
    let foreign = try Binary.run(["impact", "-C", path])
    #expect(foreign.status == 1)
    #expect(foreign.error.contains("is not a case of Recount"))
    let missing = try Binary.run(["impact", "-C", folder.path("none.recount")])
    #expect(missing.status == 66)
    let nowhere = try Binary.run(["impact"], folder: folder.url.appendingPathComponent("."))
    #expect(nowhere.status != 0)
  }

  @Test func `a query cannot change the case`() throws {
    _ = try ingest(try folder.write(Logs.combined(50), "a.log"))
    let path = folder.path("case.recount")
    for sql in ["DELETE FROM request", "DROP TABLE source", "UPDATE rollup SET n = 0"] {
      let outcome = try Binary.run(["query", sql, "-C", path])
      #expect(outcome.status == 1, "\(sql)")
    }
    let count = try Binary.run(["query", "SELECT count(*) AS n FROM requests", "-C", path])
    #expect(count.output == "n\n50\n")
    let wrong = try Binary.run(["query", "SELECT x FROM nowhere", "-C", path])
    #expect(wrong.status == 1)
    #expect(wrong.error.contains("no such table"))
  }
}
