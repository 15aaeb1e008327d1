// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// The built program, run as a user runs it.
enum Binary {
  struct Outcome {
    var status: Int32
    var output: String
    var error: String

    /// Standard output as JSON.
    func json() throws -> [String: Any] {
      let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
      return try #require(value as? [String: Any])
    }

    /// The `data` of a JSON document.
    func data() throws -> [String: Any] {
      try #require(try json()["data"] as? [String: Any])
    }
  }

  /// Root of the package, from the place of this file.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static var path: String {
    let environment = ProcessInfo.processInfo.environment
    return environment["RECOUNT_BINARY"]
      ?? root.appendingPathComponent(".build/release/recount").path
  }

  /// Runs `recount` with `arguments`; both pipes are drained while it runs.
  static func run(
    _ arguments: [String], input: Data? = nil, folder: URL? = nil,
    environment: [String: String] = [:], whileRunning: (pid_t) -> Void = { _ in }
  ) throws -> Outcome {
    try Command.run(
      path, arguments, input: input, folder: folder, environment: environment,
      whileRunning: whileRunning)
  }
}

/// Runs any program to its end.
enum Command {
  /// `whileRunning` is called once, with the process that was started.
  static func run(
    _ path: String, _ arguments: [String], input: Data? = nil, folder: URL? = nil,
    environment: [String: String] = [:], whileRunning: (pid_t) -> Void = { _ in }
  ) throws -> Binary.Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = folder }
    var variables = ProcessInfo.processInfo.environment
    variables["RECOUNT_CASE"] = nil
    process.environment = variables.merging(environment) { $1 }
    let output = Pipe()
    let error = Pipe()
    let stdin = Pipe()
    process.standardOutput = output
    process.standardError = error
    process.standardInput = stdin
    let outputDrain = Drain(output)
    let errorDrain = Drain(error)
    try process.run()
    if let input {
      let handle = stdin.fileHandleForWriting
      DispatchQueue.global().async {
        try? handle.write(contentsOf: input)
        try? handle.close()
      }
    } else {
      try stdin.fileHandleForWriting.close()
    }
    whileRunning(process.processIdentifier)
    process.waitUntilExit()
    return Binary.Outcome(
      status: process.terminationReason == .exit
        ? process.terminationStatus : 128 + process.terminationStatus,
      output: String(decoding: outputDrain.wait(), as: UTF8.self),
      error: String(decoding: errorDrain.wait(), as: UTF8.self))
  }
}

/// Reads a pipe to its end on a thread of its own.
///
/// `@unchecked Sendable`: `data` is written before the group is left and read after it was waited for.
private final class Drain: @unchecked Sendable {
  private let group = DispatchGroup()
  private var data = Data()

  init(_ pipe: Pipe) {
    group.enter()
    let handle = pipe.fileHandleForReading
    let thread = Thread { [self] in
      data = handle.readDataToEndOfFile()
      group.leave()
    }
    thread.start()
  }

  func wait() -> Data {
    group.wait()
    return data
  }
}
