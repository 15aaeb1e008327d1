// swift-tools-version: 6.3
// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import PackageDescription

// Programs that libFuzzer drives; `.ci/fuzz` builds them with the sanitizer and runs them.

let stages: Target.Dependency = .product(name: "RecountBenchmarking", package: "recount")

// gold, the default, breaks on what the sanitizer adds.
let linker: [LinkerSetting] = [.unsafeFlags(["-use-ld=lld"]), .linkedLibrary("stdc++")]

let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "recount", path: "../..")],
  targets: [
    .target(name: "FuzzDriver"),
    .executableTarget(
      name: "fuzz-formats", dependencies: ["FuzzDriver", stages], linkerSettings: linker),
    .executableTarget(
      name: "fuzz-inflater", dependencies: ["FuzzDriver", stages], linkerSettings: linker),
    .executableTarget(
      name: "fuzz-splitter", dependencies: ["FuzzDriver", stages], linkerSettings: linker),
  ]
)
