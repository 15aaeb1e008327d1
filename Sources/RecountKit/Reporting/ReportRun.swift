// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
package import RecountReport
import RecountStore

/// Writes the report of a case into a folder.
package enum ReportRun {
  /// What is written, and how.
  package struct Options {
    package var casePath: String
    package var folder: String
    /// Writes over what Recount did not make, and over edited blocks.
    package var isForced = false
    /// The same report as one HTML file stands beside it.
    package var withHTML = false
    /// Charts are drawn as PNG too, by a tool that is looked for in the folders of `searchPath`.
    package var withPNG = false
    package var searchPath = ""
    /// The outline of a new report; nil leaves one that exists its own.
    package var template: ReportTemplate?
    /// For whom it is written.
    package var sharing = ReportSharing()

    package init(casePath: String, folder: String) {
      self.casePath = casePath
      self.folder = folder
    }
  }

  /// What was written.
  package struct Outcome {
    /// The paths of all files of the report, changed or not, the document first.
    package var paths: [String] = []
    /// Sentences for standard error.
    package var remarks: [String] = []
    /// What was asked for and could not be done.
    package var missing: [String] = []
  }

  /// Renders the findings, keeps what people wrote in an existing report, and writes what changed.
  ///
  /// What is redacted for those with whom it is shared is nowhere in these files; the case keeps
  /// everything. When the scan finds something all the same, whoever wrote it, no file is written.
  ///
  /// - Throws: When the folder is not one that Recount wrote, or a computed block of it was edited
  ///   by hand, unless the run is forced; when the report leaks; and when writing fails.
  package static func write(
    _ findings: CaseFindings, _ options: Options
  ) throws(RecountError) -> Outcome {
    let folder = options.folder
    let sharing = options.sharing
    let variant = sharing.variant
    try check(folder, casePath: options.casePath, isForced: options.isForced)
    try stage { () throws(StoreError) in
      try CaseWriter(path: options.casePath).replaceFindings(
        windows: findings.windows, figures: findings.figures)
    }
    let redactor = try sharing.redactor(of: findings, casePath: options.casePath)
    let shown = redactor.map { findings.redacted(by: $0) } ?? findings
    let rendering = try render(shown, options.template ?? .standard, variant)
    var outcome = Outcome()
    var files = rendering.files
    var document: String?
    for index in files.indices where files[index].path == variant.documentName {
      let path = folder + "/" + variant.documentName
      if let old = try existing(path) {
        files[index].text = try merge(rendering, into: old, path: path, isForced: options.isForced)
        if let template = options.template {
          files[index].text = try outline(
            template, rendering, shown, old, files[index].text, &outcome.remarks)
        }
      }
      document = files[index].text
    }
    // A page that stands there would go on telling what the document beside it no longer says.
    if options.withHTML || FileManager.default.fileExists(atPath: folder + "/" + variant.htmlName) {
      let text = try html(shown, document, variant)
      files.append(ReportRenderer.File(path: variant.htmlName, text: text))
    }
    if let scanner = sharing.scanner(findings) { try self.check(files, for: scanner, folder) }
    for file in files {
      let path = folder + "/" + file.path
      let isNew = try write(file.text, to: path)
      // An image of earlier counts must not stand beside the chart of these.
      if isNew, file.path.hasSuffix(".svg") {
        try? FileManager.default.removeItem(atPath: ChartImages.path(of: path))
      }
    }
    outcome.paths = files.map { folder + "/" + $0.path }
    try removeStaleCharts(folder + "/" + variant.chartFolder, keeping: Set(outcome.paths))
    if options.withPNG { try drawImages(options.searchPath, &outcome) }
    return outcome
  }

  /// Draws the charts that have no image yet, or says what is missing for it.
  private static func drawImages(
    _ searchPath: String, _ outcome: inout Outcome
  ) throws(RecountError) {
    guard let images = ChartImages(searchPath: searchPath) else {
      outcome.missing.append(
        "no PNG was drawn: \(ChartImages.tool) is not installed; apt-get install librsvg2-bin")
      return
    }
    for chart in outcome.paths where chart.hasSuffix(".svg") {
      let image = ChartImages.path(of: chart)
      if !FileManager.default.fileExists(atPath: image) { try images.draw(chart) }
      outcome.paths.append(image)
    }
  }

  private static func render(
    _ findings: CaseFindings, _ template: ReportTemplate, _ variant: ReportVariant = .full
  ) throws(RecountError) -> ReportRenderer.Rendering {
    do {
      return try ReportRenderer(
        findings, version: RecountVersion.text, variant: variant, template: template
      ).rendering()
    } catch {
      throw RecountError(
        .failed, "the report's template cannot be rendered", at: template.name, cause: "\(error)",
        try: "recount templates default, for what a template looks like")
    }
  }

  /// The report in the outline that was asked for, if nobody has written into it yet.
  ///
  /// Nothing tells where in another outline a text of people belongs: a report with such a text
  /// keeps the outline that it has, and a remark says so.
  private static func outline(
    _ template: ReportTemplate, _ rendering: ReportRenderer.Rendering, _ findings: CaseFindings,
    _ old: String, _ merged: String, _ remarks: inout [String]
  ) throws(RecountError) -> String {
    guard let fresh = rendering.files.first?.text,
      let headings = try? ReportDocument.headings(of: fresh),
      let own = try? ReportDocument.headings(of: merged),
      let written = try? ReportDocument.written(in: old), !Set(headings).isSubset(of: own)
    else { return merged }
    for shipped in ReportTemplate.shipped {
      let untouched = try render(findings, shipped).files.first?.text ?? ""
      if (try? ReportDocument.written(in: untouched)) == written { return fresh }
    }
    remarks.append(
      "the report keeps its outline, since people wrote into it; -o FOLDER writes one as \(template.name)"
    )
    return merged
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
    _ rendering: ReportRenderer.Rendering, into old: String, path: String, isForced: Bool
  ) throws(RecountError) -> String {
    do throws(ReportDocument.Problem) {
      return try ReportDocument.merged(
        rendering.files.first?.text ?? "", into: old, spare: rendering.blocks, isForced: isForced)
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

  /// Throws when the report that stands there cannot be written over, before any log is read.
  package static func checkDocument(_ options: Options) throws(RecountError) {
    let path = options.folder + "/" + options.sharing.variant.documentName
    guard let old = try existing(path) else { return }
    let same = ReportRenderer.Rendering(
      files: [ReportRenderer.File(path: path, text: old)], blocks: "")
    _ = try merge(same, into: old, path: path, isForced: options.isForced)
  }

  /// The document that stands there; nil for none.
  ///
  /// - Throws: When it is no UTF-8: what people wrote in it could not be kept byte for byte.
  private static func existing(_ path: String) throws(RecountError) -> String? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw RecountError(
        .failed, "the report is not UTF-8", at: path,
        cause: "what people wrote in it could not be kept",
        try: "save it as UTF-8, or write to another folder with -o")
    }
    return text
  }

  private static func contents(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Writes only what differs, so that a second run touches nothing.
  ///
  /// - Returns: Whether it differed.
  @discardableResult
  private static func write(_ text: String, to path: String) throws(RecountError) -> Bool {
    if contents(path) == text { return false }
    let url = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url, options: .atomic)
    } catch {
      throw RecountError(
        .io, "the file cannot be written", at: path, cause: error.localizedDescription)
    }
    return true
  }

  /// Charts of an earlier report that this one has no more.
  private static func removeStaleCharts(
    _ charts: String, keeping paths: Set<String>
  ) throws(RecountError) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: charts)) ?? []
    for name in names where name.hasSuffix(".svg") && !paths.contains(charts + "/" + name) {
      try? FileManager.default.removeItem(atPath: charts + "/" + name)
      try? FileManager.default.removeItem(atPath: ChartImages.path(of: charts + "/" + name))
    }
  }
}
