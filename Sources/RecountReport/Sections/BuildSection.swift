// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// Failed build steps: how many, whose failures they are, and what they say.
struct BuildSection {
  /// Reasons that are listed; the rest is in the case.
  static let maxReasons = 8

  let findings: CaseFindings
  /// The charts of the section as figures.
  var figures: [String] = []

  /// Nil when the case has no build steps that failed.
  var markdown: String? {
    guard let byClass = findings.failedSteps else { return nil }
    guard let total = byClass.total else {
      return byClass.untimed > 0
        ? "No step failed of which the time is known.\(untimed(byClass))\n" : nil
    }
    let parts = [sentences(byClass, total)] + figures + [classTable(byClass, total), reasons]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func sentences(_ byClass: StepImpact, _ total: StepGroup) -> String {
    var text = """
      \(ReportNumber.count(total.failed)) build steps failed in all that was read, each counted once per \
      run, attempt, job and step. They took \(ReportNumber.length(total.lost)) of build time.
      """
    if let windows = findings.totals.first(where: { $0.unit == .step })?.totals {
      let infrastructure = findings.incidentWindows.filter { $0.unit == .step }
        .flatMap { findings.details[$0.figure]?.reasons ?? [] }
        .filter { $0.reason == FailureClass.infrastructure.name }.reduce(0) { $0 + $1.count }
      let excess = windows.excess.map { ", \($0.text) of them above the baseline" } ?? ""
      text += """
         In the windows of the incident \(ReportNumber.count(windows.gross)) failed (gross)\(excess); \
        \(ReportNumber.count(infrastructure)) are failures of the infrastructure.
        """
    }
    let retried = ReportNumber.count(total.retried)
    if total.retried > 0 { text += " \(retried) succeeded in a later attempt of their run." }
    let letThrough = ReportNumber.count(total.letThrough)
    if total.letThrough > 0 { text += " \(letThrough) were allowed to fail." }
    return text + untimed(byClass) + "\n"
  }

  private func untimed(_ steps: StepImpact) -> String {
    guard steps.untimed > 0 else { return "" }
    return
      " \(ReportNumber.count(steps.untimed)) more failed, but nothing tells when: they are counted nowhere."
  }

  private func classTable(_ byClass: StepImpact, _ total: StepGroup) -> String {
    MarkdownTable(
      [
        .init("Whose failure"), .init("Failed steps", .right), .init("Share", .right),
        .init("Minutes lost", .right), .init("First and last (UTC)"),
      ],
      rows: byClass.groups.map { group in
        [
          Markdown.cell(group.value), ReportNumber.count(group.failed),
          Decimal.percent(Double(group.failed) / Double(max(1, total.failed))),
          ReportNumber.minuteCount(group.lost),
          "\(group.first.minuteText) – \(group.last.minuteText)",
        ]
      }
    ).text
  }

  private var reasons: String {
    guard let bySignature = findings.failureReasons, !bySignature.groups.isEmpty else { return "" }
    var text = "The most frequent reasons, with a raw line of each:\n\n"
    for group in bySignature.groups.prefix(BuildSection.maxReasons) {
      let line =
        group.excerpt.isEmpty
        ? "no line says why" : Markdown.code(String(group.excerpt.prefix(160)))
      text += """
        - \(ReportNumber.count(group.failed)) × \(Markdown.cell(group.failureClass)): \(line), first \
        \(group.first.minuteText), in \(Markdown.code(group.place))

        """
    }
    let rest = bySignature.groups.count - BuildSection.maxReasons
    if rest > 0 {
      text += "- \(ReportNumber.count(Int64(rest))) more: `recount impact --steps --by signature`\n"
    }
    return text
  }
}
