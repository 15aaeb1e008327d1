// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// Tail of Student's t distribution, which a correlation of few independent bins follows.
package enum StudentTail {
  /// P(T > t) for `freedom` degrees of freedom, at least 1; ½ at 0.
  ///
  /// ½ I(x; ν/2, ½) with x = ν / (ν + t²), I being the regularised incomplete beta function. Worked
  /// number: t = 2 with 10 degrees gives 0.0367.
  package static func above(_ t: Double, freedom: Double) -> Double {
    let freedom = max(1, freedom)
    guard t > 0 else { return t < 0 ? 1 - above(-t, freedom: freedom) : 0.5 }
    let x = freedom / (freedom + t * t)
    return exp(IncompleteBeta.tails(x, freedom / 2, 0.5).lower) / 2
  }
}
