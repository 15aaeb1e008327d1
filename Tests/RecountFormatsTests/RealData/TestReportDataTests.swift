// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountModel
import Testing

/// The totals of real job logs, against what BugSwarm's tests say of them.
///
/// BugSwarm counts in another way, which is translated, not held against either: its analyzers for
/// Java and for unittest count skipped tests as tests that ran and passed, as the frameworks' own
/// totals do.
@Suite(.enabled(if: SharedData.isThere, SharedData.whyNot))
struct TestReportDataTests {
  /// Assertions of BugSwarm that do not hold, each with the reason.
  private static let misses = [
    "github_data__javascript__jest__357124468 failed_tests":
      "BugSwarm lists a suite that failed to run as a test; num_failed there does not count it",
    "travis_data__other__81965531 test_duration_s":
      "BugSwarm takes the time of the whole sbt command, compilation and downloads included",
  ]

  @Test func `totals are those that BugSwarm states`() throws {
    var checked = 0
    var missed: Set<String> = []
    for known in try Known.all() {
      let totals = try Self.totals(of: known)
      let stated = Stated(totals)
      for (key, value) in known.expected where Stated.keys.contains(key) {
        checked += 1
        let ours = stated.value(key)
        guard ours != value else { continue }
        let name = "\(known.log) \(key)"
        missed.insert(name)
        if Self.misses[name] == nil { Issue.record("\(name): \(ours), BugSwarm \(value)") }
      }
    }
    #expect(missed == Set(Self.misses.keys))
    #expect(checked == 318)
    #expect(Double(missed.count) <= 0.03 * Double(checked))
  }

  @Test func `a total closes and its names are no more than its failures`() throws {
    for known in try Known.all() {
      guard let totals = try Self.totals(of: known) else { continue }
      #expect(totals.run == totals.passed + totals.failed, "\(known.log)")
      #expect(totals.failedTests.count <= totals.failed, "\(known.log)")
    }
  }

  private static func totals(of known: Known) throws -> TestTotals? {
    let text = try SharedData.read("ci/bugswarm/logs/\(known.log).log.gz")
    var reader = TestReportReader()
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let bytes = Array(line)
      reader.readColoured(bytes.span, stampEnd(bytes)..<bytes.count)
    }
    return reader.finish()
  }

  /// The index behind the stamp of GitHub, `2025-03-12T09:14:02.1234567Z `.
  private static func stampEnd(_ line: [UInt8]) -> Int {
    let start = line.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard line.count >= start + 28, line[start + 27] == 0x5A, line[start + 10] == 0x54 else {
      return 0
    }
    return min(line.count, start + 29)
  }
}

/// A log with what BugSwarm's tests assert of it, each value as text.
private struct Known: Decodable {
  private struct Value: Decodable {
    var text: String

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let bool = try? value.decode(Bool.self) {
        text = "\(bool)"
      } else if let number = try? value.decode(Double.self) {
        text = "\(number)"
      } else {
        text = try value.decode(String.self)
      }
    }
  }

  private enum CodingKeys: CodingKey {
    case file, expected
  }

  var log: String
  var expected: [String: String]

  init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: CodingKeys.self)
    log = try object.decode(String.self, forKey: .file).replacing("logs/", with: "")
      .replacing(".log.gz", with: "")
    expected = try object.decode([String: Value].self, forKey: .expected).mapValues(\.text)
  }

  static func all() throws -> [Known] {
    try SharedData.read("ci/bugswarm/expected.jsonl").split(separator: 0x0A)
      .map { try JSONDecoder().decode(Known.self, from: Data($0)) }
  }
}

/// Totals in BugSwarm's words.
private struct Stated {
  static let keys: Set = [
    "tests_ran", "tests_failed_bool", "num_run", "num_ok", "num_failed", "num_skipped",
    "failed_tests", "frameworks", "test_duration_s",
  ]
  /// BugSwarm's names of frameworks; it knows the Java runners by what they run.
  private static let frameworks = [
    "gradle": "JUnit", "junit": "JUnit", "ant": "JUnit", "maven": "JUnit",
  ]
  /// Frameworks whose skipped tests BugSwarm counts among those that ran and passed.
  private static let countsSkipped: Set = ["maven", "gradle", "junit", "ant", "sbt", "unittest"]

  private let totals: TestTotals

  init(_ totals: TestTotals?) { self.totals = totals ?? TestTotals() }

  func value(_ key: String) -> String {
    let skipped =
      totals.frameworks.contains(where: Self.countsSkipped.contains) ? totals.skipped : 0
    let hasRun = totals.run + skipped > 0
    return switch key {
    case "tests_ran": "\(hasRun)"
    case "tests_failed_bool": hasRun ? "\(totals.failed > 0)" : "NA"
    case "num_run": "\(Double(totals.run + skipped))"
    case "num_ok": hasRun ? "\(Double(totals.passed + skipped))" : "NA"
    case "num_failed": "\(Double(totals.failed))"
    case "num_skipped": hasRun ? "\(Double(totals.skipped))" : "NA"
    case "frameworks":
      totals.frameworks.map { Self.frameworks[$0] ?? $0 }.joined(separator: "#")
    case "failed_tests": totals.failedTests.map(name).joined(separator: "#")
    default: "\(Double((totals.microseconds ?? 0) / 1000) / 1000)"
    }
  }

  /// The name of a failed test as BugSwarm writes it.
  private func name(_ name: String) -> String {
    switch totals.frameworks.first {
    case "maven": Self.mavenName(name)
    case "gradle": Self.gradleName(name)
    case "pytest": Self.pytestName(name)
    case "mocha": name + ":"
    default: name
    }
  }

  /// `cart.Test.adds` -> `adds(cart.Test)`.
  private static func mavenName(_ name: String) -> String {
    guard !name.contains("("), let dot = name.lastIndex(of: ".") else { return name }
    return "\(name[name.index(after: dot)...])(\(name[..<dot]))"
  }

  /// `CartTest > Adding > adds()` -> `CartTest$Adding.adds()`; of a test with values only its own
  /// name.
  private static func gradleName(_ name: String) -> String {
    let parts = name.components(separatedBy: " > ")
    guard parts.count > 1, let last = parts.last else { return name }
    if parts.dropFirst().dropLast().contains(where: { $0.hasSuffix(")") }) { return last }
    return parts.dropLast().joined(separator: "$") + "." + last
  }

  /// `tests/test_cart.py::test_adds` -> `tests.test_cart::test_adds`, and of a module alone
  /// `(tests.test_cart)`.
  private static func pytestName(_ name: String) -> String {
    guard let end = name.range(of: ".py") else { return name }
    let module = name[..<end.lowerBound].replacing("/", with: ".")
    return end.upperBound == name.endIndex ? "(\(module))" : "\(module)\(name[end.upperBound...])"
  }
}
