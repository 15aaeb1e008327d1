// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountKit
import Testing

/// A folder of logs and the case that is made from them; both go away with it.
final class TemporaryLogs {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("recount-logs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("logs"), withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  var casePath: String { folder.appendingPathComponent("case.recount").path }

  func write(_ lines: [String], _ name: String) throws {
    let text = lines.map { $0 + "\n" }.joined()
    try Data(text.utf8).write(to: folder.appendingPathComponent("logs/" + name))
  }

  /// Reads the folder into the case.
  @discardableResult
  func ingest(
    into path: String? = nil, _ change: (inout IngestOptions) throws -> Void = { _ in }
  ) throws -> IngestSummary {
    var options = IngestOptions()
    try change(&options)
    let opened = try CaseFolder.open(
      [folder.appendingPathComponent("logs").path], options: options)
    return try Ingest.run(opened, into: path ?? casePath, options: options)
  }

  /// The rows of a statement, columns parted by bars; NULL is empty.
  func rows(_ sql: String, of path: String? = nil) throws -> [String] {
    var text = ""
    try QueryRun.run(sql, casePath: path ?? casePath, format: .tsv) { text += $0 }
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().dropLast().map
    {
      $0.split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "|")
    }
  }
}
