// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The measured side of the clocks: the windows that belong to the incident.
struct ClockImpact: Sendable {
  /// A window that starts less than this after the incident so far is a relapse, not another one.
  static let relapseReach = TimeSpan.hours(6)
  /// A window that ended less than this before the incident is its beginning.
  static let forerunReach = TimeSpan.hours(1)

  /// Stamps read in a wrong zone are off by less than this.
  static let zoneReach = TimeSpan.hours(14)

  /// By onset, then service.
  let windows: [ClockWindow]
  let setAside: [ClockFindings.SetAside]
  let series: [CountSeries]

  /// Picks the windows of the incident that people place in `declared`.
  ///
  /// Windows join while they lie within reach of that range and of each other: a log may span days,
  /// and a blip of another day must not move the onset. When none does, the one with the most
  /// failures that is no farther off than a zone error takes its place; when nothing is declared,
  /// the one with the most failures.
  init(_ impacts: [ServiceImpact], around declared: TimeRange?) {
    var setAside: [ClockFindings.SetAside] = []
    var evident: [ImpactWindow] = []
    for window in impacts.flatMap(\.windows).sorted(by: ClockImpact.precedes) {
      if window.kind == .surge {
        setAside.append(.init(figure: window.figure, reason: .surge))
      } else if !ClockImpact.isEvident(window) {
        setAside.append(.init(figure: window.figure, reason: .withinNoise))
      } else {
        evident.append(window)
      }
    }
    let (inside, outside) = ClockImpact.split(ClockWindow.merging(evident), around: declared)
    setAside += outside.flatMap(\.figures).map { .init(figure: $0, reason: .apart) }
    windows = inside.sorted { ($0.onset.time, $0.service) < ($1.onset.time, $1.service) }
    self.setAside = setAside
    series = impacts.map(\.series).sorted {
      ($0.service, $0.unit.rawValue) < ($1.service, $1.unit.rawValue)
    }
  }

  /// The windows of one service, or all for nil.
  func windows(of service: String?) -> [ClockWindow] {
    guard let service else { return windows }
    return windows.filter { $0.service == service }
  }

  /// Names of the services with windows, sorted.
  var services: [String] { Set(windows.map(\.service)).sorted() }

  // MARK: - Scope

  private static func precedes(_ a: ImpactWindow, _ b: ImpactWindow) -> Bool {
    (a.service, a.onset.time, a.unit.rawValue, a.ordinal, a.kind.rawValue)
      < (b.service, b.onset.time, b.unit.rawValue, b.ordinal, b.kind.rawValue)
  }

  /// Whether failures or missing traffic are beyond doubt; a refused number casts none.
  private static func isEvident(_ window: ImpactWindow) -> Bool {
    if let lost = window.lost, lost.interval.low > 0 { return true }
    guard let excess = window.excess else { return window.lost == nil }
    return excess.interval.low > 0
  }

  private static func split(
    _ windows: [ClockWindow], around declared: TimeRange?
  ) -> (inside: [ClockWindow], outside: [ClockWindow]) {
    var inside: [ClockWindow] = []
    var outside = windows
    var reach = declared
    while true {
      if let range = reach, let next = outside.firstIndex(where: { isInReach($0, of: range) }) {
        inside.append(outside.remove(at: next))
      } else if inside.isEmpty, let largest = largest(outside, near: declared) {
        inside.append(outside.remove(at: largest))
        // Stamps this far off say nothing about what else belongs to it.
        reach = nil
      } else {
        return (inside, outside)
      }
      for window in inside { reach = reach.map { $0.union(window.range) } ?? window.range }
    }
  }

  private static func isInReach(_ window: ClockWindow, of range: TimeRange) -> Bool {
    window.onset.time - range.end < relapseReach && range.start - window.end.time < forerunReach
  }

  /// The window with the most failures, the earlier of equals, within a zone error of `declared`.
  private static func largest(_ windows: [ClockWindow], near declared: TimeRange?) -> Int? {
    let near = windows.indices.filter { index in
      guard let declared else { return true }
      return windows[index].onset.time - declared.end < zoneReach
        && declared.start - windows[index].end.time < zoneReach
    }
    return near.min { a, b in
      (-windows[a].failed, windows[a].onset.time, windows[a].service)
        < (-windows[b].failed, windows[b].onset.time, windows[b].service)
    }
  }
}

extension TimeRange {
  /// The smallest range that holds both.
  fileprivate func union(_ other: TimeRange) -> TimeRange {
    TimeRange(start: min(start, other.start), end: max(end, other.end))
  }
}
