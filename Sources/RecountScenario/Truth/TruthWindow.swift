// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// A stretch in which the scenario makes a service misbehave in one way.
package struct TruthWindow: Sendable {
  /// The way of misbehaving.
  package enum Kind: String, Sendable, CaseIterable {
    /// Events fail.
    case failing
    /// There are more events than on an ordinary day.
    case surge
    /// There are fewer, or none.
    case silent
  }

  package var kind: Kind
  package var range: TimeRange
  package var phases: [ScenarioEffect]

  /// Windows of a service: neighbouring effects of one kind joined.
  ///
  /// Effects do not overlap. A gap between two failing effects belongs to the failing window: nothing recovers in it.
  package static func windows(of service: ScenarioService) -> [TruthWindow] {
    let effects = service.effects.sorted { $0.from.time < $1.from.time }
    return Kind.allCases.flatMap { windows($0, in: effects) }
  }

  private static func windows(_ kind: Kind, in effects: [ScenarioEffect]) -> [TruthWindow] {
    var windows: [TruthWindow] = []
    for (index, effect) in effects.enumerated() where effect.shows(kind, at: index, in: effects) {
      if let last = windows.last, last.range.end == effect.from.time {
        windows[windows.count - 1].range.end = effect.to.time
        windows[windows.count - 1].phases.append(effect)
      } else {
        windows.append(TruthWindow(kind: kind, range: effect.range, phases: [effect]))
      }
    }
    return windows
  }
}

extension ScenarioEffect {
  fileprivate func shows(
    _ kind: TruthWindow.Kind, at index: Int, in effects: [ScenarioEffect]
  ) -> Bool {
    let traffic = max(trafficPermille ?? 1000, trafficPermilleTo ?? 0)
    switch kind {
    case .failing:
      return fails
        || self.kind == .gap && index > 0 && index + 1 < effects.count
          && effects[index - 1].fails && effects[index + 1].fails
          && effects[index - 1].to.time == from.time && effects[index + 1].from.time == to.time
    case .surge: return self.kind != .gap && traffic > 1000
    case .silent: return self.kind == .gap || traffic < 1000
    }
  }
}
