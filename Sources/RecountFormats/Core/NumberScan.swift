// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

extension Span where Element == UInt8 {
  /// The whole of `range` as a decimal number; nil when empty, not all digits, or beyond 18 digits.
  @inline(__always)
  func integer(_ range: ByteRange) -> Int64? {
    guard range.count > 0, range.count <= 18 else { return nil }
    var value: Int64 = 0
    for index in range.range {
      let digit = self[index] &- 0x30
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int64(digit)
    }
    return value
  }

  /// A decimal with an optional fraction, scaled by 10^`scale` and cut, as an integer.
  ///
  /// `0.031` with scale 6 is 31000. Nil for signs, exponents and anything else; at most 18 digits
  /// with the scale.
  @inline(__always)
  func scaledDecimal(_ range: ByteRange, scale: Int) -> Int64? {
    guard range.count > 0 else { return nil }
    var value: Int64 = 0
    var digits = 0
    var fraction = -1
    for index in range.range {
      let byte = self[index]
      if byte == 0x2E, fraction < 0 {
        fraction = 0
        continue
      }
      let digit = byte &- 0x30
      guard digit < 10 else { return nil }
      if fraction >= 0 {
        if fraction == scale { continue }
        fraction += 1
      }
      digits += 1
      guard digits <= 18 else { return nil }
      value = value &* 10 &+ Int64(digit)
    }
    guard digits > 0 else { return nil }
    for _ in max(0, fraction)..<max(scale, max(0, fraction)) {
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      value = scaled
    }
    return value
  }

  /// A decimal scaled like `scaledDecimal`, as a duration in microseconds.
  ///
  /// Nil for more than a century too: such a number is no duration, and sums of a few durations and
  /// a time stay far from the ends of Int64.
  @inline(__always)
  func duration(_ range: ByteRange, scale: Int) -> Int64? {
    guard let micros = scaledDecimal(range, scale: scale), micros <= longestDuration else {
      return nil
    }
    return micros
  }

  /// Two decimal digits at `index`; -1 when they are none.
  @inline(__always)
  func twoDigits(_ index: Int) -> Int {
    let high = self[index] &- 0x30
    let low = self[index + 1] &- 0x30
    guard high < 10, low < 10 else { return -1 }
    return Int(high) &* 10 &+ Int(low)
  }

  /// Four decimal digits at `index`; negative when they are none.
  @inline(__always)
  func fourDigits(_ index: Int) -> Int {
    let high = twoDigits(index)
    let low = twoDigits(index + 2)
    guard high >= 0, low >= 0 else { return -1 }
    return high &* 100 &+ low
  }
}

/// A century, in microseconds.
let longestDuration: Int64 = 36_525 * 86_400_000_000

/// Both together in microseconds, a century at most; each is at most a century.
///
/// One line or report can hold thousands of durations, so that even their sum could leave Int64.
@inline(__always)
func sumOfDurations(_ one: Int64, _ other: Int64) -> Int64 {
  min(one + other, longestDuration)
}
