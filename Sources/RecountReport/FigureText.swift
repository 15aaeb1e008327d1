// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// A figure as documents print it.
package enum FigureText {
  /// `56,590 [56,350, 56,830] steps`, `333 [332, 334] minutes`.
  package static func value(_ figure: Figure) -> String {
    "\(number(figure)) \(figure.unit)"
  }

  /// The same without the unit.
  package static func number(_ figure: Figure) -> String {
    if let interval = figure.interval {
      return Estimate(value: figure.value, interval: interval).text
    }
    if figure.unit == "%" { return Decimal.text(figure.value, decimals: 1) }
    let isWhole = figure.value == figure.value.rounded()
    return isWhole ? Decimal.groupedText(figure.value) : Decimal.text(figure.value, decimals: 4)
  }

  /// How the value may stand in a table or a sentence, without its interval.
  static func forms(_ figure: Figure) -> [String] {
    let minutes = Decimal.text(abs(figure.value), decimals: 1)
    return [
      number(figure), Decimal.groupedText(figure.value),
      Estimate(
        value: figure.value,
        interval: figure.interval ?? Interval(low: figure.value, high: figure.value)
      ).text, figure.unit == "minutes" ? minutes + " min" : "",
      figure.unit == "%" ? Decimal.percent(figure.value / 100) : "",
      figure.unit == "ms" ? ReportNumber.duration(Int64((figure.value * 1000).rounded())) : "",
    ].filter { !$0.isEmpty }
  }
}
