// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis
import RecountModel

/// How often claims about who broke first are right, and when they are made.
package struct LeadScore {
  package var claims = 0
  package var right = 0
  package var ties = 0
  package var tiesAbstained = 0
  package var apart = 0
  package var apartAnswered = 0
  /// Claims whose lag interval holds the true lag.
  package var held = 0

  package init() {}

  package mutating func add(_ simulation: OnsetPairSimulation, skew: ClockSkew = .sameClock) {
    let onsets = simulation.series.compactMap { LeadOnset(of: ImpactAnalysis.analyze($0)) }
    let order = onsets.count == 2 ? LeadAnalysis.order(onsets[0], onsets[1], skew: skew) : nil
    let lag = simulation.lag
    ties += lag == 0 ? 1 : 0
    tiesAbstained += lag == 0 && order?.leader == nil ? 1 : 0
    apart += abs(lag) >= 2 ? 1 : 0
    apartAnswered += abs(lag) >= 2 && order?.leader != nil ? 1 : 0
    guard case .leads(let claim) = order else { return }
    let sign = claim.leader == "a" ? 1 : -1
    claims += 1
    right += sign * lag > 0 ? 1 : 0
    let truth = TimeSpan.minutes(Int64(sign * lag))
    held += claim.shortest <= truth && truth <= claim.longest ? 1 : 0
  }

  package var rightShare: Double { Double(right) / Double(max(1, claims)) }
  package var tieShare: Double { Double(tiesAbstained) / Double(max(1, ties)) }
  package var answerShare: Double { Double(apartAnswered) / Double(max(1, apart)) }
}
