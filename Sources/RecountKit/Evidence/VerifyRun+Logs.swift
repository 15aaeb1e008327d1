// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountReport
import RecountStore

/// A case made from the logs again, and what it gives otherwise.
extension VerifyRun {
  /// What a case is made from again.
  struct Recount {
    var logs: [String]
    var remotes: String?
    var options: IngestOptions
    var reader: CaseReader
  }

  /// The findings of a new case made from the logs and remotes; what differs is a problem.
  static func recounted(
    _ recount: Recount, _ findings: CaseFindings, into outcome: inout Outcome
  ) throws(RecountError) -> CaseFindings {
    let path = NSTemporaryDirectory() + "recount-verify-\(UUID().uuidString).recount"
    defer {
      for suffix in ["", "-journal"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }
    if !recount.logs.isEmpty {
      var options = recount.options
      options.givenRoutes = try stage { () throws(StoreError) in
        try recount.reader.limitedRoutes()
      }
      if !options.givenRoutes.isEmpty { options.maxRoutes = 0 }
      try options.useStampRules(of: findings.sources)
      let folder = try CaseFolder.open(recount.logs, options: options)
      _ = try Ingest.run(folder, into: path, options: options)
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
  static func copyMarks(from reader: CaseReader, to path: String) throws(RecountError) {
    try stage { () throws(StoreError) in
      let marks = try reader.markedMoments()
      guard !marks.isEmpty else { return }
      let writer = try CaseWriter(path: path)
      for mark in marks { _ = try writer.mark(mark) }
    }
  }

  /// The sources by the names and in the order under which the case took them in, which may have been
  /// in several goes and from elsewhere: a log is known by its content.
  static func named(
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

  static func sources(
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

  static func figures(of service: String, _ findings: CaseFindings) -> [String] {
    findings.figures.map(\.id).filter {
      $0.hasPrefix("impact.\(service).") || $0.hasPrefix("around.\(service).")
    }
  }

  static func figures(
    _ findings: CaseFindings, _ fresh: CaseFindings
  ) -> [VerificationProblem] {
    let given = findings.figures.map {
      // Statements name no log and are the same either way.
      StoredFigure(id: $0.id, value: $0.value, interval: $0.interval, sql: "")
    }
    return differing(given, fresh.figures, keeps: "The case gives", gives: "the logs give")
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
    // Totals and objectives may rest on services that the logs do not have.
    func isShared(_ figure: Figure) -> Bool {
      figure.id.hasPrefix("total.") || figure.id.hasPrefix("slo.")
    }
    func isOfService(_ figure: Figure) -> Bool {
      figure.id.hasPrefix("impact.") || figure.id.hasPrefix("around.")
    }
    merged.figures.removeAll(where: isShared)
    let known = Set(merged.figures.map(\.id))
    merged.figures += other.figures.filter {
      !known.contains($0.id) && (isOfService($0) || isShared($0))
    }
    return merged
  }
}
