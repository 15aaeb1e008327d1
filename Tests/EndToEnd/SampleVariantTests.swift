// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// Variants of the sample incident: without its fault, and with a relapse that it does not have.
@Suite struct SampleVariantTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func report(_ sample: URL) throws -> String {
    let outcome = try Binary.run(["report", sample.path, "-o", folder.path("report"), "-q"])
    #expect(outcome.status == 0, "\(outcome.error)")
    return folder.path("report/case.recount")
  }

  /// Seeds that the analysis was not shaped on.
  @Test(arguments: [1, 77])
  func `the same two days without the fault show no window, nothing new and no origin`(
    seed: Int
  ) throws {
    let sample = folder.url.appendingPathComponent("quiet")
    _ = try Sample.generate(
      into: sample, ["--fault", "none", "--scale", "0.3", "--seed", "\(seed)"])
    let casePath = try report(sample)
    let impact = try Binary.run(["impact", "--json", "-C", casePath]).data()
    #expect((impact["windows"] as? [Any])?.count == 0)
    let services = try #require(impact["services"] as? [[String: Any]])
    #expect(services.count == 8)
    let signatures = try Binary.run(["signatures", "--json", "-C", casePath])
    #expect(signatures.status == 0)
    #expect((try signatures.data()["windows"] as? [Any])?.count == 0)
    let origin = try Binary.run(["correlate", "--json", "-C", casePath]).data()
    #expect((origin["candidates"] as? [Any])?.count == 0)
    #expect((origin["leads"] as? [Any])?.count == 0)
  }

  @Test func `a planted relapse is found and named`() throws {
    let resources = Binary.root.appendingPathComponent("Sources/RecountKit/Sample/Resources")
    var scenario = try String(
      contentsOf: resources.appendingPathComponent("scenario.yml"), encoding: .utf8)
    let mark = "failed_permille: 340, failed_permille_low: 210, slow_permille: 2500}\n"
    let relapse =
      #"      - {kind: plateau, from: "2022-12-16T14:20Z", to: "2022-12-16T15:05Z", "#
      + "failed_permille: 220}\n"
    let place = try #require(scenario.range(of: mark))
    scenario.insert(contentsOf: relapse, at: place.upperBound)
    _ = try folder.write(scenario, "variant/scenario.yml")
    let incident = resources.appendingPathComponent("incident.yml")
    _ = try folder.write(
      try String(contentsOf: incident, encoding: .utf8), "variant/incident.yml")
    let sample = folder.url.appendingPathComponent("sample")
    let made = try Binary.run([
      "sample", folder.path("variant"), "--scale", "0.2", "-o", sample.path, "-q",
    ])
    #expect(made.status == 0, "\(made.error)")
    let impact = try Binary.run(["impact", "--json", "-C", try report(sample)]).data()
    let windows = try #require(impact["windows"] as? [[String: Any]])
    let own = windows.filter { $0["service"] as? String == "webhooks" }
    #expect(own.count == 2)
    let second = try #require(own.last)
    #expect(second["relapse_of"] as? String == "impact.webhooks.w1")
    #expect(abs(try Sample.minute(try #require(second["onset"] as? String)) - 860) <= 1)
    #expect(abs(try Sample.minute(try #require(second["end"] as? String)) - 905) <= 1)
    let document = try String(contentsOfFile: folder.path("report/report.md"), encoding: .utf8)
    #expect(document.contains("relapse"))
  }
}
