// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension ClockMoment {
  private static let noWindow = "no impact window was found"

  /// The onset of the first window.
  init(onsetOf windows: [ClockWindow]) {
    self.init(nil, absence: ClockMoment.noWindow)
    guard let first = windows.min(by: { $0.onset.time < $1.onset.time }) else { return }
    let time = windows.reduce(first.onset) { .earliest($0, $1.onset) }
    end = Measure.End(name: "onset.measured", time: time, evidence: first.figures[0])
    if !windows.allSatisfy(\.hasOnset) { bound = .orEarlier }
  }

  /// The end of the last window.
  init(endOf windows: [ClockWindow]) {
    self.init(nil, absence: ClockMoment.noWindow)
    guard let last = windows.max(by: { $0.end.time < $1.end.time }) else { return }
    let time = windows.reduce(last.end) { .latest($0, $1.end) }
    let figure = last.parts.last { $0.end.time == last.end.time }?.figure ?? last.figures[0]
    end = Measure.End(name: "ended.measured", time: time, evidence: figure)
    if !windows.allSatisfy(\.hasEnded) { bound = .orLater }
  }
}

extension Measure {
  /// Replaces the length by that of the union of `windows`; a side that is open stays open.
  mutating func setUnion(of windows: [ClockWindow]) {
    span = TimeSpan.union(windows.map(\.range))
    if shortest != nil {
      shortest = .union(windows.map { TimeRange(start: $0.onset.latest, end: $0.end.earliest) })
    }
    if longest != nil {
      longest = .union(windows.map { TimeRange(start: $0.onset.earliest, end: $0.end.latest) })
    }
  }
}

extension ClockMeasures {
  /// Span and union of the windows of each group of services, the groups by name.
  ///
  /// Worked example: webhooks fail 10:07–12:07 and apps 13:45–15:40; their span is 333 minutes and
  /// their union 120 + 115 = 235.
  var groups: [Measure] {
    context.input.groups.sorted { $0.key < $1.key }.flatMap { name, members -> [Measure] in
      let windows = context.impact.windows.filter { members.contains($0.service) }
      var span = Measure.between(
        "ttr.measured.\(name)", ClockMoment(onsetOf: windows), ClockMoment(endOf: windows))
      let services = Set(windows.map(\.service)).sorted()
      guard span.span != nil else { return [span] }
      let scope = "\(windows.count) \(windows.count == 1 ? "window" : "windows") of "
      let told = scope + ClockWording.list(services)
      var union = span
      union.name = "ttr.union.measured.\(name)"
      union.setUnion(of: windows)
      union.note = ["union of \(told)", span.note].compactMap(\.self).joined(separator: "; ")
      span.note = ["span of \(told)", span.note].compactMap(\.self).joined(separator: "; ")
      return [span, union]
    }
  }
}

extension TimeSpan {
  /// Time that lies in at least one of the ranges; a range that runs backwards holds none.
  ///
  /// 10:07–12:07 and 13:45–15:40 make 235 minutes.
  static func union(_ ranges: [TimeRange]) -> TimeSpan {
    var sum = TimeSpan.seconds(0)
    var covered: Timestamp?
    for range in ranges.sorted(by: { $0.start < $1.start }) {
      let start = max(range.start, covered ?? range.start)
      guard range.end > start else { continue }
      sum = sum + (range.end - start)
      covered = range.end
    }
    return sum
  }
}
