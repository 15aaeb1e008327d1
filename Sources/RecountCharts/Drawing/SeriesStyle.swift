// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// How up to five series of one chart differ: by colour, by dash and by texture.
///
/// The colours are those of Okabe and Ito that have 3:1 on white, blue moved by a hair. Any two of
/// them stay 17 CIE76 units apart for every kind of colour vision; a test computes both.
///
/// Source: M. Okabe, K. Ito, "Color Universal Design", https://jfly.uni-koeln.de/color/
package enum SeriesStyle {
  package static let colors: [ChartColor] = [.blue, .vermilion, .green, .pink, .ink]
  private static let dashes: [String?] = [nil, "7 3", "2 2", "8 2 2 2", "4 2"]
  private static let textures: [ChartFill] = [
    .color(.blue), .hatch(.series2), .hatch(.series3), .hatch(.series4), .color(.ink),
  ]

  /// The line of series `index`; from the sixth on, styles are used again.
  static func stroke(_ index: Int, width: Double) -> ChartStroke {
    ChartStroke(
      color: colors[index % colors.count], width: width, dash: dashes[index % dashes.count])
  }

  /// The opaque area of series `index`; the two without a texture differ most in lightness.
  static func fill(_ index: Int) -> ChartFill { textures[index % textures.count] }
}
