// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// What stands beside the numbers of a window: phases, lost traffic, reasons, checks.
struct WindowNotes {
  let findings: CaseFindings

  var markdown: String {
    let lines = findings.incidentWindows.compactMap { window -> String? in
      let sentences = sentences(window)
      guard !sentences.isEmpty else { return nil }
      return "- \(Markdown.code(window.figure)): " + sentences.joined(separator: " ") + "\n"
    }
    return lines.isEmpty ? "" : "Window by window:\n\n" + lines.joined()
  }

  private var day: String? { findings.incidentWindows.first?.onset.time.dayText }

  private func sentences(_ window: ImpactWindow) -> [String] {
    let detail = findings.details[window.figure]
    return [
      phases(window),
      window.lost.map { "Missing traffic (estimate): \($0.text)." },
      window.surplus.map {
        "Traffic beyond the expected (estimate): \($0.text); attempts, not users."
      },
      window.distinctFailures.map { bounds in
        """
        Failed operations, if the surge were retries: \(Decimal.groupedText(bounds.low)) to \
        \(Decimal.groupedText(bounds.high)).
        """
      },
      detail.flatMap { reasons($0, window.unit) }, check(window),
    ]
    .compactMap(\.self)
  }

  private func phases(_ window: ImpactWindow) -> String? {
    guard window.phases.count > 1 else { return nil }
    let phases = window.phases.map { phase in
      let start = ReportNumber.moment(phase.start.time, day: day)
      let end = ReportNumber.moment(phase.end.time, day: day)
      let shape = phase.shape == .ramp ? "ramp, mean" : "at"
      return "\(start)–\(end) \(shape) \(Decimal.percent(phase.level))"
    }
    return "Phases: \(phases.joined(separator: "; "))."
  }

  private func reasons(_ detail: CaseFindings.WindowDetail, _ unit: EventUnit) -> String? {
    let named = detail.reasons.filter { !$0.reason.isEmpty }.prefix(3)
    guard !named.isEmpty else { return nil }
    let list = named.map { "\(Markdown.code($0.reason)) \(ReportNumber.count($0.count))" }
    return "\(unit == .step ? "Classes" : "Causes"): \(list.joined(separator: ", "))."
  }

  /// A sentence only where a check of the interval did not hold.
  private func check(_ window: ImpactWindow) -> String? {
    if let coverage = window.placeboCoverage, coverage < 0.8 {
      return """
        Check failed: \(Decimal.percent(coverage)) of \(window.placebos) quiet windows hold their own \
        interval.
        """
    }
    guard window.placebos < 3, window.excess != nil else { return nil }
    let count =
      window.placebos == 0 ? "no quiet window" : "only \(window.placebos) of the quiet windows"
    return "Check failed: \(count) could calibrate the interval."
  }
}
