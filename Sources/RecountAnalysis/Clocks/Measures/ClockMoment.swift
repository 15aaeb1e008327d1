// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// One end that a measure may have: the moment itself, or why there is none.
struct ClockMoment: Sendable {
  /// On which side of the stamp the moment may lie beyond what the data cover.
  enum Bound: Sendable {
    case exact, orEarlier, orLater
  }

  var end: Measure.End?
  /// Why there is no end, in words that follow "not measured:".
  var absence: String
  var isDeclared = false
  var bound = Bound.exact
  var note: String?

  init(_ end: Measure.End?, absence: String) {
    self.end = end
    self.absence = absence
  }

  /// A stamp, named after its kind and clock unless `name` says otherwise.
  init(_ stamp: Milestone?, name: String? = nil, absence: String) {
    self.absence = absence
    isDeclared = true
    guard let stamp else { return }
    end = Measure.End(
      name: name ?? "\(stamp.kind.rawValue).\(stamp.clock.rawValue)", time: stamp.estimate,
      evidence: stamp.evidence)
  }
}

extension Milestone {
  var estimate: TimeEstimate { TimeEstimate(time: time, earliest: earliest, latest: latest) }
}

extension Measure {
  static let notMeasured = "not measured"
  static let notIndependent = "not independently measured"
  static let censored = "censored"
  static let backwards = "its stamps run backwards"

  /// Whether two stamps of people stand in the wrong order, whatever their rounding.
  ///
  /// Counts may come before or after what people say: that is a finding. Two stamps of people that
  /// run backwards are an error of one of them, and no length.
  static func runsBackwards(_ from: ClockMoment, _ to: ClockMoment) -> Bool {
    guard from.isDeclared, to.isDeclared, let start = from.end, let stop = to.end else {
      return false
    }
    return stop.time.latest < start.time.earliest
  }

  /// The length from one moment to the other, with the shortest and longest their intervals allow.
  ///
  /// Two declared ends with one stamp measure nothing: somebody wrote one time twice. An end that
  /// may lie beyond the data leaves one side open: `longest` is nil for "at least", `shortest` for
  /// "at most".
  static func between(_ name: String, _ from: ClockMoment, _ to: ClockMoment) -> Measure {
    guard let start = from.end, let stop = to.end else {
      let reasons = [from, to].filter { $0.end == nil }.map(\.absence)
      return Measure(
        name: name, from: from.end, to: to.end,
        note: notMeasured + ": " + reasons.joined(separator: "; "))
    }
    var measure = Measure(name: name, from: start, to: stop)
    var notes = [from.note, to.note].compactMap(\.self)
    if from.isDeclared, to.isDeclared, start.time.time == stop.time.time {
      measure.note = ([notIndependent] + notes).joined(separator: "; ")
      return measure
    }
    if runsBackwards(from, to) {
      let distance = ClockWording.minutes(start.time.time - stop.time.time)
      measure.note = ([notMeasured + ": \(backwards) by \(distance)"] + notes)
        .joined(separator: "; ")
      return measure
    }
    measure.span = stop.time.time - start.time.time
    measure.shortest = stop.time.earliest - start.time.latest
    measure.longest = stop.time.latest - start.time.earliest
    if from.bound == .orEarlier || to.bound == .orLater {
      measure.longest = nil
      notes.insert(censored + ": at least this long", at: 0)
    }
    if from.bound == .orLater || to.bound == .orEarlier {
      measure.shortest = nil
      notes.insert(censored + ": at most this long", at: 0)
    }
    measure.note = notes.isEmpty ? nil : notes.joined(separator: "; ")
    return measure
  }
}
