// swift-tools-version: 6.3
// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import PackageDescription

// How this file is laid out: one MARK section per target with its tests, in the order in which
// data flows. What a target may import stands in `Sources/RecountKit/RecountKit.docc/Modules.md`
// and is checked by `recount-dev check-layers`; one loop at the end gives every target the same
// language settings.

let model: Target.Dependency = "RecountModel"
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let argumentParser: Target.Dependency =
  .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "recount",
  products: [
    .executable(name: "recount", targets: ["recount"]),
    .library(name: "RecountKit", targets: ["RecountKit"]),
    // For the package in `Tests/Benchmarks` alone, which sees products only; no part of the API.
    .library(name: "RecountBenchmarking", targets: ["RecountBenchmarking"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // MARK: - System libraries
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // MARK: - RecountModel
    .target(name: "RecountModel"),
    .testTarget(name: "RecountModelTests", dependencies: [model]),

    // MARK: - RecountInput
    .target(name: "CIsal", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(name: "RecountInput", dependencies: [model, "CArchive", "CIsal", "CZlib", crypto]),
    .testTarget(name: "RecountInputTests", dependencies: ["RecountInput", model, "CZlib"]),

    // MARK: - RecountFormats
    .target(
      name: "RecountFormats",
      dependencies: [model, .product(name: "Yams", package: "Yams")],
      resources: [.embedInCode("Failures/failure-rules.yml")]),
    .testTarget(
      name: "RecountFormatsTests", dependencies: ["RecountFormats", "RecountReport", model],
      exclude: ["Records/Golden"]),

    // MARK: - RecountStore
    .target(name: "RecountStore", dependencies: [model, grdb, grdbSQLite]),
    .testTarget(name: "RecountStoreTests", dependencies: ["RecountStore", model, grdb]),

    // MARK: - RecountAnalysis
    .target(name: "RecountAnalysis", dependencies: [model]),
    .testTarget(
      name: "RecountAnalysisTests",
      dependencies: ["RecountAnalysis", "RecountValidation", model]),

    // MARK: - RecountValidation
    .target(name: "RecountValidation", dependencies: [model, "RecountAnalysis"]),
    .testTarget(name: "RecountValidationTests", dependencies: ["RecountValidation"]),

    // MARK: - RecountCharts
    .target(name: "RecountCharts", dependencies: [model]),
    .testTarget(
      name: "RecountChartsTests", dependencies: ["RecountCharts", model], exclude: ["Snapshots"]),

    // MARK: - RecountReport
    .target(
      name: "RecountReport",
      dependencies: [
        model, "RecountAnalysis", "RecountCharts", crypto,
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [
        .embedInCode("Templates/default.mustache"), .embedInCode("Templates/google-sre.mustache"),
        .embedInCode("Templates/atlassian.mustache"),
        .embedInCode("Templates/pagerduty.mustache"), .embedInCode("Templates/brief.mustache"),
        .embedInCode("Templates/external.mustache"),
      ]),
    .testTarget(
      name: "RecountReportTests",
      dependencies: ["RecountReport", "RecountAnalysis", "RecountCharts", model],
      exclude: ["Snapshots"]),

    // MARK: - RecountRemote
    .target(name: "RecountRemote", dependencies: [model, crypto]),
    .testTarget(
      name: "RecountRemoteTests", dependencies: ["RecountRemote", "RecountTestEngines", model]),
    // Engines that tests start on this machine.
    .target(
      name: "RecountTestEngines", dependencies: ["RecountRemote"],
      path: "Tests/RecountTestEngines"),

    // MARK: - RecountScenario
    .target(name: "RecountScenario", dependencies: [model, "CZlib"]),
    .testTarget(name: "RecountScenarioTests", dependencies: ["RecountScenario", model]),

    // MARK: - RecountKit
    .target(
      name: "RecountKit",
      dependencies: [
        model, "RecountInput", "RecountFormats", "RecountStore", "RecountAnalysis",
        "RecountCharts", "RecountReport", "RecountRemote", "RecountScenario",
        .product(name: "Yams", package: "Yams"),
      ],
      resources: [
        // The sample incident is part of the binary; its files live with the sample.
        .embedInCode("Sample/Resources/scenario.yml"),
        .embedInCode("Sample/Resources/incident.yml"),
        .embedInCode("Sample/Resources/statuspage.json"),
      ]),
    .testTarget(name: "RecountKitTests", dependencies: ["RecountKit", model]),

    // MARK: - RecountBenchmarking
    .target(
      name: "RecountBenchmarking",
      dependencies: [
        model, "RecountInput", "RecountFormats", "RecountStore", "RecountAnalysis",
        "RecountValidation",
      ]),
    .testTarget(name: "RecountBenchmarkingTests", dependencies: ["RecountBenchmarking"]),

    // MARK: - recount
    .executableTarget(name: "recount", dependencies: ["RecountKit", model, argumentParser]),
    .testTarget(
      name: "EndToEnd", dependencies: ["RecountRemote", "RecountTestEngines", model, grdb],
      exclude: ["Snapshots"]),

    // MARK: - recount-dev
    .executableTarget(
      name: "recount-dev",
      dependencies: ["RecountKit", "RecountValidation", model, argumentParser]),
  ]
)

// The same rules everywhere: Swift 6 mode, every unsafe construct marked, warnings stop the build.
for target in package.targets where ![.system, .plugin].contains(target.type) {
  if target.name == "CIsal" { continue }
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .swiftLanguageMode(.v6),
      .strictMemorySafety(),
      .treatAllWarnings(as: .error),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
}
