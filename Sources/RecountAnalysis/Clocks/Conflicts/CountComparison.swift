// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A claimed count beside the gross counts and excesses it could mean.
struct CountComparison {
  /// Some services and a range, with what was counted there.
  struct Scope {
    let services: [String]
    let range: TimeRange
    let gross: Int64
    /// Nil when it was refused, or is not known for this range.
    let excess: Estimate?
    let figures: [String]
  }

  struct Match {
    let scope: Scope
    let isGross: Bool
    /// Whether gross and excess both lie within the rounding of the claim.
    let isBoth: Bool
  }

  let claim: Claims.Count
  let unit: EventUnit
  /// All services of the unit over their windows, then each alone; empty without windows.
  let scopes: [Scope]
  /// All services of the unit over the range the report declares.
  let declared: Scope?
  /// From the onset to the close that the report declares.
  let declaredRange: TimeRange?

  init(claim: Claims.Count, unit: EventUnit, context: ClockContext) {
    self.claim = claim
    self.unit = unit
    let groups = context.impact.groups.filter { $0.unit == unit }
    let together = [groups] + (groups.count > 1 ? groups.map { [$0] } : [])
    scopes = together.compactMap(Scope.init)
    let declarations = context.declarations
    if let onset = declarations.first(.onset, .report), let close = declarations.close(.report),
      onset.time < close.time
    {
      let series = context.impact.series.filter { $0.unit == unit }
      let range = TimeRange(start: onset.time, end: close.time)
      declaredRange = range
      declared = Scope(series, over: range)
    } else {
      declaredRange = nil
      declared = nil
    }
  }

  /// The first scope the claim matches, and with which of its two counts.
  var match: Match? { scopes.lazy.compactMap(match).first }

  /// Where both counts match, the nearer is told.
  private func match(_ scope: Scope) -> Match? {
    if let bound = claim.bound { return match(bound, scope) }
    let gross = abs(Double(scope.gross) - claim.value)
    let grossMatches = gross <= claim.plusMinus
    guard let excess = scope.excess,
      excess.interval.low <= claim.value + claim.plusMinus,
      excess.interval.high >= claim.value - claim.plusMinus
    else { return grossMatches ? Match(scope: scope, isGross: true, isBoth: false) : nil }
    let isNearer = gross <= abs(excess.value - claim.value)
    return Match(scope: scope, isGross: grossMatches && isNearer, isBoth: grossMatches)
  }

  /// A bound is held against all services together: one alone may be below any number.
  private func match(_ bound: Claims.Bound, _ scope: Scope) -> Match? {
    guard scope.services == scopes.first?.services else { return nil }
    let gross = Double(scope.gross)
    let (grossHolds, excessHolds) =
      switch bound {
      case .atLeast: (gross >= claim.value, scope.excess.map { $0.interval.high >= claim.value })
      case .atMost: (gross <= claim.value, scope.excess.map { $0.interval.low <= claim.value })
      }
    guard grossHolds || excessHolds == true else { return nil }
    return Match(scope: scope, isGross: grossHolds, isBoth: grossHolds && excessHolds == true)
  }

  // MARK: - Words

  func sentence(for match: Match) -> String {
    let gross = ClockWording.count(Double(match.scope.gross))
    let excess = match.scope.excess.map { ClockWording.count($0) } ?? ""
    let place =
      "of \(ClockWording.list(match.scope.services)) \(ClockWording.between(match.scope.range))"
    var text = opening + ", which matches the "
    text += match.isGross ? "gross count \(place): \(gross)" : "excess \(place): \(excess)"
    guard match.isBoth else { return text + "." + rateRemark }
    let other = match.isGross ? "excess of \(excess)" : "gross count of \(gross)"
    let sense = claim.bound == nil ? "lies within its rounding" : "does"
    return text + "; the \(other) also \(sense)." + rateRemark
  }

  /// The claim as a rate, so that a reader can hold it against a base rate.
  ///
  /// Worked example: 60,000 over 333 minutes are 180 a minute.
  private var rateRemark: String {
    guard let range = declaredRange, range.length >= .minutes(1) else { return "" }
    let rate = claim.value / range.length.minutes
    let text = rate < 10 ? Decimal.text(rate, decimals: 1) : ClockWording.count(rate.rounded())
    return " It is \(text) a minute on average over the \(ClockWording.minutes(range.length)) "
      + "that the report declares."
  }

  var conflictSentence: String {
    guard let scope = scopes.first else {
      return opening + "; no window of failing \(unit.noun(2)) was found." + declaredRemark
        + rateRemark
    }
    let excess = scope.excess.map { ClockWording.count($0) + " above the baseline" }
    return opening + "; the windows of \(ClockWording.list(scope.services)) "
      + "\(ClockWording.between(scope.range)) hold \(ClockWording.count(Double(scope.gross))) "
      + "failed in all and \(excess ?? "an excess that was refused"), which do not match it."
      + declaredRemark + rateRemark
  }

  private var opening: String { "The report counts \(claim.text) failed \(unit.noun(2))" }

  private var declaredRemark: String {
    guard let declared, match(declared) != nil else { return "" }
    return " It matches the gross count over the range the report declares, "
      + "\(ClockWording.between(declared.range)): \(ClockWording.count(Double(declared.gross)))."
  }
}

extension CountComparison.Scope {
  fileprivate init?(_ groups: [ClockImpact.Group]) {
    guard let first = groups.first else { return nil }
    let onset = groups.reduce(first.onset) { .earliest($0, $1.onset) }
    let end = groups.reduce(first.end) { .latest($0, $1.end) }
    let excesses = groups.compactMap(\.excess)
    let sum = excesses.dropFirst().reduce(excesses.first) { sum, next in sum.map { $0 + next } }
    self.init(
      services: groups.map(\.service), range: TimeRange(start: onset.time, end: end.time),
      gross: groups.reduce(0) { $0 + $1.gross },
      excess: excesses.count == groups.count ? sum : nil, figures: groups.flatMap(\.figures))
  }

  /// Gross counts of the bins that start in `range`.
  fileprivate init(_ series: [CountSeries], over range: TimeRange) {
    var gross: Int64 = 0
    for counts in series {
      for bin in 0..<counts.count where range.contains(counts.time(bin)) {
        gross += counts.failed[bin]
      }
    }
    self.init(
      services: series.map(\.service), range: range, gross: gross, excess: nil, figures: [])
  }
}
