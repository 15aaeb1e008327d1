// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The input of the clocks, sorted and scoped: what every measure and rule reads.
struct ClockContext: Sendable {
  let input: ClockInput
  let declarations: ClockDeclarations
  let impact: ClockImpact

  init(_ input: ClockInput) {
    self.input = input
    declarations = ClockDeclarations(input.milestones, near: input.coverage)
    impact = ClockImpact(input.impacts, around: declarations.span)
  }

  /// Units that a claimed count speaks of: the count a reader looks for first.
  func isClaimed(_ unit: EventUnit) -> Bool {
    switch unit {
    case .step: input.claims.failedSteps != nil
    case .request: input.claims.failedRequests != nil
    case .message: false
    }
  }
}
