// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountReport

/// The formula behind a figure, and the numbers that go into it in this case.
struct FigureFormula {
  var formula: String
  /// Names of the formula with their values, and where each comes from.
  var inputs: [(name: String, value: String, source: String)] = []

  /// Nil for a figure that is counted, where the statement is the formula.
  init?(_ figure: Figure, _ findings: CaseFindings) {
    if let window = findings.windows.first(where: { figure.id.hasPrefix($0.figure + ".") }) {
      self.init(String(figure.id.dropFirst(window.figure.count + 1)), window)
    } else if let measure = findings.clocks.measures.first(where: { $0.figure == figure.id }) {
      self.init(measure)
    } else {
      self.init(combined: figure, findings)
    }
  }

  private init(_ formula: String) { self.formula = formula }

  // MARK: - Windows

  private init?(_ name: String, _ window: ImpactWindow) {
    switch name {
    case "excess":
      self.init("excess = F − Σ b(t)·n(t) over the bins t of the window")
      add("F", Decimal.grouped(window.failed), window.figure + ".failed")
      add("Σ n(t)", Decimal.grouped(window.total), window.figure + ".total")
      if let excess = window.excess {
        let expected = Double(window.failed) - excess.value
        add("Σ b(t)·n(t)", Decimal.text(expected, decimals: 1), "failures that the base expects")
      }
      let share = Decimal.text(100 * window.baseShare, decimals: 3) + " %"
      add("b", share, "failed share of the clean bins beside the window, bridged across it")
      if let coverage = window.placeboCoverage {
        add(
          "interval", "\(window.placebos) quiet windows",
          "\(Decimal.percent(coverage)) of them hold their own excess of 0")
      }
    case "share":
      self.init("share = F / N")
      add("F", Decimal.grouped(window.failed), window.figure + ".failed")
      add("N", Decimal.grouped(window.total), window.figure + ".total")
    case "peak":
      self.init("peak = max f(t) / n(t) over the bins t of the window")
      add("t", window.peakTime.rfc3339, "the bin with the highest share")
      add("width", ReportNumber.length(window.binWidth), "of a bin of the analysis")
    case "lost", "surplus":
      let isLost = name == "lost"
      self.init(isLost ? "lost = E − N" : "surplus = N − E")
      add("N", Decimal.grouped(window.total), window.figure + ".total")
      if let estimate = isLost ? window.lost : window.surplus {
        let expected = Double(window.total) + (isLost ? estimate.value : -estimate.value)
        add("E", Decimal.groupedText(expected.rounded()), "traffic expected from the hours before")
      }
    case "p95.before", "p95.inside", "p95.after":
      self.init("p95 = the duration with 95 % of the requests of the stretch below it")
    case "failed", "total", "clients":
      self.init("n = Σ 1 over the events with onset ≤ end of the event < end")
    default: return nil
    }
    add("onset", FigureFormula.text(window.onset), window.hasOnset ? "measured" : "upper bound")
    add("end", FigureFormula.text(window.end), window.hasEnded ? "measured" : "lower bound")
  }

  // MARK: - Clocks

  private init?(_ measure: Measure) {
    guard let from = measure.from, let to = measure.to else { return nil }
    self.init("length = to − from; its bounds are those of the two ends")
    add("to", "\(to.name) \(FigureFormula.text(to.time))", to.evidence)
    add("from", "\(from.name) \(FigureFormula.text(from.time))", from.evidence)
  }

  // MARK: - Totals, surroundings and objectives

  private init?(combined figure: Figure, _ findings: CaseFindings) {
    let words = figure.id.split(separator: ".")
    if words.first == "slo" {
      guard
        let objective = findings.objectives.first(where: {
          figure.id.hasPrefix("slo.\($0.service).")
        })
      else { return nil }
      switch words.last {
      case "good": self.init("good = 1 − F / N over the failing windows")
      case "burn": self.init("burn = (F / N) / (1 − objective)")
      case "budget":
        self.init(
          "budget = F / ((1 − objective) · events of \(objective.periodDays) ordinary days)")
      default: self.init("bad = minutes with f(t) / n(t) > 1 − objective")
      }
      add("objective", Decimal.text(objective.objective, decimals: 6), "incident.yml")
      return
    }
    for shares in findings.surroundings {
      let name = "around.\(shares.service).\(shares.unit.noun(2))."
      guard let (_, count) = shares.stretches.first(where: { figure.id == name + $0.name }) else {
        continue
      }
      self.init("share = F / N")
      add("F", Decimal.grouped(count.failed), "failed events of the stretch")
      add("N", Decimal.grouped(count.total), "events of the stretch")
      add("from", count.range.start.rfc3339, "start of the stretch")
      add("to", count.range.end.rfc3339, "its end")
      return
    }
    guard words.first == "total", words.count == 3 else { return nil }
    let windows = findings.incidentWindows.filter {
      $0.unit.noun(2) == words[1] && $0.kind == .failing
    }
    switch words[2] {
    case "failed":
      self.init("F = Σ F(w) over the windows w")
      for window in windows {
        add(window.figure, Decimal.grouped(window.failed), window.figure + ".failed")
      }
    case "excess":
      self.init("excess = Σ excess(w); half width = √Σ (half width of w)²")
      for window in windows {
        add(window.figure, window.excess?.text ?? "refused", window.figure + ".excess")
      }
    default:
      self.init(
        words[2] == "span"
          ? "span = max end − min onset" : "union = length of the union of all windows")
      for window in windows {
        add(
          window.figure, "\(window.onset.time.rfc3339) to \(window.end.time.rfc3339)", "its window")
      }
    }
  }

  // MARK: - Text

  private mutating func add(_ name: String, _ value: String, _ source: String) {
    inputs.append((name, value, source))
  }

  private static func text(_ time: TimeEstimate) -> String {
    guard time.earliest != time.time || time.latest != time.time else { return time.time.rfc3339 }
    return "\(time.time.rfc3339) [\(time.earliest.rfc3339), \(time.latest.rfc3339)]"
  }

  var lines: [String] {
    ["  formula: \(formula)"]
      + inputs.map { "    \($0.name) = \($0.value)  (\($0.source))" }
  }
}
