// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Finds which services fail more at the same times than chance would have them.
///
/// Bins are compared by rank, within a quarter of an hour either way, and against circular shifts of
/// the same series. Says "moves with", never who led and never why.
package enum CoMovementAnalysis {
  /// Services compared at most: pairs grow with the square.
  package static let mostServices = 60
  static let lagReach = TimeSpan.minutes(15)
  static let leastShift = TimeSpan.minutes(30)
  /// Share of the circle that a shift has to reach at least.
  static let leastShiftShare = 0.1
  /// Shifts below which nothing is tested: no p-value could be below 5 %.
  static let fewestShifts = 19
  /// 5 % and 95 % points of the normal distribution.
  private static let deviations = 1.645

  /// All pairs of `impacts`, one series for each service.
  ///
  /// Of several series of one service the one with the most excess is taken; beyond 60 services those
  /// with the most excess are compared and the others named. Series of different ranges or bins are
  /// put on one grid.
  ///
  /// - Complexity: O(S² T log T) for S services and T bins.
  package static func findings(among impacts: [ServiceImpact]) -> CoMovementFindings {
    var findings = CoMovementFindings()
    let ranked = ranking(impacts)
    let chosen = ranked.prefix(mostServices)
    findings.omitted = ranked.dropFirst(mostServices).map(\.series.service).sorted()
    guard let grid = CommonGrid(chosen.map(\.series)) else { return findings }
    findings.binWidth = grid.binWidth
    let transform = FourierTransform(atLeast: grid.count)
    let least = max(
      grid.bins(in: leastShift),
      Int((leastShiftShare * Double(transform.count)).rounded(.up)))
    findings.shifts = ShiftTest.shifts(transform.count, least).count
    var services: [Service] = []
    for impact in chosen.sorted(by: { $0.series.service < $1.series.service }) {
      if findings.shifts < fewestShifts {
        findings.refusals.append(tooShort(impact, grid))
      } else if let residuals = ServiceResiduals(impact, on: grid),
        let values = residuals.normalised()
      {
        services.append(
          Service(
            name: impact.series.service, residuals: residuals,
            spectrum: transform.spectrum(of: values)))
      } else {
        findings.refusals.append(tooFew(impact))
      }
    }
    findings.tested = services.map(\.name)
    findings.pairs = pairs(
      services, transform, lags: grid.bins(in: lagReach), leastShift: least, binWidth: grid.binWidth
    )
    return findings
  }

  private struct Service {
    var name: String
    var residuals: ServiceResiduals
    var spectrum: [FourierTransform.Complex]
  }

  // MARK: - Pairs

  private static func pairs(
    _ services: [Service], _ transform: FourierTransform, lags: Int, leastShift: Int,
    binWidth: TimeSpan
  ) -> [CoMovement] {
    var pairs: [CoMovement] = []
    var result: [FourierTransform.Complex] = []
    var scratch = result
    for one in services.indices {
      for other in stride(from: one + 1, to: services.count, by: 2) {
        let last = min(other + 1, services.count - 1)
        transform.correlate(
          services[one].spectrum, with: services[other].spectrum, and: services[last].spectrum,
          into: &result, scratch: &scratch)
        let test = ShiftTest(transform.count, lags: lags, leastShift: leastShift) { result[$0].x }
        pairs.append(pair(services[one], services[other], test, binWidth))
        if last > other {
          let test = ShiftTest(transform.count, lags: lags, leastShift: leastShift) { result[$0].y }
          pairs.append(pair(services[one], services[last], test, binWidth))
        }
      }
    }
    for (index, adjusted) in FalseDiscovery.adjusted(pairs.map(\.pValue)).enumerated() {
      pairs[index].adjusted = adjusted
    }
    // Pairs are in the order of their names, and equal ones stay so.
    return pairs.indices.sorted {
      (pairs[$0].adjusted, -pairs[$0].correlation.value, $0)
        < (pairs[$1].adjusted, -pairs[$1].correlation.value, $1)
    }.map { pairs[$0] }
  }

  private static func pair(
    _ one: Service, _ other: Service, _ test: ShiftTest, _ binWidth: TimeSpan
  ) -> CoMovement {
    let half = deviations * test.spread
    return CoMovement(
      services: [one.name, other.name],
      correlation: Estimate(
        value: test.correlation,
        interval: Interval(
          low: max(-1, test.correlation - half), high: min(1, test.correlation + half))),
      lag: TimeSpan(microseconds: Int64(test.lag) * binWidth.microseconds), pValue: test.pValue,
      adjusted: 1, overlap: one.residuals.overlap(with: other.residuals))
  }

  // MARK: - Which services

  /// One series for each service, the most excess first, then by name.
  private static func ranking(_ impacts: [ServiceImpact]) -> [ServiceImpact] {
    let sizes = impacts.map { impact in
      impact.windows.reduce(0) { $0 + max(0, $1.excess?.value ?? 0) }
    }
    let order = impacts.indices.sorted {
      (-sizes[$0], impacts[$0].series.service, impacts[$0].series.unit.rawValue, $0)
        < (-sizes[$1], impacts[$1].series.service, impacts[$1].series.unit.rawValue, $1)
    }
    var seen: Set<String> = []
    return order.map { impacts[$0] }.filter { seen.insert($0.series.service).inserted }
  }

  private static func tooShort(_ impact: ServiceImpact, _ grid: CommonGrid) -> Refusal {
    Refusal(
      reason: .baseTooShort, service: impact.series.service, unit: impact.series.unit,
      about: "co-movement",
      explanation: "\(grid.count) bins are too few to shift one service against another.")
  }

  private static func tooFew(_ impact: ServiceImpact) -> Refusal {
    let counts = TrialCounts(impact.series)
    let failed = counts.failed(in: 0..<counts.count)
    return Refusal(
      reason: .insufficientEvents, service: impact.series.service, unit: impact.series.unit,
      about: "co-movement",
      explanation: "\(failed) failed; at least \(Int(WindowSearch.fewestFailed)) are needed, "
        + "in bins that differ.")
  }
}
