// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

extension ClaimParser {
  /// A number of events: `60000`, `60,000`, `60k`, `1.2M`, `60 thousand`, each with `~` or `about`.
  ///
  /// A plain whole number is exact, ±0.5; one with a scale is rounded to its last place, so `60k`
  /// is 60,000 ± 500. A hedged one is rounded to the place of its last digit that is not zero, and
  /// at least by a twentieth: `~60000` is 60,000 ± 5,000. `> 60000` and `over 60,000` are bounds.
  package static func count(_ text: String) -> Claims.Count? {
    let (bounded, bound) = ClaimBound.taken(from: unhedged(text).body)
    let body = unhedged(bounded).body
    let isHedged = unhedged(text).isHedged || unhedged(bounded).isHedged
    var rest = Substring(body)
    guard let number = ClaimNumber(takenFrom: &rest) else { return nil }
    while rest.first == " " { rest.removeFirst() }
    let scale: Double
    switch rest.lowercased() {
    case "": scale = 1
    case "k", "thousand": scale = 1e3
    case "m", "million": scale = 1e6
    default: return nil
    }
    let value = number.value * scale
    // Half an event does not happen: 1.5 is no count, 1.5k is.
    guard value == value.rounded() else { return nil }
    let half = isHedged ? number.lastNonzeroPlace * scale / 2 : number.lastPlace * scale / 2
    let plusMinus = max(0.5, half, isHedged ? value / 20 : 0)
    return Claims.Count(value: value, plusMinus: plusMinus, text: text, bound: bound)
  }
}
