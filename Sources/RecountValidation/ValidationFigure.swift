// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// One line of the validation table: what was measured, on what, and what it is held to.
package struct ValidationFigure: Sendable {
  /// Short name, such as `a1`.
  package var id: String
  /// What was run, with its size.
  package var subject: String
  /// Seeds or data, so that anybody can run it again.
  package var source: String
  /// What a simple or published method gives on the same data; empty without one.
  package var simple: String
  /// What has to be reached.
  package var bound: String
  package var reached: String
  /// Whether every bound holds.
  package var holds: Bool

  package init(
    id: String, subject: String, source: String, simple: String = "", bound: String,
    reached: String, holds: Bool
  ) {
    self.id = id
    self.subject = subject
    self.source = source
    self.simple = simple
    self.bound = bound
    self.reached = reached
    self.holds = holds
  }
}

extension ValidationFigure {
  /// A share or a mean as the table prints it: `.953`.
  package static func text(_ value: Double, _ digits: Int = 3) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let rounded = Int((value * scale).rounded())
    let fraction = String(rounded % Int(scale))
    let whole = rounded / Int(scale)
    let zeros = String(repeating: "0", count: max(0, digits - fraction.count))
    return "\(whole == 0 ? "" : String(whole)).\(zeros)\(fraction)"
  }
}
