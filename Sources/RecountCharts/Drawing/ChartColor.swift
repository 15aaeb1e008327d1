// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The few colours of a chart, chosen for contrast on white and for every kind of colour vision.
///
/// None carries a meaning alone: what failed is hatched, what is declared is dashed, and each has
/// a label.
package enum ChartColor: String, CaseIterable, Sendable {
  case card = "#ffffff"
  /// Borders and grid lines.
  case rule = "#d0d7de"
  case ink = "#333333"
  /// Text that explains; 4.8:1 on white.
  case quietInk = "#6b7280"
  case failed = "#7f1d1d"
  /// All events: recessive on purpose, held by `eventsOutline`.
  case events = "#9fb4c7"
  case eventsOutline = "#56789a"
  // Series, in this order; the fifth is `ink`. See `SeriesStyle`. The blue of Okabe and Ito is
  // #0072b2, which lies 16.97 from green where blue cones are missing.
  case blue = "#0071b2"
  case vermilion = "#d55e00"
  case green = "#009e73"
  case pink = "#cc79a7"
  // A ramp towards `failed`, in even steps of lightness.
  case failedStep1 = "#f3e6e3"
  case failedStep2 = "#e3b4a7"
  case failedStep3 = "#cb7f70"
  case failedStep4 = "#aa523b"

  /// From little to much; told apart by lightness alone.
  package static let ramp: [ChartColor] = [
    .failedStep1, .failedStep2, .failedStep3, .failedStep4, .failed,
  ]
  /// What text on the card may have: 4.5:1 at least.
  package static let texts: [ChartColor] = [.ink, .quietInk, .failed, .eventsOutline]
}

/// What an area is filled with.
enum ChartFill: Sendable {
  case none
  case color(ChartColor, opacity: Double = 1)
  case hatch(Hatch)
}

/// How a line is drawn.
struct ChartStroke: Sendable {
  var color: ChartColor
  var width = 1.0
  var dash: String?
  var opacity = 1.0
}

/// A pattern of lines or dots.
enum Hatch: String, CaseIterable, Sendable {
  /// Failed events: dense, rising to the right.
  case failed
  /// No log coverage: sparse, falling to the right.
  case gap
  // Textures of stacked series; see `SeriesStyle`.
  case series2, series3, series4

  /// Whether every document declares the pattern, used or not.
  var isCommon: Bool { self == .failed || self == .gap }
}
