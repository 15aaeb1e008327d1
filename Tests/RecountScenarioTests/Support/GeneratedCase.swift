// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountScenario

/// A case written to a folder of its own, which goes away with it.
final class GeneratedCase: Sendable {
  let folder: String
  let plan: ScenarioPlan
  let truth: ScenarioTruth

  init(_ scenario: Scenario, options: ScenarioOptions) throws {
    let name = "recount-scenario-\(UUID().uuidString)"
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    plan = try ScenarioPlan(scenario, options: options)
    var parts: [PartTruth] = []
    for part in plan.parts { parts.append(try part.write(to: folder)) }
    truth = ScenarioTruth(merging: parts, of: plan)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Paths of the written files, relative to the folder.
  var paths: [String] {
    truth.services.flatMap { $0.files.map(\.path) }.sorted()
  }

  func compressed(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder + "/" + path))
  }

  /// The content of a gzipped file, read through `gzip -dc`.
  func content(_ path: String) throws -> [UInt8] {
    try run("/usr/bin/env", "gzip", "-dc", folder + "/" + path)
  }

  func lines(_ path: String) throws -> [ArraySlice<UInt8>] {
    try content(path).split(separator: 0x0A)
  }

  /// All lines of a service's files, the days one after the other.
  func lines(ofService name: String, suffix: String = "") throws -> [ArraySlice<UInt8>] {
    let files = truth.services.first { $0.service.name == name }?.files ?? []
    return try files.filter { $0.path.hasSuffix(suffix) }.flatMap { try lines($0.path) }
  }

  private func run(_ command: String, _ arguments: String...) throws -> [UInt8] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: command)
    process.arguments = arguments
    process.standardOutput = output
    try process.run()
    // Read to the end before waiting, or the child stops at a full pipe.
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CommandFailure(arguments: arguments) }
    return [UInt8](data)
  }
}

struct CommandFailure: Error {
  var arguments: [String]
}
