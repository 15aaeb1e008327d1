// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// How far the clocks of two services may lie apart, in either direction.
package enum ClockSkew: Hashable, Sendable {
  /// Both services were stamped by one clock, such as that of a shared gateway.
  case sameClock
  /// Bound measured from events that both services logged; its sign does not matter.
  case within(TimeSpan)
  /// Nothing is known; one bin is allowed for, and a claim has to say so.
  case unknown

  /// The allowance for services counted in bins of up to `binWidth`; never negative.
  func allowance(binWidth: TimeSpan) -> TimeSpan {
    switch self {
    case .sameClock: TimeSpan(microseconds: 0)
    case .within(let bound):
      TimeSpan(microseconds: max(bound.microseconds, 0 &- bound.microseconds))
    case .unknown: binWidth
    }
  }
}
