// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The rules side by side, and how soon the impact could have been known.
package struct AlertReport: Sendable {
  /// The quickest rule that raised no false alarm.
  package enum Best: Sendable {
    case rule(AlertResult)
    case refused(BestRefusal)
  }

  package enum BestRefusal: String, CaseIterable, Sendable {
    case noImpact = "no impact is measured, so there is nothing to detect"
    case noRuleDetected = "no rule fired for the impact"
    case falseAlarms = "every rule that fired for the impact also fired outside it"
    case quietTooShort = "less than a day lies outside the impact, too little to call a rule quiet"
  }

  /// Days outside the impact that a rule must have been quiet for.
  package static let fewestQuietDays = 1.0

  /// In the order of the rules.
  package var results: [AlertResult]

  package init(results: [AlertResult]) {
    self.results = results
  }

  /// "TTD could have been": the detection with the least delay among rules without false alarms.
  ///
  /// A firing before the onset's interval is left out, for it may be chance; of equals the first in
  /// the order of rules is taken. With hindsight: the rules were tried on the incident they detect.
  package var best: Best {
    let detecting = results.filter { result in
      result.detection.map { $0.longest >= .seconds(0) } ?? false
    }
    guard !detecting.isEmpty else {
      let isWithoutImpact = results.contains { $0.outcome == .refused(.noImpact) }
      return .refused(isWithoutImpact ? .noImpact : .noRuleDetected)
    }
    let silent = detecting.filter { $0.falseAlarms == 0 }
    guard !silent.isEmpty else { return .refused(.falseAlarms) }
    let proven = silent.filter { $0.quietDays >= AlertReport.fewestQuietDays }
    var best: AlertResult?
    for result in proven {
      guard let delay = result.detection?.delay else { continue }
      if best?.detection.map({ delay < $0.delay }) ?? true { best = result }
    }
    return best.map(Best.rule) ?? .refused(.quietTooShort)
  }
}
