// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A test framework, or the build tool that counts for it; the raw value is its bit in a set.
enum TestFramework: UInt32, CaseIterable {
  case ant, cargo, cTest, cucumber, go, googleTest, gradle, jest, junit, maven, minitest, mocha
  case phpUnit, pytest, rSpec, sbt, swiftTesting, tap, testNG, unittest, vitest, xcTest

  /// The word in `TestTotals.frameworks`.
  var name: String {
    switch self {
    case .ant: "ant"
    case .cargo: "cargo"
    case .cTest: "ctest"
    case .cucumber: "cucumber"
    case .go: "go"
    case .googleTest: "gtest"
    case .gradle: "gradle"
    case .jest: "jest"
    case .junit: "junit"
    case .maven: "maven"
    case .minitest: "minitest"
    case .mocha: "mocha"
    case .phpUnit: "phpunit"
    case .pytest: "pytest"
    case .rSpec: "rspec"
    case .sbt: "sbt"
    case .swiftTesting: "swift-testing"
    case .tap: "tap"
    case .testNG: "testng"
    case .unittest: "unittest"
    case .vitest: "vitest"
    case .xcTest: "xctest"
    }
  }
}

struct TestFrameworkSet: OptionSet {
  var rawValue: UInt32

  @inline(__always)
  init(rawValue: UInt32) { self.rawValue = rawValue }

  @inline(__always)
  init(_ framework: TestFramework) { rawValue = 1 << framework.rawValue }
}

/// Reads the lines of one framework's report.
///
/// It is given the lines that begin or end like its own, and all lines while it `isOpen`.
protocol TestReport {
  static var framework: TestFramework { get }
  /// What its lines begin with, blanks left out; only the first four bytes are compared.
  static var openings: [StaticString] { get }
  /// What stands behind the number with which a line begins; only four bytes are compared.
  static var countedWords: [StaticString] { get }
  /// Whether lines that begin like `3) ` or `3 - ` are of interest.
  static var readsNumbered: Bool { get }
  /// Whether a block is open of which every line says something.
  var isOpen: Bool { get }

  init()
  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine, into log: inout TestLog)
  /// Adds what only the end of the step decides.
  mutating func finish(into log: inout TestLog)
}

extension TestReport {
  static var countedWords: [StaticString] { [] }
  static var readsNumbered: Bool { false }
  var isOpen: Bool { false }

  mutating func finish(into log: inout TestLog) {}
}
