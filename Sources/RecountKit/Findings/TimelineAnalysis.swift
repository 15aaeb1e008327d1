// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountReport

/// What a timeline can be asked for; the raw value is the word after `--format`.
package enum TimelineFormat: String, CaseIterable, Sendable {
  case table, tsv, csv, md, json, html
}

/// What the logs show and what people recorded, on one timeline.
package struct TimelineAnalysis {
  private let findings: CaseFindings
  private let filter: TimelineFilter

  /// The rows of the case at `casePath` that are asked for.
  ///
  /// - Throws: For a service or a kind that the case does not know, and a stretch that is none.
  package init(
    casePath: String, service: String?, kinds: [String], since: String?, until: String?
  ) throws(RecountError) {
    findings = try TimelineAnalysis.findings(casePath: casePath)
    filter = TimelineFilter(
      service: try TimelineAnalysis.known(service, findings),
      kinds: try Set(TimelineAnalysis.known(kinds)),
      since: try TimelineAnalysis.time(since, "--since"),
      until: try TimelineAnalysis.time(until, "--until"))
    if let since = filter.since, let until = filter.until, since >= until {
      throw RecountError(.usage, "--since must be before --until")
    }
  }

  package func listing() throws(RecountError) -> Listing { try .timeline(findings, filter) }

  /// One HTML file that needs nothing else.
  package var page: String {
    TimelineHTML.text(findings, filter: filter, version: RecountVersion.text)
  }

  /// What a timeline tells: the findings, and which failure lines are new.
  static func findings(casePath: String) throws(RecountError) -> CaseFindings {
    var findings = try CaseAnalysis.findings(casePath: casePath)
    findings.signatures = try SignatureAnalysis.windows(casePath: casePath, among: findings.impacts)
    return findings
  }

  private static func known(
    _ service: String?, _ findings: CaseFindings
  ) throws(RecountError) -> String? {
    let told = findings.milestones.compactMap(\.service)
    let names = Set(findings.services + told + findings.incident.services.map(\.name)).sorted()
    guard let service, !names.contains(service) else { return service }
    throw RecountError(
      .usage, "no service is called `\(service)`",
      cause: names.isEmpty ? "the case has none" : "there are \(names.joined(separator: ", "))",
      try: Spelling.nearest(to: service, in: names).map { "did you mean `\($0)`?" })
  }

  private static func known(_ kinds: [String]) throws(RecountError) -> [Milestone.Kind] {
    var found: [Milestone.Kind] = []
    let names = Milestone.Kind.allCases.map(\.rawValue)
    for word in kinds.flatMap({ $0.split(separator: ",").map(String.init) }) {
      guard let kind = Milestone.Kind(rawValue: word) else {
        throw RecountError(
          .usage, "`\(word)` is no kind of moment",
          cause: "there are \(names.joined(separator: ", "))",
          try: Spelling.nearest(to: word, in: names).map { "did you mean `\($0)`?" })
      }
      found.append(kind)
    }
    return found
  }

  private static func time(
    _ text: String?, _ option: String
  ) throws(RecountError) -> Timestamp? {
    guard let text else { return nil }
    guard let time = Timestamp(parsing: text) else {
      throw RecountError(
        .usage, "\(option) is no time", cause: "found `\(text)`",
        try: "a time such as 2022-12-16T10:00Z")
    }
    return time
  }
}
