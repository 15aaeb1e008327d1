// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// The folder of real data beside the package; its files are not part of the project.
enum SharedData {
  static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")

  static let isThere = FileManager.default.fileExists(
    atPath: folder.appending(path: "SOURCES.md").path())

  static let whyNot: Comment = "no folder ../shared/data beside the package"

  /// The bytes of a file, taken out of gzip by name.
  static func read(_ path: String) throws -> [UInt8] {
    let file = folder.appending(path: path)
    guard path.hasSuffix(".gz") else { return Array(try Data(contentsOf: file)) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", file.path()]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let content = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return Array(content)
  }
}
