// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// The sample incident at full size: truth, interfaces, and the committed report.
///
/// Runs `./Samples/run`, as the README says, once for all tests of the suite.
@Suite(.serialized) struct SampleReportTests {
  private static let name = "bitbucket-2022-12-16"
  private static let generated = Binary.root.appendingPathComponent("Samples/\(name)/generated")
  private static let reports = Binary.root.appendingPathComponent("Reports/\(name)")
  static let casePath = generated.appendingPathComponent("case.recount").path

  /// The documents before the run, to compare with those after it.
  private static let prepared: Result<[String: Data], any Error> = Result {
    let before = try documents()
    let outcome = try Command.run(
      "/usr/bin/env", ["bash", Binary.root.appendingPathComponent("Samples/run").path],
      environment: ["RECOUNT_BINARY": Binary.path])
    guard outcome.status == 0 else { throw Problem(text: outcome.error) }
    return before
  }

  private struct Problem: Error {
    var text: String
  }

  private static func documents() throws -> [String: Data] {
    let names =
      FileManager.default.enumerator(atPath: reports.path)?.compactMap { $0 as? String } ?? []
    var documents: [String: Data] = [:]
    for name in names where [".md", ".svg", ".html"].contains(where: name.hasSuffix) {
      documents[name] = try Data(contentsOf: reports.appendingPathComponent(name))
    }
    return documents
  }

  private let sample: Sample

  init() throws {
    _ = try SampleReportTests.prepared.get()
    sample = try Sample(folder: SampleReportTests.generated)
  }

  private func windows() throws -> [[String: Any]] {
    let data = try Binary.run(["impact", "--json", "-C", SampleReportTests.casePath]).data()
    return try #require(data["windows"] as? [[String: Any]])
  }

  @Test func `the committed report equals the generated one`() throws {
    let before = try SampleReportTests.prepared.get()
    let after = try SampleReportTests.documents()
    #expect(before.keys.sorted() == after.keys.sorted())
    for (name, data) in before { #expect(after[name] == data, "\(name) changed") }
    #expect(before["report.md"] != nil)
  }

  @Test func `the registry is the candidate origin, by the graph and its onset`() throws {
    let data = try Binary.run(["correlate", "--json", "-C", SampleReportTests.casePath]).data()
    let candidates = try #require(data["candidates"] as? [[String: Any]])
    let first = try #require(candidates.first)
    #expect(first["service"] as? String == "artifact-manager")
    #expect(first["grade"] as? String == "A")
    let share = try #require(first["share_interval"] as? [Double])
    #expect(share[0] > 0.5)
    let leads = try #require(data["leads"] as? [[String: Any]])
    #expect(leads.contains { $0["follower"] as? String == "marketplace-apps" })
  }

  @Test func `image pulls that were never seen before carry the excess of the pipelines`() throws {
    let data = try Binary.run(
      ["signatures", "impact.pipelines.w1", "--limit", "0", "--json"]
        + ["-C", SampleReportTests.casePath]
    ).data()
    let windows = try #require(data["windows"] as? [[String: Any]])
    let signatures = try #require(windows.first?["signatures"] as? [[String: Any]])
    let new = signatures.filter { $0["verdict"] as? String == "new" }
    let share = new.reduce(0) { $0 + ($1["share_of_excess"] as? Double ?? 0) }
    #expect(share >= 0.9, "\(share)")
    for signature in new {
      let text = signature["template"] as? String ?? ""
      #expect(text.contains("pull image") || text.contains("from daemon"), "\(text)")
    }
  }

  @Test(arguments: [
    ("pipelines", 607.0, 940.0, 5.0), ("marketplace-apps", 825, 940, 1), ("webhooks", 607, 727, 1),
  ])
  func `windows begin and end when the scenario does`(
    service: String, onset: Double, end: Double, tolerance: Double
  ) throws {
    let window = try #require(
      try windows().first {
        $0["service"] as? String == service && $0["kind"] as? String == "failing"
      })
    #expect(abs(try Sample.minute(try #require(window["onset"] as? String)) - onset) <= 1)
    #expect(abs(try Sample.minute(try #require(window["end"] as? String)) - end) <= tolerance)
  }

