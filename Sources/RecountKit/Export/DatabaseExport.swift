// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountStore

/// Writes the documented views of a case as the tables of a new SQLite database.
enum DatabaseExport {
  /// - Throws: When something stands at the path already: a database is never written over.
  static func write(
    _ request: ExportRequest, isInterrupted: () -> Bool
  ) throws(RecountError) -> ExportSummary {
    guard let path = request.path else {
      throw RecountError(.usage, "a database cannot be written to standard output", try: "-o FILE")
    }
    guard try ExportOutput.check(path, casePath: request.casePath) == .free else {
      throw RecountError(
        .failed, "there is a file already, and a database is not written over one", at: path,
        try: "name another with -o, or remove it")
    }
    let reader = try stage { () throws(StoreError) in try CaseReader(path: request.casePath) }
    try ExportRun.checkService(request.filter.service, reader)
    let file = PartialFile(path: path)
    let copied: [PlainCopy.Count]?
    do throws(StoreError) {
      file.discard()
      copied = try PlainCopy.write(reader, to: file.partial, request.filter) { !isInterrupted() }
    } catch {
      file.discard()
      throw refined(error, path)
    }
    guard let copied else {
      file.discard()
      throw ExportOutput.interruption
    }
    try file.publish()
    return ExportSummary(remarks: remarks(copied))
  }

  private static func remarks(_ copied: [PlainCopy.Count]) -> [String] {
    let filled = copied.filter { $0.rows > 0 }.map { "\($0.rows) \($0.table)" }
    var remarks = [filled.isEmpty ? "no rows" : filled.joined(separator: ", ")]
    // Findings are in a case once a report was made of it.
    if copied.contains(where: { $0.table == "figures" && $0.rows == 0 }) {
      remarks.append("no windows and figures: `recount report` puts them into the case")
    }
    return remarks
  }

  /// The error of the copy, in words that do not speak of the case.
  private static func refined(_ error: StoreError, _ path: String) -> RecountError {
    switch error.reason {
    case .full(let message):
      RecountError(
        .io, "there is no room left for the export", at: path, cause: message,
        try: "make room or name another place with -o")
    case .readOnly(let message):
      RecountError(
        .io, "the export cannot be written", at: path, cause: message,
        try: "check the folder and its permissions, or name another place with -o")
    default: RecountError(error)
    }
  }
}
