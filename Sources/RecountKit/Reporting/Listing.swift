// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis
package import RecountModel
package import RecountReport
import RecountStore

/// The forms in which a list of findings can be printed.
package enum ListingFormat: String, CaseIterable, Sendable {
  case table, tsv, csv, md, json
}

/// What commands print of a case: each list in each form, decided in one place.
package enum Listing {
  case sources(casePath: String)
  case skew([SourceSkew])
  case rejects(casePath: String, limit: Int)
  case impact(CaseFindings)
  case objectives(CaseFindings)
  case sensitivity(CaseFindings)
  case steps(StepImpact, limit: Int)
  case attribution(Attribution)
  case correlation(Correlation)
  case signatures([WindowSignatures], limit: Int)
  case compare([RangeComparison])
  case clocks(CaseFindings)
  case definitions(CaseFindings, name: String)
  case check(CheckedClaims)
  case alerts([ServiceAlerts])
  case portfolio([PortfolioSummary])
  case timeline(CaseFindings, TimelineFilter)

  /// The list in one form; a table for a terminal may be coloured, or drawn with ASCII alone.
  package func text(
    _ format: ListingFormat, isColoured: Bool = false, isASCII: Bool = false
  ) throws(RecountError) -> String {
    let ink: TextTable.Ink = isColoured ? .colour : .plain
    let sparks: ListingTables.Sparks = isASCII ? .ascii : .blocks
    let style = TextTable.Style(rawValue: format.rawValue)
    switch self {
    case .sources(let path):
      let sources = try stage { () throws(StoreError) in try CaseReader(path: path).sources() }
      return style.map { ListingTables.sources(sources).text($0, ink) } ?? SourcesJSON.text(sources)
    case .skew(let skews):
      return style.map { SkewTable.table(skews).text($0, ink) } ?? SkewTable.json(skews)
    case .rejects(let path, let limit):
      let rejects = try stage { () throws(StoreError) in
        try CaseReader(path: path).rejects(limit: limit)
      }
      return style.map { ListingTables.rejects(rejects).text($0, ink) }
        ?? SourcesJSON.text(rejects: rejects)
    case .impact(let findings):
      return style.map {
        ListingTables.impact(findings, sparks: $0 == .table ? sparks : nil).text($0, ink)
      } ?? ImpactJSON.text(findings)
    case .objectives(let findings):
      return style.map { ObjectiveTable.table(findings.objectives).text($0, ink) }
        ?? ImpactJSON.text(findings)
    case .sensitivity(let findings):
      return style.map { SensitivityTable.table(findings.sensitivities).text($0, ink) }
        ?? ImpactJSON.text(findings)
    case .steps(let impact, let limit):
      return style.map { StepTable.table(impact, limit: limit).text($0, ink) }
        ?? StepsJSON.text(impact, limit: limit)
    case .attribution(let attribution):
      return style.map { AttributionTable.table(attribution).text($0, ink) }
        ?? AttributionJSON.text(attribution)
    case .correlation(let correlation):
      return style.map { CorrelationTable.table(correlation).text($0, ink) }
        ?? CorrelationJSON.text(correlation)
    case .signatures(let windows, let limit):
      return style.map { SignatureTable.table(windows, limit: limit).text($0, ink) }
        ?? SignaturesJSON.text(windows, limit: limit)
    case .compare(let comparisons):
      return style.map { CompareTable.table(comparisons).text($0, ink) }
        ?? CompareJSON.text(comparisons)
    case .clocks(let findings):
      guard let style else { return ClocksJSON.text(findings) }
      let tables = ListingTables.measures(findings).text(style, ink)
      return style == .table ? tables + "\n" + ListingTables.conflicts(findings) : tables
    case .definitions(let findings, let name):
      let measures = DefinitionTable.chosen(name, of: findings.definitions)
      return style.map { DefinitionTable.table(measures).text($0, ink) }
        ?? DefinitionJSON.text(measures, warnings: findings.warnings)
    case .check(let checked):
      guard let style else { return CheckJSON.text(checked) }
      let claims = checked.prose.isEmpty ? "" : CheckTable.claims(checked).text(style, ink) + "\n"
      return claims + CheckTable.findings(checked).text(style, ink)
    case .alerts(let services):
      return style.map { AlertTable.table(services).text($0, ink) } ?? AlertsJSON.text(services)
    case .portfolio(let summaries):
      return style.map { PortfolioTable.table(summaries).text($0, ink) }
        ?? PortfolioJSON.text(summaries)
    case .timeline(let findings, let filter):
      return style.map { ListingTables.timeline(findings, filter: filter).text($0, ink) }
        ?? Timeline.json(findings, filter: filter)
    }
  }

  /// Whether everything that the list checks holds.
  package var holds: Bool {
    guard case .check(let checked) = self else { return true }
    return checked.conflicts.isEmpty
  }

  /// What an empty or short list would leave unsaid, for standard error.
  package var remarks: [String] {
    if case .sources(let path) = self { return remarks(onSourcesOf: path) }
    if case .skew(let skews) = self { return SkewTable.remarks(skews) }
    if case .steps(let impact, let limit) = self { return remarks(on: impact, limit: limit) }
    if case .attribution(let attribution) = self {
      return AttributionTable.remarks(attribution)
    }
    if case .correlation(let correlation) = self {
      return CorrelationTable.remarks(correlation)
    }
    if case .signatures(let windows, let limit) = self { return remarks(on: windows, limit) }
    if case .check(let checked) = self { return remarks(on: checked) }
    if case .alerts(let services) = self { return AlertTable.remarks(services) }
    if case .compare(let comparisons) = self { return remarks(on: comparisons) }
    if case .objectives(let findings) = self, findings.objectives.isEmpty {
      return ["no service has an objective: state `slo:` in incident.yml"]
    }
    guard case .impact(let findings) = self else { return [] }
    let none = findings.windows.isEmpty ? ["no window of impact was found"] : []
    return none
      + findings.impacts.flatMap(\.refusals).map { refusal in
        "refused: \(refusal.about) of \(refusal.service): \(refusal.reason.rawValue). \(refusal.explanation)"
      }
  }

  /// What had to be assumed of sources.
  private func remarks(onSourcesOf path: String) -> [String] {
    let most = 20
    let sources = (try? CaseReader(path: path).sources()) ?? []
    let remarks = sources.flatMap { source in source.assumptions.map { "\(source.path): \($0)" } }
    return remarks.prefix(most)
      + (remarks.count > most ? ["\(remarks.count - most) more: use --json"] : [])
  }

  private func remarks(on windows: [WindowSignatures], _ limit: Int) -> [String] {
    if windows.isEmpty { return ["no window of failed steps is in the case"] }
    return windows.flatMap { window in
      let count = window.signatures.count
      return [
        limit > 0 && count > limit
          ? "showing \(limit) of \(count) signatures of \(window.figure), use --limit 0" : "",
        window.refusedLines > 0
          ? "\(window.refusedLines) lines of \(window.service) had no room: ids depend on their order"
          : "",
      ]
    }.filter { !$0.isEmpty }
  }

  private func remarks(on checked: CheckedClaims) -> [String] {
    let count = checked.conflicts.count
    let none = checked.path != nil && checked.prose.isEmpty
    return CheckTable.remarks(checked)
      + [
        none ? "\(checked.path ?? "") makes no claim that was understood" : "",
        count == 0
          ? "nothing that was claimed contradicts the logs"
          : "\(count) \(count == 1 ? "claim contradicts" : "claims contradict") the logs",
      ].filter { !$0.isEmpty }
  }

  private func remarks(on comparisons: [RangeComparison]) -> [String] {
    if comparisons.isEmpty { return ["no log of the case covers either stretch"] }
    return comparisons.flatMap(\.refusals).map { refusal in
      "refused: \(refusal.about) of \(refusal.service): \(refusal.reason.rawValue). \(refusal.explanation)"
    }
  }

  private func remarks(on impact: StepImpact, limit: Int) -> [String] {
    if impact.total == nil, impact.untimed == 0 { return ["no failed step is in the case"] }
    let failed = impact.total?.failed ?? 0
    let count = impact.groups.count
    return [
      "\(failed) failed \(EventUnit.step.noun(failed)), each counted once per run, attempt, job and step",
      limit > 0 && count > limit ? "showing \(limit) of \(count) groups, use --limit 0" : "",
      impact.untimed > 0
        ? "\(impact.untimed) more failed, but nothing tells when: they are counted nowhere" : "",
    ].filter { !$0.isEmpty }
  }
}
