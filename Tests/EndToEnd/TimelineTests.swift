// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// `recount timeline` on a fifth of the sample incident.
@Suite(.serialized) struct TimelineTests {
  private static let prepared: Result<(folder: TemporaryFolder, path: String), any Error> = Result {
    let folder = try TemporaryFolder()
    let sample = try Sample.generate(
      into: folder.url.appendingPathComponent("sample"), ["--scale", "0.2"])
    let path = folder.path("case.recount")
    let outcome = try Binary.run(["ingest", sample.folder.path, "-C", path, "-q"])
    try #require(outcome.status == 0, "\(outcome.error)")
    return (folder, path)
  }

  private let path: String

  init() throws {
    path = try Self.prepared.get().path
  }

  private func entries(_ arguments: String...) throws -> [[String: Any]] {
    let data = try Binary.run(["timeline", "--json", "-C", path] + arguments).data()
    return try #require(data["entries"] as? [[String: Any]])
  }

  @Test func `every row is in order and names its source and its evidence`() throws {
    let rows = try entries()
    let times = rows.compactMap { $0["time"] as? String }
    #expect(times == times.sorted() && times.count == rows.count && rows.count > 20)
    for row in rows {
      #expect((row["source"] as? String)?.isEmpty == false, "\(row)")
      #expect((row["evidence"] as? String)?.isEmpty == false, "\(row)")
    }
    let sources = Set(rows.compactMap { $0["source"] as? String })
    #expect(sources == ["logs", "incident.yml", "records/statuspage.json"])
  }

  @Test func `findings, records and claims stand on it, with the first new line and the surge`()
    throws
  {
    let rows = try entries()
    func has(_ service: String?, _ text: String, _ kind: String) -> Bool {
      rows.contains {
        $0["service"] as? String == service && $0["kind"] as? String == kind
          && ($0["text"] as? String)?.contains(text) == true
      }
    }
    #expect(has("pipelines", "steps begin to fail above the baseline", "onset"))
    #expect(has("pipelines", "levels out at", "note"))
    #expect(has("pipelines", "back to the baseline", "ended"))
    #expect(has("pipelines", "first failure line of a new kind: ", "note"))
    #expect(has("artifact-manager", "load surge: ", "note"))
    #expect(
      rows.contains { $0["kind"] as? String == "resolved" && $0["clock"] as? String == "page" })
    let new = try #require(
      rows.first { ($0["text"] as? String)?.hasPrefix("first failure line") == true })
    #expect((new["evidence"] as? String)?.hasPrefix("builds/") == true)
    #expect((new["time"] as? String)?.hasPrefix("2022-12-16T10:0") == true)
  }

  @Test func `rows are kept by service, kind and time`() throws {
    let all = try entries()
    let own = try entries("--service", "webhooks")
    #expect(own.count < all.count)
    #expect(own.allSatisfy { ["webhooks", nil].contains($0["service"] as? String) })
    #expect(own.contains { $0["service"] as? String == "webhooks" })
    let kinds = try entries("--kind", "onset", "--kind", "ended")
    #expect(Set(kinds.compactMap { $0["kind"] as? String }) == ["onset", "ended"])
    let late = try entries("--since", "2022-12-16T12:00Z", "--until", "2022-12-16T14:00Z")
    #expect(
      late.count
        == all.filter {
          ("2022-12-16T12:00"..<"2022-12-16T14:00").contains($0["time"] as? String ?? "")
        }.count && !late.isEmpty)
  }

  @Test(arguments: [
    (["--service", "webhoks"], "did you mean `webhooks`?"),
    (["--kind", "onsett"], "did you mean `onset`?"), (["--since", "soon"], "--since is no time"),
    (
      ["--since", "2022-12-16T12:00Z", "--until", "2022-12-16T11:00Z"],
      "--since must be before --until"
    ),
  ])
  func `what is none is named with a way out`(arguments: [String], words: String) throws {
    let outcome = try Binary.run(["timeline", "-C", path] + arguments)
    #expect(outcome.status == 64 && outcome.error.contains(words), "\(outcome.error)")
  }

  @Test func `all forms have the same rows`() throws {
    let count = try entries().count
    func text(_ format: String) throws -> String {
      try Binary.run(["timeline", "--format", format, "-C", path]).output
    }
    #expect(try text("csv").split(separator: "\n").count == count + 1)
    #expect(try text("md").split(separator: "\n").count == count + 2)
    let page = try text("html")
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("Content-Security-Policy"))
    #expect(page.components(separatedBy: "<tr>").count - 1 == count + 1)
    #expect(!page.contains("src=\"http") && !page.contains("href=\"http"))
  }
}
