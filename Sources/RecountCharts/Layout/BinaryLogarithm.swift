// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The logarithm to base 2 from basic arithmetic, so that it is the same on every machine.
enum BinaryLogarithm {
  /// log₂ of a positive finite number, to about 15 digits; 0 for anything else.
  ///
  /// The significand is brought to √½…√2, and its natural logarithm is
  /// 2·(t + t³/3 + t⁵/5 + …) with t = (m − 1)/(m + 1). `log₂ 8` is exactly 3.
  static func of(_ value: Double) -> Double {
    guard value.isFinite, value > 0 else { return 0 }
    var exponent = Double(value.exponent)
    var significand = value.significand
    if significand > 1.414_213_562_373_095 {
      significand /= 2
      exponent += 1
    }
    let ratio = (significand - 1) / (significand + 1)
    var power = ratio
    var sum = 0.0
    for divisor in stride(from: 1.0, through: 21, by: 2) {
      sum += power / divisor
      power *= ratio * ratio
    }
    return exponent + 2 * sum / 0.693_147_180_559_945_3
  }
}
