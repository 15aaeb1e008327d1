// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The few colours of a chart, chosen for contrast on white and for every kind of colour vision.
///
/// None carries a meaning alone: what failed is hatched, what is declared is dashed, and each has
/// a label.
enum ChartColor: String, Sendable {
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

/// A pattern of parallel lines.
enum Hatch: String, CaseIterable, Sendable {
  /// Failed events: dense, rising to the right.
  case failed
  /// No log coverage: sparse, falling to the right.
  case gap
}
