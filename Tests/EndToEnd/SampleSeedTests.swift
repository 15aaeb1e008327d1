// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// Over many seeds the intervals hold what is known to be true.
@Suite struct SampleSeedTests {
  /// Each seed is generated with all its services, then the build steps alone are read: the other
  /// services are checked at full size by `SampleReportTests`.
  @Test func `the excess of the build steps lies in its interval for 16 of 20 seeds`() throws {
    let results = Results()
    let group = DispatchGroup()
    for worker in 0..<2 {
      group.enter()
      Thread {
        defer { group.leave() }
        for seed in stride(from: 1 + worker, through: 20, by: 2) {
          do { results.add(try SampleSeedTests.check(seed)) } catch {
            results.add("seed \(seed): \(error)")
          }
        }
      }.start()
    }
    group.wait()
    #expect(results.failures.isEmpty, "\(results.failures)")
    #expect(results.held >= 16, "\(results.held) of 20")
  }

  private struct Check {
    var holds: Bool
    var problem: String?
  }

  private static func check(_ seed: Int) throws -> Check {
    let folder = try TemporaryFolder()
    let sample = try Sample.generate(
      into: folder.url.appendingPathComponent("s"), ["--scale", "0.1", "--seed", "\(seed)"])
    let path = folder.path("case.recount")
    let ingest = try Binary.run([
      "ingest", sample.folder.path + "/builds", "--service", "pipelines", "-C", path, "-q",
    ])
    guard ingest.status == 0 else { return Check(holds: false, problem: ingest.error) }
    let windows = try Binary.run(["impact", "--json", "-C", path]).data()["windows"]
    guard
      let window = (windows as? [[String: Any]])?.first(where: {
        $0["kind"] as? String == "failing"
      }),
      let onset = window["onset"] as? String, let end = window["end"] as? String,
      let failed = window["failed"] as? Int, let interval = window["excess_interval"] as? [Double]
    else { return Check(holds: false, problem: "seed \(seed): no window") }
    let truth = try sample.counts("pipelines", from: onset, to: end)
    guard truth.failed == failed else {
      return Check(holds: false, problem: "seed \(seed): gross \(failed), truth \(truth.failed)")
    }
    let onsetError = abs(try Sample.minute(onset) - 607)
    let endError = abs(try Sample.minute(end) - 940)
    guard onsetError <= 1, endError <= 5 else {
      return Check(holds: false, problem: "seed \(seed): window \(onset) to \(end)")
    }
    return Check(holds: interval[0] <= truth.excess && truth.excess <= interval[1])
  }

  /// `@unchecked Sendable`: both members are only touched while `lock` is held.
  private final class Results: @unchecked Sendable {
    private let lock = NSLock()
    private var heldCount = 0
    private var problems: [String] = []

    var held: Int { lock.withLock { heldCount } }
    var failures: [String] { lock.withLock { problems } }

    func add(_ check: Check) {
      lock.withLock {
        if check.holds { heldCount += 1 }
        if let problem = check.problem { problems.append(problem) }
      }
    }

    func add(_ problem: String) {
      lock.withLock { problems.append(problem) }
    }
  }
}
