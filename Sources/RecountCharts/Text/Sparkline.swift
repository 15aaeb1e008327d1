// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A row of values as characters, for terminals and table cells.
///
/// The scale starts at zero. Only zero gets the lowest character, so a single failure among
/// thousands of events still shows. Screen readers read blocks badly: print the largest number
/// beside it.
package enum Sparkline {
  package enum Style: Sendable {
    /// `▁▂▃▄▅▆▇█`, gaps as a space.
    case blocks
    /// ` .:-=+*#`, gaps as `?`.
    case ascii
  }

  /// One character per value, or per group of values when there are more than `width`.
  ///
  /// A group shows its largest value, so spikes survive. Nil, negative and endless numbers: nil
  /// and what is not finite are gaps, below zero is zero. `[0, 1, 4, 8]` is `▁▂▅█`.
  package static func text(
    _ values: [Double?], style: Style = .blocks, width: Int = .max
  ) -> String {
    let groups = grouped(values, into: max(1, width))
    let most = groups.compactMap { $0 }.max() ?? 0
    let ramp = Array(style == .blocks ? "▁▂▃▄▅▆▇█" : " .:-=+*#")
    let gap: Character = style == .blocks ? " " : "?"
    return String(
      groups.map { value in
        guard let value else { return gap }
        guard value > 0 else { return ramp[0] }
        return ramp[min(7, max(1, Int((value / most * 7).rounded(.up))))]
      })
  }

  private static func grouped(_ values: [Double?], into width: Int) -> [Double?] {
    let finite = values.map { value -> Double? in
      guard let value, value.isFinite else { return nil }
      return value
    }
    guard finite.count > width else { return finite }
    return (0..<width).map { group in
      let start = group * finite.count / width
      let end = (group + 1) * finite.count / width
      return finite[start..<end].compactMap { $0 }.max()
    }
  }
}
