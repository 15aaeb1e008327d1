// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Holds a document below its size limit by drawing fewer points.
enum FittedSVG {
  /// What a report page bears for one chart.
  static let maxBytes = 60_000
  /// About two points for every three units of a panel's width: more are not seen.
  static let maxPoints = 400

  /// The first of ever coarser renderings that is at most ``maxBytes`` long, else the coarsest.
  static func document(
    atMost points: Int = maxPoints, _ render: (_ points: Int) -> String
  ) -> String {
    var points = points
    while true {
      let svg = render(points)
      if svg.utf8.count <= maxBytes || points <= 24 { return svg }
      points = points * 4 / 5
    }
  }
}
