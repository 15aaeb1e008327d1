// swift-tools-version: 6.3
// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import PackageDescription

// A package of its own, so that whoever builds Recount never resolves a benchmark library. Made
// logs come from `Corpora`, which knows nothing of Recount: the same bytes are read by every
// version and by every other tool. What a benchmark calls stands in the product
// `RecountBenchmarking` of the package above.

let corpora: Target.Dependency = "Corpora"
let benchmarking: Target.Dependency = .product(name: "RecountBenchmarking", package: "recount")
let benchmark: Target.Dependency = .product(name: "Benchmark", package: "benchmark")

/// One suite of the benchmark plug-in, which looks for it in `Benchmarks/NAME`.
func suite(_ name: String) -> Target {
  .executableTarget(
    name: name,
    dependencies: [benchmark, benchmarking, corpora, "StageSuites"],
    path: "Benchmarks/\(name)",
    plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

let package = Package(
  name: "recount-benchmarks",
  dependencies: [
    .package(name: "recount", path: "../.."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Without its traits, which replace malloc and retain to count calls of them.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .systemLibrary(name: "CGzip", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "Corpora", dependencies: ["CGzip"]),
    .testTarget(name: "CorporaTests", dependencies: [corpora]),
    .executableTarget(
      name: "corpus",
      dependencies: [
        corpora, .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(name: "StageSuites", dependencies: [benchmark, benchmarking, corpora]),
    suite("Inflater"),
    suite("Splitter"),
    suite("Parsers"),
    suite("Writer"),
    suite("Analysis"),
  ]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  ]
}
