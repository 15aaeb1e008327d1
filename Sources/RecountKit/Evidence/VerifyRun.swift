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
  private static func differing(
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

  // MARK: - Logs

  /// What a case is made from again.
  private struct Recount {
    var logs: [String]
    var remotes: String?
    var options: IngestOptions
    var reader: CaseReader
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
    let pulls = try stage { () throws(StoreError) in try recount.reader.remotePulls() }
    if let remotes = recount.remotes {
      for pull in pulls { try RemoteRun.repeated(pull, remotes: remotes, into: path) }
    }
    try copyMarks(from: recount.reader, to: path)
    var fresh = try CaseAnalysis.reportFindings(casePath: path)
    if recount.remotes == nil, !pulls.isEmpty {
      outcome.remarks.append(
        "counts of remote engines were not made again: name their file with --remotes, and they are"
      )
      fresh = findings.with(impactsOf: fresh).with(remotesOf: findings)
    }
    fresh.sources = named(fresh.sources, as: findings.sources)
    outcome.problems += sources(findings, fresh)
    outcome.problems += try rows(recount.reader, path, findings, fresh)
    outcome.problems += figures(findings, fresh)
    return fresh
  }

  /// Moments that people marked are in the case alone: nothing in the logs can give them.
  private static func copyMarks(from reader: CaseReader, to path: String) throws(RecountError) {
    try stage { () throws(StoreError) in
      let marks = try reader.markedMoments()
      guard !marks.isEmpty else { return }
      let writer = try CaseWriter(path: path)
      for mark in marks { _ = try writer.mark(mark) }
    }
  }

  /// The sources by the names and in the order under which the case took them in, which may have been
  /// in several goes and from elsewhere: a log is known by its content.
  private static func named(
    _ sources: [SourceRecord], as known: [SourceRecord]
  ) -> [SourceRecord] {
    var paths: [String: Int] = [:]
    var contents: [String: Int] = [:]
    for (place, source) in known.enumerated() {
      paths[source.path] = paths[source.path] ?? place
      contents[source.contentHash] = contents[source.contentHash] ?? place
    }
    var placed: [(place: Int, source: SourceRecord)] = []
    for source in sources {
      var source = source
      let place = paths[source.path] ?? contents[source.contentHash]
      if let place { source.path = known[place].path }
      placed.append((place ?? .max, source))
    }
    return placed.enumerated().sorted {
      ($0.element.place, $0.offset) < ($1.element.place, $1.offset)
    }
    .map(\.element.source)
  }

  /// Rows of the case that the logs do not give, told by hashes, where the logs are the same.
  private static func rows(
    _ reader: CaseReader, _ path: String, _ findings: CaseFindings, _ fresh: CaseFindings
  ) throws(RecountError) -> [VerificationProblem] {
    let (kept, again) = try stage { () throws(StoreError) in
      (try reader.rowHashes(), try CaseReader(path: path).rowHashes())
    }
    let contents = Set(fresh.sources.map(\.contentHash))
    let isWhole = findings.sources.allSatisfy { contents.contains($0.contentHash) }
    struct Key: Hashable { var table: String, content: String }
    var known: [Key: RowHash] = [:]
    for hash in again { known[Key(table: hash.table, content: hash.contentHash)] = hash }
    var problems: [VerificationProblem] = []
    for hash in kept where hash.source.isEmpty ? isWhole : contents.contains(hash.contentHash) {
      let now = known.removeValue(forKey: Key(table: hash.table, content: hash.contentHash))
      guard now?.hash != hash.hash || now?.rows != hash.rows else { continue }
      problems.append(changed(hash, now?.rows ?? 0, findings))
    }
    let sources = Set(findings.sources.map(\.contentHash))
    for hash in known.values.sorted(by: { ($0.table, $0.source) < ($1.table, $1.source) })
    where hash.source.isEmpty ? isWhole : sources.contains(hash.contentHash) {
      problems.append(changed(hash, hash.rows, findings, kept: 0))
    }
    return problems
  }

  private static func changed(
    _ hash: RowHash, _ now: Int64, _ findings: CaseFindings, kept: Int64? = nil
  ) -> VerificationProblem {
    let rows = kept ?? hash.rows
    let source = findings.sources.first { $0.contentHash == hash.contentHash }
    let figures =
      if let source { figures(of: source.service, findings) } else {
        findings.windows.filter { $0.unit == .step }.flatMap { window in
          findings.figures.map(\.id).filter { $0.hasPrefix(window.figure + ".") }
        }
      }
    return VerificationProblem(
      subject: "\(hash.table)\(source.map { " of " + $0.path } ?? "") in the case",
      sentence: rows == now
        ? "A row is not what the logs give." : "There are \(rows) rows; the logs give \(now).",
      figures: figures)
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
    let given = findings.figures.map {
      // Statements name no log and are the same either way.
      StoredFigure(id: $0.id, value: $0.value, interval: $0.interval, sql: "")
    }
    return differing(given, fresh.figures, keeps: "The case gives", gives: "the logs give")
  }

  // MARK: - Report

  private static func problems(
    inReportAt path: String, _ findings: CaseFindings, _ casePath: String,
    _ environment: [String: String]
  ) throws(RecountError) -> [VerificationProblem] {
    var isDirectory: ObjCBool = false
    _ = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    let file = isDirectory.boolValue ? path + "/" + ReportRenderer.documentName : path
    guard let data = FileManager.default.contents(atPath: file) else {
      throw RecountError(.noInput, "the report cannot be read", at: file)
    }
    let variant = ReportVariant.writing(URL(fileURLWithPath: file).lastPathComponent)
    let redactor = try CaseRedaction.redactor(
      of: findings, casePath: casePath, isRequired: variant == .external, environment: environment)
    do {
      return try ReportVerification.problems(
        in: String(decoding: data, as: UTF8.self),
        of: redactor.map { findings.redacted(by: $0) } ?? findings,
        version: RecountVersion.text, variant: variant)
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
    merged.figures += other.figures.filter {
      !known.contains($0.id) && $0.id.hasPrefix("impact.")
    }
    return merged
  }
}
