// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
package import RecountReport
import RecountStore

/// Writes the report of a case into a folder.
package enum ReportRun {
  /// Renders the findings, keeps what people wrote in an existing report, and writes what changed.
  ///
  /// With `withHTML` the same report as one HTML file stands beside it. What is redacted for
  /// those with whom it is shared is nowhere in these files; the case keeps everything. When the
  /// scan finds something all the same, whoever wrote it, no file is written.
  ///
  /// - Returns: The paths of all files of the report, changed or not.
  /// - Throws: When the folder is not one that Recount wrote, or a computed block of it was edited
  ///   by hand, unless `isForced`; when the report leaks; and when writing fails.
  package static func write(
    _ findings: CaseFindings, casePath: String, to folder: String, isForced: Bool,
    withHTML: Bool = false, sharing: ReportSharing = ReportSharing()
  ) throws(RecountError) -> [String] {
    try check(folder, casePath: casePath, isForced: isForced)
    try stage { () throws(StoreError) in
      try CaseWriter(path: casePath).replaceFindings(
        windows: findings.windows, figures: findings.figures)
    }
    let variant = sharing.variant
    let redactor = try sharing.redactor(of: findings, casePath: casePath)
    let shown = redactor.map { findings.redacted(by: $0) } ?? findings
    var files: [ReportRenderer.File]
    do {
      files = try ReportRenderer(shown, version: RecountVersion.text, variant: variant).files()
    } catch {
      throw RecountError(.failed, "the report's template cannot be rendered", cause: "\(error)")
    }
    var document: String?
    for index in files.indices where files[index].path == variant.documentName {
      let path = folder + "/" + variant.documentName
      if let old = contents(path) {
        files[index].text = try merge(files[index].text, into: old, path: path, isForced: isForced)
      }
      document = files[index].text
    }
    if withHTML {
      let text = try html(shown, document, variant)
      files.append(ReportRenderer.File(path: variant.htmlName, text: text))
    }
    if let scanner = sharing.scanner(findings) { try check(files, for: scanner, folder) }
    for file in files { try write(file.text, to: folder + "/" + file.path) }
    let paths = files.map { folder + "/" + $0.path }
    try removeStaleCharts(folder + "/" + variant.chartFolder, keeping: Set(paths))
    return paths
  }

  private static func html(
    _ findings: CaseFindings, _ document: String?, _ variant: ReportVariant
  ) throws(RecountError) -> String {
    do {
      return try ReportRenderer.html(
        findings, version: RecountVersion.text, document: document, variant: variant)
    } catch {
      throw RecountError(.failed, "the report cannot be rendered as HTML", cause: "\(error)")
    }
  }

  /// Leaks that are told one by one.
  private static let maxLeaks = 20

  private static func check(
    _ files: [ReportRenderer.File], for scanner: LeakScanner, _ folder: String
  ) throws(RecountError) {
    let leaks = files.flatMap { scanner.leaks(in: $0.text, file: $0.path) }
    guard !leaks.isEmpty else { return }
    var lines = leaks.prefix(maxLeaks).map { leak in
      "\(leak.file):\(leak.line): \(leak.kind.rawValue) in: \(leak.excerpt)"
    }
    if leaks.count > lines.count { lines.append("\(leaks.count - lines.count) more") }
    throw RecountError(
      .checkFailed,
      "the report would leak \(leaks.count) \(leaks.count == 1 ? "value" : "values"), so it was not written",
      at: folder, cause: lines.joined(separator: "\n"),
      try: "take them out, or allow them: --allow-leak VALUE, or `redact: {allow: [VALUE]}` in "
        + IncidentFile.name)
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
    let own = ReportVariant.allCases.map(\.documentName) + ["case.recount"]
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
    _ charts: String, keeping paths: Set<String>
  ) throws(RecountError) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: charts)) ?? []
    for name in names where name.hasSuffix(".svg") && !paths.contains(charts + "/" + name) {
      try? FileManager.default.removeItem(atPath: charts + "/" + name)
    }
  }
}
