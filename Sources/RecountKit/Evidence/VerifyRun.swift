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
  /// asked again; remarks say so.
  ///
  /// - Throws: When the case, the report or a log cannot be read.
  package static func run(
    casePath: String, report: String?, logs: [String], remotes: String?, options: IngestOptions
  ) throws(RecountError) -> Outcome {
    var outcome = Outcome()
    let findings = try CaseAnalysis.reportFindings(casePath: casePath)
    let reader = try stage { () throws(StoreError) in try CaseReader(path: casePath) }
    outcome.problems += try drifted(reader, findings)
    outcome.problems += try stored(reader, findings)
    var truth = findings
    let recount = Recount(
      logs: logs, remotes: remotes,
      pulls: try stage { () throws(StoreError) in try reader.remotePulls() }, options: options)
    if logs.isEmpty, remotes == nil {
      outcome.remarks.append("the logs were not read again: name them, and they are")
    } else {
      truth = try recounted(recount, findings, into: &outcome)
    }
    if let report {
      outcome.problems += try problems(inReportAt: report, truth)
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

  /// Figures that the last report left and that are not computed again.
  private static func stored(
    _ reader: CaseReader, _ findings: CaseFindings
  ) throws(RecountError) -> [VerificationProblem] {
    let kept = try stage { () throws(StoreError) in try reader.storedFigures() }
    return kept.compactMap { figure in
      let now = findings.figures.first { $0.id == figure.id }
      if let now, isSame(now.value, figure.value), isSame(now.interval, figure.interval) {
        return nil
      }
      let given = now.map { Decimal.text($0.value, decimals: 4) } ?? "no such figure"
      return VerificationProblem(
        subject: figure.id,
        sentence:
          "The case keeps \(Decimal.text(figure.value, decimals: 4)); its counts give \(given).",
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

  // MARK: - Logs

  /// What a case is made from again.
  private struct Recount {
    var logs: [String]
    var remotes: String?
    var pulls: [RemoteEvidence.Pull]
    var options: IngestOptions
  }

  /// The findings of a new case made from the logs and remotes; what differs is a problem.
  private static func recounted(
    _ recount: Recount, _ findings: CaseFindings, into outcome: inout Outcome
  ) throws(RecountError) -> CaseFindings {
    let path = NSTemporaryDirectory() + "recount-verify-\(UUID().uuidString).recount"
    defer {
      for suffix in ["", "-journal"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }
    if !recount.logs.isEmpty {
      let folder = try CaseFolder.open(recount.logs, options: recount.options)
      _ = try Ingest.run(folder, into: path, options: recount.options)
    }
    if let remotes = recount.remotes {
      for pull in recount.pulls { try RemoteRun.repeated(pull, remotes: remotes, into: path) }
    }
    var fresh = try CaseAnalysis.reportFindings(casePath: path)
    // Marks are in the case alone: nothing in the logs can give them.
    let marked = findings.milestones.filter { !isOfSource($0, findings) }
    if !marked.isEmpty { fresh = findings.with(impactsOf: fresh) }
    if recount.remotes == nil, !recount.pulls.isEmpty {
      outcome.remarks.append(
        "counts of remote engines were not made again: name their file with --remotes, and they are"
      )
      fresh = findings.with(impactsOf: fresh).with(remotesOf: findings)
    }
    fresh.sources = inOrder(fresh.sources, of: findings.sources)
    outcome.problems += sources(findings, fresh)
    outcome.problems += figures(findings, fresh)
    return fresh
  }

  /// The sources in the order in which the case took them in, which may have been in several goes.
  private static func inOrder(
    _ sources: [SourceRecord], of known: [SourceRecord]
  ) -> [SourceRecord] {
    var places: [String: Int] = [:]
    for (place, source) in known.enumerated() { places[source.path] = places[source.path] ?? place }
    return sources.enumerated().sorted { left, right in
      (places[left.element.path] ?? .max, left.offset)
        < (places[right.element.path] ?? .max, right.offset)
    }.map(\.element)
  }

  private static func isOfSource(_ milestone: Milestone, _ findings: CaseFindings) -> Bool {
    milestone.clock == .report
      || findings.sources.contains { milestone.evidence.hasPrefix($0.path + ":") }
  }

  private static func sources(
    _ findings: CaseFindings, _ fresh: CaseFindings
  ) -> [VerificationProblem] {
    var found: [String: SourceRecord] = [:]
    for source in fresh.sources { found[source.path] = source }
    return findings.sources.compactMap { source in
      guard let again = found[source.path] else {
        return VerificationProblem(
          subject: source.path, sentence: "The log is not there any more.",
          figures: figures(of: source.service, findings))
      }
      guard again.contentHash != source.contentHash else { return nil }
      return VerificationProblem(
        subject: source.path,
        sentence:
          "Its content is another one: \(again.contentHash.prefix(16))… instead of \(source.contentHash.prefix(16))….",
        figures: figures(of: source.service, findings))
    }
  }

  private static func figures(of service: String, _ findings: CaseFindings) -> [String] {
    findings.figures.map(\.id).filter { $0.hasPrefix("impact.\(service).") }
  }

  private static func figures(
    _ findings: CaseFindings, _ fresh: CaseFindings
  ) -> [VerificationProblem] {
    findings.figures.compactMap { figure in
      let now = fresh.figures.first { $0.id == figure.id }
      if let now, isSame(now.value, figure.value), isSame(now.interval, figure.interval) {
        return nil
      }
      let given = now.map { Decimal.text($0.value, decimals: 4) } ?? "no such figure"
      return VerificationProblem(
        subject: figure.id,
        sentence:
          "The case gives \(Decimal.text(figure.value, decimals: 4)); the logs give \(given).",
        figures: [figure.id])
    }
  }

  // MARK: - Report

  private static func problems(
    inReportAt path: String, _ findings: CaseFindings
  ) throws(RecountError) -> [VerificationProblem] {
    var isDirectory: ObjCBool = false
    _ = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    let file = isDirectory.boolValue ? path + "/" + ReportRenderer.documentName : path
    guard let data = FileManager.default.contents(atPath: file) else {
      throw RecountError(.noInput, "the report cannot be read", at: file)
    }
    do {
      return try ReportVerification.problems(
        in: String(decoding: data, as: UTF8.self), of: findings, version: RecountVersion.text)
    } catch {
      throw RecountError(.failed, "the report's template cannot be rendered", cause: "\(error)")
    }
  }
}

extension CaseFindings {
  /// These findings with the figures of impact of other ones: their clocks rest on what only they know.
  fileprivate func with(impactsOf other: CaseFindings) -> CaseFindings {
    var merged = other
    let clocks = figures.filter { $0.id.hasPrefix("clock.") }
    merged.figures = other.figures.filter { !$0.id.hasPrefix("clock.") } + clocks
    merged.clocks = self.clocks
    merged.milestones = milestones
    merged.definitions = definitions
    return merged
  }

  /// These findings with what other ones have from remote engines, and figures that rest on it.
  fileprivate func with(remotesOf other: CaseFindings) -> CaseFindings {
    var merged = self
    merged.sources += other.sources.filter { $0.format == RemoteRun.format }
    let known = Set(figures.map(\.id))
    let services = Set(
      other.figures.map(\.id).filter { !known.contains($0) && $0.hasPrefix("impact.") })
    merged.figures += other.figures.filter { services.contains($0.id) }
    return merged
  }
}