  @Test func `failed steps of every class are the truth`() throws {
    let services = try #require(sample.truth["services"] as? [[String: Any]])
    let truth = try #require(services.first { $0["unit"] as? String == "step" })
    let expected = try #require(truth["failed_by_class"] as? [String: Int]).filter { $0.value > 0 }
    let data = try Binary.run([
      "impact", "--steps", "--by", "class", "--json", "-C", SampleReportTests.casePath,
    ]).data()
    let groups = try #require(data["groups"] as? [[String: Any]])
    let counted = groups.map { ($0["value"] as? String ?? "", $0["failed"] as? Int ?? 0) }
    #expect(Dictionary(uniqueKeysWithValues: counted) == expected)
    #expect(data["failed"] as? Int == expected.values.reduce(0, +))
  }

  @Test func `gross of every window and of the whole case is the truth`() throws {
    for window in try windows() {
      let service = try #require(window["service"] as? String)
      let truth = try sample.counts(
        service, from: window["onset"] as? String, to: window["end"] as? String)
      #expect(window["failed"] as? Int == truth.failed, "\(service)")
      #expect(window["total"] as? Int == truth.total, "\(service)")
    }
    let data = try Binary.run(["impact", "--json", "-C", SampleReportTests.casePath]).data()
    for service in try #require(data["services"] as? [[String: Any]]) {
      let name = try #require(service["service"] as? String)
      let truth = try sample.counts(name)
      #expect(service["failed"] as? Int == truth.failed, "\(name)")
      #expect(service["total"] as? Int == truth.total, "\(name)")
    }
  }

  @Test func `every minute of every service is the truth`() throws {
    let services = try #require(sample.truth["services"] as? [[String: Any]])
    for service in services {
      let name = try #require(service["name"] as? String)
      let minutes = try #require(service["minutes"] as? [[Int]])
      let rows = try Binary.run([
        "query",
        """
        SELECT minute_us / 1000000 AS s, sum(CASE WHEN outcome <> 'skipped' THEN n ELSE 0 END) AS t,
          sum(CASE WHEN failed THEN n ELSE 0 END) AS f
        FROM rollups WHERE service = '\(name)' GROUP BY s HAVING t > 0 ORDER BY s
        """, "-C", SampleReportTests.casePath,
      ])
      let expected = minutes.map { "\($0[0])\t\($0[1])\t\($0[2])" }
      #expect(
        rows.output.split(separator: "\n").dropFirst().map(String.init) == expected, "\(name)")
    }
  }

  @Test func `the clocks disagree where they should`() throws {
    let data = try Binary.run(["clocks", "--json", "-C", SampleReportTests.casePath]).data()
    let measures = try #require(data["measures"] as? [[String: Any]])
    func measure(_ name: String) throws -> [String: Any] {
      try #require(measures.first { $0["name"] as? String == name }, "\(name)")
    }
    #expect(try measure("ttr.declared")["minutes"] as? Double == 333)
    #expect(try measure("ttr.page")["minutes"] as? Double == 45)
    #expect(try measure("page.duration")["minutes"] as? Double == 24)
    #expect(try measure("ttm.declared")["minutes"] as? Double == 125)
    #expect(try #require(try measure("ttm.measured")["minutes"] as? Double) > 300)
    let detection = try measure("ttd.declared")
    #expect(detection["minutes"] == nil)
    #expect(detection["note"] as? String == "not independently measured")
    #expect(try measure("ttd.measured")["minutes"] == nil)

    let conflicts = try #require(data["conflicts"] as? [[String: Any]])
    let codes = conflicts.compactMap { $0["code"] as? String }
    let relevant = ["C1", "C2", "C3", "C6", "C7", "C8", "C12"]
    #expect(codes.filter(relevant.contains) == ["C1", "C2", "C3", "C12"])
    let relapse = try #require(conflicts.first { $0["code"] as? String == "C3" })
    #expect(relapse["service"] as? String == "marketplace-apps")
    #expect(relapse["minutes"] as? Double == 173)
    let agreements = try #require(data["agreements"] as? [[String: Any]])
    #expect(agreements.compactMap { $0["code"] as? String } == ["C7", "C8"])
  }

  @Test func `two days without the incident show no window of failures`() throws {
    let folder = try TemporaryFolder()
    let quiet = try Sample.generate(
      into: folder.url.appendingPathComponent("quiet"), ["--scale", "0.1", "--fault", "none"])
    let path = folder.path("case.recount")
    let ingest = try Binary.run(["ingest", quiet.folder.path, "-C", path, "-q"])
    #expect(ingest.status == 0, "\(ingest.error)")
    let data = try Binary.run(["impact", "--json", "-C", path]).data()
    let windows = try #require(data["windows"] as? [[String: Any]])
    #expect(windows.filter { $0["kind"] as? String == "failing" }.isEmpty)
  }
}
