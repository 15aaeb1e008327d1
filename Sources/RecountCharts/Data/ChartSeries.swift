// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// One value per bin; bins are consecutive and of equal width.
package struct ChartSeries: Hashable, Sendable {
  /// Start of bin 0.
  package let start: Timestamp
  package let binWidth: TimeSpan
  /// Nil where no log covers the bin, which is not the same as zero.
  package let values: [Double?]

  /// A width below a microsecond is read as one; a value that is not finite as no coverage.
  package init(start: Timestamp, binWidth: TimeSpan, values: [Double?]) {
    self.start = start
    self.binWidth = max(binWidth, TimeSpan(microseconds: 1))
    self.values = values.map { value in
      guard let value, value.isFinite else { return nil }
      return value
    }
  }

  package var count: Int { values.count }

  /// Start of bin `index`, which is also the end of the bin before it.
  package func time(_ index: Int) -> Timestamp {
    Timestamp(microseconds: start.microseconds + Int64(index) * binWidth.microseconds)
  }

  /// The bins that share at least an instant with `range`.
  package func bins(in range: TimeRange) -> Range<Int> {
    let width = binWidth.microseconds
    let first = floorQuotient(range.start.microseconds - start.microseconds, width)
    let last = floorQuotient(range.end.microseconds - start.microseconds + width - 1, width)
    let lower = min(max(0, first), Int64(count))
    return Int(lower)..<Int(min(max(lower, last), Int64(count)))
  }
}

/// `dividend / divisor` rounded towards negative infinity; `divisor` is positive.
func floorQuotient(_ dividend: Int64, _ divisor: Int64) -> Int64 {
  let quotient = dividend / divisor
  return dividend % divisor < 0 ? quotient - 1 : quotient
}
