// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
package import RecountReport
import RecountStore

/// Writes the report of a case into a folder.
package enum ReportRun {
  /// Renders the findings, keeps what people wrote in an existing report, and writes what changed.
  ///
  /// With `withHTML` the same report as one HTML file stands beside it.
  ///
  /// - Returns: The paths of all files of the report, changed or not.
  /// - Throws: When the folder is not one that Recount wrote, or a computed block of it was edited
  ///   by hand, unless `isForced`; and when writing fails.
  package static func write(
    _ findings: CaseFindings, casePath: String, to folder: String, isForced: Bool,
    withHTML: Bool = false
  ) throws(RecountError) -> [String] {
    try check(folder, casePath: casePath, isForced: isForced)
    try stage { () throws(StoreError) in
      try CaseWriter(path: casePath).replaceFindings(
        windows: findings.windows, figures: findings.figures)
    }
    let files: [ReportRenderer.File]
    do {
      files = try ReportRenderer(findings, version: RecountVersion.text).files()
    } catch {
      throw RecountError(.failed, "the report's template cannot be rendered", cause: "\(error)")
    }
    var paths: [String] = []
    var document: String?
    for file in files {
      let path = folder + "/" + file.path
      var text = file.text
      if file.path == ReportRenderer.documentName, let old = contents(path) {
        text = try merge(text, into: old, path: path, isForced: isForced)
      }
      if file.path == ReportRenderer.documentName { document = text }
      try write(text, to: path)
      paths.append(path)
    }
    if withHTML {
      let path = folder + "/" + ReportRenderer.htmlName
      try write(try html(findings, document), to: path)
      paths.append(path)
    }
    try removeStaleCharts(folder, keeping: Set(paths))
    return paths
  }

  private static func html(
    _ findings: CaseFindings, _ document: String?
  ) throws(RecountError) -> String {
    do {
      return try ReportRenderer.html(findings, version: RecountVersion.text, document: document)
    } catch {
      throw RecountError(.failed, "the report cannot be rendered as HTML", cause: "\(error)")
    }
  }

  /// Whether `folder` is new, empty, or one that Recount wrote into.
  package static func check(
    _ folder: String, casePath: String, isForced: Bool
  ) throws(RecountError) {
    var isDirectory: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory) else {
      return
    }
    guard isDirectory.boolValue else {
      throw RecountError(.io, "there is a file where the report's folder should be", at: folder)
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let own = [ReportRenderer.documentName, "case.recount"]
    guard names.isEmpty || isForced || names.contains(where: own.contains) else {
      throw RecountError(
        .failed, "the folder holds files that Recount did not write", at: folder,
        try: "another folder with -o, or --force to write into this one")
    }
  }

  /// Makes the folder that a case file is to lie in.
  package static func makeFolder(of casePath: String) throws(RecountError) {
    let folder = URL(fileURLWithPath: casePath).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw RecountError(
        .io, "the folder cannot be made", at: folder.path, cause: error.localizedDescription)
    }
  }

  private static func merge(
    _ text: String, into old: String, path: String, isForced: Bool
  ) throws(RecountError) -> String {
    do throws(ReportDocument.Problem) {
      return try ReportDocument.merged(text, into: old, isForced: isForced)
    } catch {
      switch error {
      case .foreign:
        throw RecountError(
          .failed, "the report was not written by Recount", at: path,
          try: "another folder with -o, or --force to replace it")
      case .edited(let blocks):
        throw RecountError(
          .checkFailed, "computed blocks were edited by hand: \(blocks.joined(separator: ", "))",
          at: path, cause: "what stands between the fences is written anew each time",
          try: "move your text outside of the fences, or --force to drop the edits")
      case .broken(let name):
        throw RecountError(
          .failed, "the fences of block `\(name)` do not match", at: path,
          try: "restore its begin and end lines, or write to another folder with -o")
      }
    }
  }

  private static func contents(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Writes only what differs, so that a second run touches nothing.
  private static func write(_ text: String, to path: String) throws(RecountError) {
    if contents(path) == text { return }
    let url = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url, options: .atomic)
    } catch {
      throw RecountError(
        .io, "the file cannot be written", at: path, cause: error.localizedDescription)
    }
  }

  /// Charts of an earlier report that this one has no more.
  private static func removeStaleCharts(
    _ folder: String, keeping paths: Set<String>
  ) throws(RecountError) {
    let charts = folder + "/" + ReportRenderer.chartFolder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: charts)) ?? []
    for name in names where name.hasSuffix(".svg") && !paths.contains(charts + "/" + name) {
      try? FileManager.default.removeItem(atPath: charts + "/" + name)
    }
  }
}
