// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis
package import RecountModel

/// One thing that was found in a case, whatever it is.
package enum Finding: Sendable {
  case window(ImpactWindow)
  case refusal(Refusal)
  case figure(Figure)
  case milestone(Milestone)
  case measure(Measure)
  case conflict(Conflict)
  case agreement(ClockFindings.Agreement)

  /// All findings of a case, kind by kind, each in the order of the document that has it.
  package static func all(_ findings: CaseFindings) -> [Finding] {
    findings.windows.map { .window($0) }
      + findings.impacts.flatMap(\.refusals).map { .refusal($0) }
      + findings.figures.map { .figure($0) }
      + findings.milestones.map { .milestone($0) }
      + findings.clocks.measures.map { .measure($0) }
      + findings.clocks.conflicts.map { .conflict($0) }
      + findings.clocks.agreements.map { .agreement($0) }
  }

  /// What it is, and the document whose member it is.
  private var kind: (name: String, schema: String) {
    switch self {
    case .window: ("window", "impact")
    case .refusal: ("refusal", "impact")
    case .figure: ("figure", "figure")
    case .milestone: ("milestone", "clocks")
    case .measure: ("measure", "clocks")
    case .conflict: ("conflict", "clocks")
    case .agreement: ("agreement", "clocks")
    }
  }

  // MARK: - JSON

  /// A line of JSON: `data` is the object as the document of `schema` has it.
  package var line: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.key("data")
    switch self {
    case .window(let window): ImpactJSON.write(window, to: &json)
    case .refusal(let refusal): ImpactJSON.write(refusal, to: &json)
    case .figure(let figure): Finding.write(figure, to: &json)
    case .milestone(let milestone): MilestoneJSON.write(milestone, to: &json)
    case .measure(let measure): ClocksJSON.write(measure, to: &json)
    case .conflict(let conflict): ClocksJSON.write(conflict, to: &json)
    case .agreement(let agreement): ClocksJSON.write(agreement, to: &json)
    }
    json.member("finding", kind.name)
    json.member("schema", "recount.\(kind.schema)/1")
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func write(_ figure: Figure, to json: inout JSONWriter) {
    json.beginObject()
    json.member("base_range", figure.baseRange)
    json.member("dispersion", number: figure.dispersion, decimals: 3)
    json.member("figure", figure.id)
    json.member("interval", figure.interval)
    json.member("label", figure.label)
    json.member("method", stated: figure.method)
    json.member("n", figure.count)
    json.member("sql", stated: figure.sql)
    json.member("unit", figure.unit)
    json.member("value", number: figure.value)
    json.endObject()
  }

  // MARK: - Cells

  package static let columns = [
    "finding", "figure", "service", "kind", "clock", "label", "unit", "value", "low", "high",
    "failed", "total", "time", "time_earliest", "time_latest", "end", "end_earliest", "end_latest",
    "text", "evidence",
  ]

  /// The row of the finding: of each kind what fits one table.
  package var cells: [ExportValue] {
    var cells: [String: ExportValue] = ["finding": .text(kind.name)]
    switch self {
    case .window(let window): Finding.fill(&cells, window)
    case .refusal(let refusal):
      cells["service"] = .text(refusal.service)
      cells["kind"] = .text(refusal.reason.rawValue)
      cells["label"] = .text(refusal.about)
      cells["unit"] = .text(refusal.unit.name)
      cells["text"] = .text(refusal.explanation)
    case .figure(let figure):
      cells["figure"] = .text(figure.id)
      cells["label"] = .text(figure.label)
      cells["unit"] = .text(figure.unit)
      cells["value"] = .number(figure.value)
      cells["low"] = .number(figure.interval?.low)
      cells["high"] = .number(figure.interval?.high)
      cells["text"] = .stated(figure.method)
    case .milestone(let milestone):
      cells["service"] = .text(milestone.service)
      cells["kind"] = .text(milestone.kind.rawValue)
      cells["clock"] = .text(milestone.clock.rawValue)
      cells["time"] = .time(milestone.time)
      cells["time_earliest"] = .time(milestone.earliest)
      cells["time_latest"] = .time(milestone.latest)
      cells["text"] = .stated(milestone.text)
      cells["evidence"] = .stated(milestone.evidence)
    case .measure(let measure): Finding.fill(&cells, measure)
    case .conflict(let conflict):
      cells["service"] = .text(conflict.service)
      cells["kind"] = .text(conflict.code.rawValue)
      cells["clock"] = .text(conflict.clock.rawValue)
      if let distance = conflict.distance {
        cells["unit"] = .text("minutes")
        cells["value"] = .number(distance.minutes)
      }
      cells["text"] = .text(conflict.sentence)
      cells["evidence"] = .stated(conflict.evidence.joined(separator: "; "))
    case .agreement(let agreement):
      cells["kind"] = .text(agreement.code.rawValue)
      cells["clock"] = .text(agreement.clock.rawValue)
      cells["text"] = .text(agreement.sentence)
      cells["evidence"] = .stated(agreement.evidence.joined(separator: "; "))
    }
    return Finding.columns.map { cells[$0] ?? .absent }
  }

  /// `value` is the excess.
  private static func fill(_ cells: inout [String: ExportValue], _ window: ImpactWindow) {
    cells["figure"] = .text(window.figure)
    cells["service"] = .text(window.service)
    cells["kind"] = .text(window.kind.rawValue)
    cells["clock"] = .text(Milestone.Clock.telemetry.rawValue)
    cells["label"] = .text("excess")
    cells["unit"] = .text(window.unit.name)
    cells["value"] = .number(window.excess?.value)
    cells["low"] = .number(window.excess?.interval.low)
    cells["high"] = .number(window.excess?.interval.high)
    cells["failed"] = .integer(window.failed)
    cells["total"] = .integer(window.total)
    fill(&cells, "time", window.onset)
    fill(&cells, "end", window.end)
    if !window.hasEnded { cells["text"] = .text("not ended where the logs end") }
  }

  private static func fill(_ cells: inout [String: ExportValue], _ measure: Measure) {
    cells["figure"] = .text(measure.figure)
    cells["label"] = .text(measure.name)
    cells["unit"] = .text("minutes")
    cells["value"] = .number(measure.span?.minutes)
    cells["low"] = .number(measure.shortest?.minutes)
    cells["high"] = .number(measure.longest?.minutes)
    if let from = measure.from { fill(&cells, "time", from.time) }
    if let to = measure.to { fill(&cells, "end", to.time) }
    cells["text"] = .text(measure.note)
    let evidence = [measure.from?.evidence, measure.to?.evidence].compactMap(\.self)
    cells["evidence"] = .stated(evidence.filter { !$0.isEmpty }.joined(separator: "; "))
  }

  private static func fill(
    _ cells: inout [String: ExportValue], _ name: String, _ time: TimeEstimate
  ) {
    cells[name] = .time(time.time)
    cells[name + "_earliest"] = .time(time.earliest)
    cells[name + "_latest"] = .time(time.latest)
  }
}
