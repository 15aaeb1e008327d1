// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountReport

/// The files of a report against those that the findings give.
extension VerifyRun {
  /// What differs in the document at `path`, or in the one of the folder `path`, in its charts, and in
  /// the page beside it.
  ///
  /// A page that is named is compared with the document beside it, from which it was made.
  static func problems(
    inReportAt path: String, _ findings: CaseFindings, _ casePath: String,
    _ environment: [String: String]
  ) throws(RecountError) -> [VerificationProblem] {
    let file = document(of: path)
    let text = try String(decoding: contents(file), as: UTF8.self)
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    let variant = ReportVariant.writing(URL(fileURLWithPath: file).lastPathComponent)
    let redactor = try CaseRedaction.redactor(
      of: findings, casePath: casePath, isRequired: variant == .external, environment: environment)
    let shown = redactor.map { findings.redacted(by: $0) } ?? findings
    do {
      var problems = try ReportVerification.problems(
        in: text, of: shown, version: RecountVersion.text, variant: variant)
      let files = try ReportRenderer(shown, version: RecountVersion.text, variant: variant).files()
      for chart in files.dropFirst() where text.contains("](\(chart.path))") {
        problems += differing(chart, in: folder, remark: "It is not the chart that the logs give.")
      }
      let page = ReportRenderer.File(
        path: variant.htmlName,
        text: try ReportRenderer.html(
          shown, version: RecountVersion.text, document: text, variant: variant))
      if FileManager.default.fileExists(atPath: folder + "/" + page.path) {
        problems += differing(
          page, in: folder, remark: "It is not the page that the logs and the document give.")
      }
      return problems
    } catch {
      throw RecountError(.failed, "the report cannot be rendered again", cause: "\(error)")
    }
  }

  /// The document that `path` names: itself, that of a folder, or that of a page.
  private static func document(of path: String) -> String {
    var isDirectory: ObjCBool = false
    _ = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    if isDirectory.boolValue { return path + "/" + ReportRenderer.documentName }
    let url = URL(fileURLWithPath: path)
    let variant = ReportVariant.allCases.first { $0.htmlName == url.lastPathComponent }
    return variant.map { url.deletingLastPathComponent().path + "/" + $0.documentName } ?? path
  }

  private static func contents(_ path: String) throws(RecountError) -> Data {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw RecountError(.noInput, "the report cannot be read", at: path)
    }
    return data
  }

  private static func differing(
    _ file: ReportRenderer.File, in folder: String, remark: String
  ) -> [VerificationProblem] {
    let data = FileManager.default.contents(atPath: folder + "/" + file.path)
    guard data != Data(file.text.utf8) else { return [] }
    return [
      VerificationProblem(
        subject: file.path, sentence: data == nil ? "It is not there." : remark)
    ]
  }
}
