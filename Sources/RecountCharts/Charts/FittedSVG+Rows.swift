// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

extension FittedSVG {
  /// The first rendering with ever fewer rows that is at most ``maxBytes`` long, else one row.
  ///
  /// Ordinary rows fit; this is for names that are all quotes, which take six bytes each.
  static func document(rowsAtMost rows: Int, _ render: (_ rows: Int) -> String) -> String {
    var rows = rows
    while true {
      let svg = render(rows)
      if svg.utf8.count <= maxBytes || rows <= 1 { return svg }
      rows = rows * 9 / 10
    }
  }
}
