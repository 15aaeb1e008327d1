// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

extension SVGWriter {
  /// The definition of `hatch`, with an id of this document.
  func pattern(_ hatch: Hatch) -> String {
    var pattern = "<pattern id=\"\(id)-\(hatch.rawValue)\" patternUnits=\"userSpaceOnUse\""
    switch hatch {
    case .failed:
      pattern += " width=\"4\" height=\"4\" patternTransform=\"rotate(45)\">"
      pattern += "<rect width=\"4\" height=\"4\" fill=\"#7f1d1d\" fill-opacity=\"0.5\"/>"
      pattern += "<rect width=\"2\" height=\"4\" fill=\"#7f1d1d\"/>"
    case .gap:
      pattern += " width=\"7\" height=\"7\" patternTransform=\"rotate(-45)\">"
      pattern += "<rect width=\"1\" height=\"7\" fill=\"#6b7280\" fill-opacity=\"0.45\"/>"
    case .series2: pattern += lines(.vermilion, angle: 45)
    case .series3:
      pattern += " width=\"6\" height=\"6\">"
      pattern += "<rect width=\"6\" height=\"6\" fill=\"\(ChartColor.green.rawValue)\"/>"
      pattern += "<circle cx=\"3\" cy=\"3\" r=\"1.1\" fill=\"#ffffff\"/>"
    case .series4: pattern += lines(.pink, angle: -45)
    }
    return pattern + "</pattern>\n"
  }

  /// White lines on `color`, upright before they are turned by `angle` degrees.
  private func lines(_ color: ChartColor, angle: Int) -> String {
    " width=\"6\" height=\"6\" patternTransform=\"rotate(\(angle))\">"
      + "<rect width=\"6\" height=\"6\" fill=\"\(color.rawValue)\"/>"
      + "<rect width=\"1.3\" height=\"6\" fill=\"#ffffff\"/>"
  }
}
