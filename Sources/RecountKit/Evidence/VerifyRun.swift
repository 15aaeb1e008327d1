// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
package import RecountReport
import RecountStore

/// Recounts a case from its logs, and holds case and report against the result.
package enum VerifyRun {
  /// What was compared, and what did not come out again.
  package struct Outcome: Sendable {
    package var problems: [VerificationProblem] = []
    /// Sentences about what was and what could not be compared.
    package var remarks: [String] = []

    package var holds: Bool { problems.isEmpty }
  }

  /// The problems, one a line with the figures that they concern; a sentence where there are none.
  package static func text(_ outcome: Outcome) -> String {
    guard !outcome.holds else { return "everything comes out again\n" }
    return outcome.problems.map { problem in
      let figures = problem.figures.prefix(6).joined(separator: ", ")
      let more = problem.figures.count > 6 ? " and \(problem.figures.count - 6) more" : ""
      let concerned =
        figures.isEmpty || problem.figures == [problem.subject]
        ? "" : " Concerns \(figures)\(more)."
      return TerminalText.line("\(problem.subject): \(problem.sentence)\(concerned)") + "\n"
    }.joined()
  }

  /// Figures kept in a case are binary fractions: these differ by rounding alone.
  private static let tolerance = 1e-6

  /// Checks the case at `casePath`: its counts against its events, its figures against its counts,
  /// everything against the logs in `logs`, and the report at `report` against the figures.
  ///
  /// Without `logs` the logs are not read, and without `remotes`, a file of remotes, engines are not
  /// asked again; remarks say so. A report that is redacted is compared under the key that
  /// `environment` names, else that of the case.
  ///
  /// - Throws: When the case, the report or a log cannot be read.
  package static func run(
    casePath: String, report: String?, logs: [String], remotes: String?, options: IngestOptions,
    environment: [String: String] = [:]
  ) throws(RecountError) -> Outcome {
    var outcome = Outcome()
    let findings = try CaseAnalysis.reportFindings(casePath: casePath)
    let reader = try stage { () throws(StoreError) in try CaseReader(path: casePath) }
    outcome.problems += try drifted(reader, findings)
    outcome.problems += try stored(reader, findings)
    var truth = findings
    let recount = Recount(logs: logs, remotes: remotes, options: options, reader: reader)
    if logs.isEmpty, remotes == nil {
      outcome.remarks.append("the logs were not read again: name them, and they are")
    } else {
      truth = try recounted(recount, findings, into: &outcome)
    }
    if let report {
      outcome.problems += try problems(inReportAt: report, truth, casePath, environment)
    } else {
      outcome.remarks.append("no report was compared: name one, and it is")
    }
    let count = findings.figures.count
    outcome.remarks.append("\(count) figures and \(findings.sources.count) sources were compared")
    return outcome
  }

  // MARK: - Case

  /// Minutes in which the kept counts are not those of the events.
  private static func drifted(
    _ reader: CaseReader, _ findings: CaseFindings
  ) throws(RecountError) -> [VerificationProblem] {
    let minutes = try stage { () throws(StoreError) in try reader.driftedMinutes(limit: 20) }
    return minutes.map { drift in
      let windows = findings.windows.filter {
        $0.service == drift.service && $0.unit == drift.unit && $0.range.contains(drift.minute)
      }
      return VerificationProblem(
        subject: "counts of \(drift.service) at \(drift.minute.minuteText)",
        sentence: "The kept counts are not those of the \(drift.unit.noun(2)) in the case.",
        figures: findings.figures.filter { figure in
          windows.contains { figure.id.hasPrefix($0.figure + ".") }
        }.map(\.id))
    }
  }

  /// Figures and windows that the last report left and that are not computed again.
  private static func stored(
    _ reader: CaseReader, _ findings: CaseFindings
  ) throws(RecountError) -> [VerificationProblem] {
    let (kept, windows) = try stage { () throws(StoreError) in
      (try reader.storedFigures(), try reader.storedWindows())
    }
    guard !kept.isEmpty || !windows.isEmpty else { return [] }
    var problems = differing(
      kept, findings.figures, keeps: "The case keeps", gives: "its counts give")
    let ids = Set(kept.map(\.id))
    problems += findings.figures.filter { !ids.contains($0.id) }.map { figure in
      VerificationProblem(
        subject: figure.id, sentence: "The case does not keep it any more.", figures: [figure.id])
    }
    let found = findings.windows.map { window in
      StoredWindow(
        figure: window.figure, onset: window.onset.time, end: window.end.time,
        failed: window.failed, total: window.total)
    }
    for window in found where !windows.contains(window) {
      problems.append(
        VerificationProblem(
          subject: "windows, \(window.figure)", sentence: "The case keeps another window, or none.",
          figures: findings.figures.map(\.id).filter { $0.hasPrefix(window.figure + ".") }))
    }
    return problems
  }

  /// Figures that are given otherwise than they are kept.
  static func differing(
    _ kept: [StoredFigure], _ figures: [Figure], keeps: String, gives: String
  ) -> [VerificationProblem] {
    var known: [String: Figure] = [:]
    for figure in figures { known[figure.id] = figure }
    return kept.compactMap { figure in
      let now = known[figure.id]
      let isSound = now.map {
        isSame($0.value, figure.value) && isSame($0.interval, figure.interval)
      }
      if isSound == true {
        guard let now, !figure.sql.isEmpty, now.sql != figure.sql else { return nil }
        return VerificationProblem(
          subject: figure.id, sentence: "The case keeps another statement for it.",
          figures: [figure.id])
      }
      let given = now.map { Decimal.text($0.value, decimals: 4) } ?? "no such figure"
      return VerificationProblem(
        subject: figure.id,
        sentence: "\(keeps) \(Decimal.text(figure.value, decimals: 4)); \(gives) \(given).",
        figures: [figure.id])
    }
  }

  private static func isSame(_ one: Double, _ other: Double) -> Bool {
    abs(one - other) <= tolerance * max(1, abs(one))
  }

  private static func isSame(_ one: Interval?, _ other: Interval?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return isSame(one.low, other.low) && isSame(one.high, other.high)
  }
}
