// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// One bar of a stepped area: `top` is above `bottom`, so its y is the smaller.
package struct StepColumn: Hashable, Sendable {
  var left: Double
  var right: Double
  var top: Double
  var bottom: Double

  package init(left: Double, right: Double, top: Double, bottom: Double) {
    self.left = left
    self.right = right
    self.top = top
    self.bottom = bottom
  }
}

/// Path data made of level and upright moves, in tenths of a unit.
///
/// Bins are stretches of time, so a value is drawn as a step and never as a slope between two
/// bins. Moves are relative to what was rounded before, so errors do not add up; equal neighbours
/// become one move.
package struct StepPath: Sendable {
  private(set) var data = ""
  private var x = 0
  private var y = 0
  /// Level move that is not written yet.
  private var pendingX = 0

  /// Closed areas between the tops and the bottoms; nil is a gap.
  package static func area(_ columns: [StepColumn?]) -> String {
    var path = StepPath()
    for run in columns.runs {
      guard let first = run.first else { continue }
      path.move(to: first.left, first.bottom)
      for column in run { path.step(to: column.right, at: column.top) }
      for column in run.reversed() { path.step(to: column.left, at: column.bottom) }
      path.close()
    }
    return path.data
  }

  /// Open lines along the tops; nil is a gap.
  package static func line(_ columns: [StepColumn?]) -> String {
    var path = StepPath()
    for run in columns.runs {
      guard let first = run.first else { continue }
      path.move(to: first.left, first.top)
      for column in run { path.step(to: column.right, at: column.top) }
      path.flush()
    }
    return path.data
  }

  private mutating func move(to newX: Double, _ newY: Double) {
    x = tenths(newX)
    y = tenths(newY)
    data += "M\(text(x)) \(text(y))"
  }

  /// Upright to `newY`, then level to `newX`.
  private mutating func step(to newX: Double, at newY: Double) {
    let rise = tenths(newY) - y
    if rise != 0 {
      flush()
      data += "v" + text(rise)
      y += rise
    }
    pendingX += tenths(newX) - x - pendingX
  }

  private mutating func close() {
    flush()
    data += "z"
  }

  private mutating func flush() {
    guard pendingX != 0 else { return }
    data += "h" + text(pendingX)
    x += pendingX
    pendingX = 0
  }

  private func tenths(_ value: Double) -> Int {
    Int((min(max(value, -99_999), 99_999) * 10).rounded(.toNearestOrAwayFromZero))
  }

  private func text(_ tenths: Int) -> String {
    let magnitude = tenths.magnitude
    let sign = tenths < 0 ? "-" : ""
    let whole = magnitude >= 10 || magnitude == 0 ? String(magnitude / 10) : ""
    return sign + whole + (magnitude % 10 == 0 ? "" : ".\(magnitude % 10)")
  }
}

extension [StepColumn?] {
  /// The stretches without a gap.
  fileprivate var runs: [[StepColumn]] {
    var runs: [[StepColumn]] = []
    var run: [StepColumn] = []
    for column in self {
      if let column {
        run.append(column)
      } else if !run.isEmpty {
        runs.append(run)
        run = []
      }
    }
    return run.isEmpty ? runs : runs + [run]
  }
}
