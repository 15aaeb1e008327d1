// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Tries alert rules on the minutes of an incident: when each would have fired, and how often besides.
///
/// Rules are asked at the end of every minute. A minute without log coverage holds no events; a
/// look-back that reaches before the data, or less than half of which is covered, has no answer and
/// the rule does not fire. Chosen after the fact: a rule that looks best on one incident has seen it.
package enum AlertBacktest {
  /// An alert up to this long before the impact speaks of it, as for the clocks.
  private static let earlyMinutes: Int64 = 30

  /// One result per rule, in their order.
  package static func report(_ rules: [AlertRule], on input: AlertInput) -> AlertReport {
    AlertReport(results: results(rules, on: input))
  }

  static func results(_ rules: [AlertRule], on input: AlertInput) -> [AlertResult] {
    let signal = AlertSignal(input)
    return rules.map { rule in
      if let refusal = refusal(rule, input) {
        return AlertResult(
          rule: rule, outcome: .refused(refusal), firings: [], quietDays: 0,
          falseAlarmsPerDay: nil)
      }
      return result(rule, signal.answers(rule.condition), signal)
    }
  }

  private static func refusal(_ rule: AlertRule, _ input: AlertInput) -> AlertRefusal? {
    guard rule.isValid else { return .invalidRule }
    guard input.series.binWidth == .minute else { return .notMinutes }
    switch rule.condition {
    case .latency where input.durations == nil: return .noDurations
    case .slowdown where input.durations == nil: return .noDurations
    case .newSignatures where input.newSignatures == nil: return .noSignatures
    default: return nil
    }
  }

  private static func result(
    _ rule: AlertRule, _ answers: [Bool?], _ signal: AlertSignal
  ) -> AlertResult {
    let input = signal.input
    let lookback = TimeSpan.minutes(Int64(rule.lookbackMinutes))
    let firings = firings(answers, hold: rule.holdMinutes, input.series).map { firing in
      var firing = firing
      firing.place = place(firing.fired, lookback, input.windows)
      return firing
    }
    var quiet = 0
    for minute in answers.indices where answers[minute] != nil {
      let time = input.series.time(minute + 1)
      if place(time, lookback, input.windows) == .outside { quiet += 1 }
    }
    let days = Double(quiet) / 1440
    var result = AlertResult(
      rule: rule, outcome: .neverFired, firings: firings, quietDays: days, falseAlarmsPerDay: nil)
    result.outcome = outcome(rule, answers, firings, signal)
    guard quiet > 0 else { return result }
    let interval = PoissonRate.interval(result.falseAlarms)
    result.falseAlarmsPerDay = Estimate(
      value: Double(result.falseAlarms) / days,
      interval: Interval(low: interval.low / days, high: interval.high / days))
    return result
  }

  /// Stretches in which the condition held for more than `hold` minutes.
  private static func firings(
    _ answers: [Bool?], hold: Int, _ series: CountSeries
  ) -> [AlertResult.Firing] {
    var firings: [AlertResult.Firing] = []
    var since: Int?
    for (minute, answer) in answers.enumerated() {
      guard answer == true else {
        if let start = since, minute - 1 - start >= hold {
          firings[firings.count - 1].cleared = series.time(minute + 1)
        }
        since = nil
        continue
      }
      let start = since ?? minute
      since = start
      if minute - start == hold {
        firings.append(.init(fired: series.time(minute + 1), cleared: nil, place: .outside))
      }
    }
    return firings
  }

  private static func place(
    _ time: Timestamp, _ lookback: TimeSpan, _ windows: [TimeRange]
  ) -> AlertResult.Firing.Place {
    // The end of a minute inside a window may be the window's own end.
    if windows.contains(where: { $0.start <= time && time <= $0.end }) { return .impact }
    if windows.contains(where: { $0.start - .minutes(earlyMinutes) <= time && time < $0.start }) {
      return .early
    }
    return windows.contains { $0.end < time && time - lookback < $0.end } ? .echo : .outside
  }

  // MARK: - Detection

  private static func outcome(
    _ rule: AlertRule, _ answers: [Bool?], _ firings: [AlertResult.Firing], _ signal: AlertSignal
  ) -> AlertResult.Outcome {
    let input = signal.input
    guard let onset = input.onset, answers.indices.contains(input.series.bin(of: onset.time)) else {
      return .refused(.noImpact)
    }
    guard answers[input.series.bin(of: onset.time)] != nil else {
      return .refused(.historyTooShort(minutes: rule.historyMinutes))
    }
    let from = onset.earliest - .minutes(earlyMinutes)
    if let old = firings.last(where: { $0.fired < from }),
      old.cleared.map({ $0 > onset.time }) ?? true
    {
      return .alreadyFiring(since: old.fired)
    }
    let end = input.windows.map(\.end).max() ?? input.series.range.end
    guard let first = firings.first(where: { $0.fired >= from && $0.fired <= end }) else {
      return .neverFired
    }
    return .detected(detection(first.fired, onset, signal))
  }

  private static func detection(
    _ time: Timestamp, _ onset: TimeEstimate, _ signal: AlertSignal
  ) -> AlertResult.Detection {
    let fired = TimeEstimate(time: time, earliest: time - .minute, latest: time)
    let series = signal.input.series
    let end = series.bin(of: time)
    func failed(from start: Timestamp) -> Double {
      let first = series.bin(of: start)
      return first < end ? Double(signal.sums.failed(in: first..<end)) : 0
    }
    return AlertResult.Detection(
      fired: fired, delay: time - onset.time, shortest: fired.earliest - onset.latest,
      longest: fired.latest - onset.earliest,
      failedBefore: Estimate(
        value: failed(from: onset.time),
        interval: Interval(
          low: failed(from: onset.latest), high: failed(from: onset.earliest))))
  }
}
