// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A decimal number as written, with the weight of its last digits kept.
struct ClaimNumber {
  /// All digits as one integer: 1,250.50 has 125050.
  private(set) var digits: Int64 = 0
  /// How many of them stand after the point.
  private(set) var decimals = 0

  /// Reads the number at the front of `text` and takes it off; nil when there is none.
  ///
  /// Commas must group by three. At most 15 digits, so that a Double holds them.
  init?(takenFrom text: inout Substring) {
    var rest = text
    guard let whole = ClaimNumber.takeRun(&rest) else { return nil }
    var all = whole
    if rest.first == ",", whole.count <= 3 {
      while rest.first == "," {
        rest.removeFirst()
        guard let group = ClaimNumber.takeRun(&rest), group.count == 3 else { return nil }
        all += group
      }
    }
    if rest.first == "." {
      rest.removeFirst()
      guard let fraction = ClaimNumber.takeRun(&rest) else { return nil }
      all += fraction
      decimals = fraction.count
    }
    guard all.count <= 15, let digits = Int64(all) else { return nil }
    self.digits = digits
    text = rest
  }

  init(_ whole: Int64) {
    digits = whole
  }

  var value: Double { Double(digits) / ClaimNumber.power(decimals) }

  /// Worth of one in the last written place: 0.01 for 2.50.
  var lastPlace: Double { 1 / ClaimNumber.power(decimals) }

  /// Worth of one in the place of the last digit that is not zero: 10,000 for 60,000.
  var lastNonzeroPlace: Double {
    guard digits != 0 else { return lastPlace }
    var rest = digits
    var place = lastPlace
    while rest % 10 == 0 {
      rest /= 10
      place *= 10
    }
    return place
  }

  private static func takeRun(_ rest: inout Substring) -> String? {
    let run = rest.prefix { $0.isASCII && $0.isNumber }
    guard !run.isEmpty else { return nil }
    rest.removeFirst(run.count)
    return String(run)
  }

  private static func power(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<exponent { result *= 10 }
    return result
  }
}
