// swift-tools-version: 6.3
// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import PackageDescription

// Programs that libFuzzer drives; `.ci/fuzz` builds them with the sanitizer and runs them.

let stages: Target.Dependency = .product(name: "RecountBenchmarking", package: "recount")

let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "recount", path: "../..")],
  targets: [
    .executableTarget(name: "fuzz-inflater", dependencies: [stages]),
    .executableTarget(name: "fuzz-splitter", dependencies: [stages]),
  ]
)
