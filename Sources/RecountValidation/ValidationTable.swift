// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Figures as a Markdown table, with a mark on each that does not hold.
package enum ValidationTable {
  package static func markdown(_ figures: [ValidationFigure]) -> String {
    var lines = [
      "| # | on what | source | simple or published | to reach | reached | holds |",
      "|---|---|---|---|---|---|---|",
    ]
    for figure in figures {
      let cells = [
        figure.id, figure.subject, figure.source, figure.simple, figure.bound, figure.reached,
        figure.holds ? "yes" : "NO",
      ]
      lines.append("| " + cells.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
