// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Counts the tests of a step by its service messages, those of several flows at once.
///
/// A test fails by `testFailed` and passes by a `testFinished` without one before it. Memory is
/// bounded by `TestTotals.maxFailedTests` names and `maxFlows`.
struct TeamCityTests {
  private static let maxFlows = 1000

  private(set) var totals = TestTotals()
  /// Flows whose open test has failed or was ignored.
  private var decided: Set<[UInt8]> = []
  private var names: Set<[UInt8]> = []

  var isEmpty: Bool { totals.run + totals.skipped == 0 }

  mutating func read(_ message: TeamCityMessage, _ bytes: Span<UInt8>) {
    let flow = message.text(bytes, "flowId", limit: 64)
    switch message.kind {
    case .testStarted: decided.remove(flow)
    case .testFailed:
      guard decide(flow) else { return }
      totals.run += 1
      totals.failed += 1
      let name = message.text(bytes, "name")
      if names.count < TestTotals.maxFailedTests, names.insert(name).inserted {
        totals.failedTests.append(String(decoding: name, as: UTF8.self))
      }
    case .testIgnored:
      if decide(flow) { totals.skipped += 1 }
    case .testFinished:
      if decided.remove(flow) == nil {
        totals.run += 1
        totals.passed += 1
      }
      add(message.value(bytes, "duration").flatMap { bytes.duration($0, scale: 3) })
    default: return
    }
    if totals.frameworks.isEmpty { totals.frameworks = ["teamcity"] }
  }

  /// Whether the open test of the flow was not decided yet.
  private mutating func decide(_ flow: [UInt8]) -> Bool {
    if decided.count >= TeamCityTests.maxFlows { decided.removeAll() }
    return decided.insert(flow).inserted
  }

  private mutating func add(_ micros: Int64?) {
    guard let micros else { return }
    totals.microseconds = sumOfDurations(totals.microseconds ?? 0, micros)
  }
}
