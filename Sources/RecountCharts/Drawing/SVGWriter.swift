// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Writes one static SVG document from top to bottom.
///
/// Only presentation attributes, only shapes and text: the document shows the same in sanitising
/// viewers, under a content security policy without styles, and pasted into a page. Every text
/// and attribute value goes through here and is escaped. Ids start with the caller's, so that
/// several documents fit in one page.
package struct SVGWriter: Sendable {
  enum Anchor: String, Sendable {
    case start, middle, end
  }

  let id: String
  private var body = ""
  /// Those that some shape is filled with.
  private var hatches: Set<Hatch> = []

  /// An empty document; of `id`, ASCII letters, digits, `-` and `_` are kept.
  init(id: String) {
    let kept = id.unicodeScalars.filter { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || "0123456789-_".contains(Character(scalar)))
    }
    let name = String(String.UnicodeScalarView(kept.prefix(64)))
    self.id = name.first?.isLetter == true ? name : "chart" + name
  }

  // MARK: - Shapes

  mutating func rect(
    _ frame: ChartFrame, fill: ChartFill, stroke: ChartStroke? = nil, radius: Double = 0
  ) {
    body += "<rect x=\"\(number(frame.left))\" y=\"\(number(frame.top))\""
    body += " width=\"\(number(max(0, frame.width)))\" height=\"\(number(max(0, frame.height)))\""
    if radius > 0 { body += " rx=\"\(number(radius))\"" }
    body += attributes(fill) + attributes(stroke) + "/>\n"
  }

  mutating func circle(x: Double, y: Double, radius: Double, fill: ChartFill, stroke: ChartStroke?)
  {
    body += "<circle cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"\(number(radius))\""
    body += attributes(fill) + attributes(stroke) + "/>\n"
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ stroke: ChartStroke)
  {
    body += "<line x1=\"\(number(x1))\" y1=\"\(number(y1))\""
    body += " x2=\"\(number(x2))\" y2=\"\(number(y2))\"" + attributes(stroke) + "/>\n"
  }

  /// Draws path data made by this module; nothing when it is empty.
  mutating func path(_ data: String, fill: ChartFill, stroke: ChartStroke? = nil) {
    guard !data.isEmpty else { return }
    body += "<path d=\"\(data)\"" + attributes(fill) + attributes(stroke) + "/>\n"
  }

  // MARK: - Text

  /// One line of text on the baseline `y`.
  ///
  /// A `halo` is a white edge below the text, for text over lines and areas.
  mutating func text(
    _ string: String, x: Double, y: Double, size: Double = 12, color: ChartColor = .ink,
    isBold: Bool = false, anchor: Anchor = .start, halo: Bool = false
  ) {
    guard !string.isEmpty else { return }
    var place = "<text x=\"\(number(x))\" y=\"\(number(y))\""
    if size != 12 { place += " font-size=\"\(number(size))\"" }
    if isBold { place += " font-weight=\"600\"" }
    if anchor != .start { place += " text-anchor=\"\(anchor.rawValue)\"" }
    let content = SVGWriter.escaped(PlainText.line(string, maxScalars: 400)) + "</text>\n"
    // Drawn twice, since `paint-order` is newer than some of the viewers.
    if halo {
      body += place + " fill=\"none\" stroke=\"#ffffff\" stroke-width=\"4\""
      body += " stroke-linejoin=\"round\">" + content
    }
    body += place + " fill=\"\(color.rawValue)\">" + content
  }

  /// `text` with what XML gives a meaning to written as references.
  ///
  /// Control characters are the business of ``PlainText``; see there.
  package static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  // MARK: - Document

  /// The whole document on its own white card.
  func document(width: Double, height: Double, text: ChartText) -> String {
    let size = "width=\"\(number(width))\" height=\"\(number(height))\""
    var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size)"
    svg += " viewBox=\"0 0 \(number(width)) \(number(height))\""
    svg += " role=\"img\" aria-labelledby=\"\(id)-title \(id)-desc\""
    svg += " font-family=\"system-ui,Segoe UI,Helvetica,Arial,sans-serif\" font-size=\"12\">\n"
    let title = SVGWriter.escaped(PlainText.line(text.title, maxScalars: 200))
    let description = SVGWriter.escaped(PlainText.line(text.alt, maxScalars: 1000))
    svg += "<title id=\"\(id)-title\">\(title)</title>\n"
    svg += "<desc id=\"\(id)-desc\">\(description)</desc>\n"
    let patterns = Hatch.allCases.filter { $0.isCommon || hatches.contains($0) }.map(pattern)
    svg += "<defs>\n" + patterns.joined() + "</defs>\n"
    svg += "<rect x=\"0.5\" y=\"0.5\" width=\"\(number(width - 1))\""
    svg += " height=\"\(number(height - 1))\" rx=\"6\" fill=\"#ffffff\" stroke=\"#d0d7de\"/>\n"
    return svg + body + "</svg>\n"
  }

  // MARK: - Attributes

  private mutating func attributes(_ fill: ChartFill) -> String {
    switch fill {
    case .none: return " fill=\"none\""
    case .color(let color, let opacity):
      let transparency = opacity < 1 ? " fill-opacity=\"\(short(opacity))\"" : ""
      return " fill=\"\(color.rawValue)\"" + transparency
    case .hatch(let hatch):
      hatches.insert(hatch)
      return " fill=\"url(#\(id)-\(hatch.rawValue))\""
    }
  }

  private func attributes(_ stroke: ChartStroke?) -> String {
    guard let stroke else { return "" }
    var text = " stroke=\"\(stroke.color.rawValue)\""
    if stroke.width != 1 { text += " stroke-width=\"\(short(stroke.width))\"" }
    if let dash = stroke.dash { text += " stroke-dasharray=\"\(dash)\"" }
    if stroke.opacity < 1 { text += " stroke-opacity=\"\(short(stroke.opacity))\"" }
    return text
  }

  /// A coordinate: one decimal.
  private func number(_ value: Double) -> String {
    value.isFinite ? Decimal.text(value, decimals: 1) : "0"
  }

  /// A width or an opacity: two decimals.
  private func short(_ value: Double) -> String {
    value.isFinite ? Decimal.text(value, decimals: 2) : "0"
  }
}
