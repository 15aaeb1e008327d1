// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts
import Testing

/// What holds for every document, whatever is in it.
enum DocumentRules {
  /// Checks one document against all rules but the one on overlaps.
  static func check(_ svg: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let document = try #require(ParsedSVG(svg), sourceLocation: sourceLocation)
    #expect(svg.utf8.count <= 60_000, sourceLocation: sourceLocation)
    #expect(document.number("width") == 880, sourceLocation: sourceLocation)
    #expect(unknownNames(document).isEmpty, sourceLocation: sourceLocation)
    #expect(isNamed(document), sourceLocation: sourceLocation)
    #expect(unknownColors(document).isEmpty, sourceLocation: sourceLocation)
    #expect(brokenReferences(document).isEmpty, sourceLocation: sourceLocation)
    #expect(outside(document).isEmpty, sourceLocation: sourceLocation)
    #expect(badScalars(document).isEmpty, sourceLocation: sourceLocation)
  }

  /// Elements and attributes that a sanitiser would remove.
  private static func unknownNames(_ document: ParsedSVG) -> [String] {
    let elements: Set = [
      "svg", "title", "desc", "defs", "pattern", "rect", "line", "path", "circle", "text",
    ]
    let attributes: Set = [
      "xmlns", "width", "height", "viewBox", "role", "aria-labelledby", "font-family", "font-size",
      "font-weight", "text-anchor", "id", "patternUnits", "patternTransform", "x", "y", "x1", "y1",
      "x2", "y2", "cx", "cy", "r", "rx", "d", "fill", "fill-opacity", "stroke", "stroke-width",
      "stroke-opacity", "stroke-dasharray", "stroke-linejoin",
    ]
    return document.elements.map(\.name).filter { !elements.contains($0) }
      + document.elements.flatMap(\.attributes.keys).filter { !attributes.contains($0) }
  }

  private static func isNamed(_ document: ParsedSVG) -> Bool {
    guard let root = document.elements.first, let title = document.all("title").first,
      let description = document.all("desc").first
    else { return false }
    let ids = [title, description].compactMap { $0.attributes["id"] }
    return root.attributes["role"] == "img" && !title.text.isEmpty && !description.text.isEmpty
      && root.attributes["aria-labelledby"] == ids.joined(separator: " ")
  }

  /// Colours outside the palette, text without contrast, and text below 12 px.
  private static func unknownColors(_ document: ParsedSVG) -> [String] {
    let palette = Set(ChartColor.allCases.map(\.rawValue) + ["none"])
    let inks = Set(ChartColor.texts.map(\.rawValue) + ["none", "#ffffff"])
    return document.elements.flatMap { element -> [String] in
      let colors = ["fill", "stroke"].compactMap { element.attributes[$0] }
      var bad = colors.filter { !palette.contains($0) && !$0.hasPrefix("url(#") }
      if element.name == "text", let fill = element.attributes["fill"], !inks.contains(fill) {
        bad.append(fill)
      }
      let size = element.attributes["font-size"] ?? "12"
      return Double(size) ?? 0 >= 12 ? bad : bad + [size]
    }
  }

  private static func brokenReferences(_ document: ParsedSVG) -> [String] {
    let patterns = Set(document.all("pattern").compactMap { $0.attributes["id"] })
    return document.elements.compactMap { $0.attributes["fill"] }
      .filter { $0.hasPrefix("url(") && !patterns.contains(String($0.dropFirst(5).dropLast())) }
  }

  /// Texts and shapes that leave the card.
  private static func outside(_ document: ParsedSVG) -> [String] {
    guard let height = document.number("height") else { return ["no height"] }
    var outside = document.texts(of: height).filter { !$0.isInside }.map(\.text)
    for element in document.elements {
      let number = { (name: String) in element.attributes[name].flatMap(Double.init) ?? 0 }
      let corners: [(Double, Double)]
      switch element.name {
      case "rect":
        corners = [
          (number("x"), number("y")),
          (number("x") + number("width"), number("y") + number("height")),
        ]
      case "line": corners = [(number("x1"), number("y1")), (number("x2"), number("y2"))]
      case "circle":
        let radius = number("r")
        corners = [
          (number("cx") - radius, number("cy") - radius),
          (number("cx") + radius, number("cy") + radius),
        ]
      default: corners = []
      }
      if corners.contains(where: { !(0...880).contains($0) || !(0...height).contains($1) }) {
        outside.append("\(element.name) \(element.attributes)")
      }
    }
    return outside
  }

  private static func badScalars(_ document: ParsedSVG) -> [Unicode.Scalar] {
    document.elements.flatMap { Array($0.text.unicodeScalars) }
      .filter { $0 != "\n" && ($0.value < 0x20 || $0 == "\u{202E}") }
  }

  /// Pairs of texts that cover each other.
  static func overlaps(_ svg: String) throws -> [String] {
    let document = try #require(ParsedSVG(svg))
    let texts = document.texts(of: document.number("height") ?? 0)
    var overlaps: [String] = []
    for (index, text) in texts.enumerated() {
      for other in texts[..<index] where text.covers(other) {
        overlaps.append("\(other.text) | \(text.text)")
      }
    }
    return overlaps
  }
}

/// A text with the box that it fills.
private struct PlacedText {
  var text: String
  var x: ClosedRange<Double>
  var y: ClosedRange<Double>
  var cardHeight: Double

  var isInside: Bool {
    x.lowerBound >= 0 && x.upperBound <= 880 && y.lowerBound >= 0 && y.upperBound <= cardHeight
  }

  /// A halo is the same text at the same place.
  func covers(_ other: PlacedText) -> Bool {
    guard text != other.text || x != other.x || y != other.y else { return false }
    return x.overlaps(other.x) && y.overlaps(other.y)
  }
}

extension ParsedSVG {
  fileprivate func texts(of cardHeight: Double) -> [PlacedText] {
    all("text").map { element in
      let size = element.attributes["font-size"].flatMap(Double.init) ?? 12
      let isBold = element.attributes["font-weight"] != nil
      let width = TextMetrics(size: size, isBold: isBold).width(element.text)
      let x = element.attributes["x"].flatMap(Double.init) ?? -1
      let y = element.attributes["y"].flatMap(Double.init) ?? -1
      let left =
        switch element.attributes["text-anchor"] {
        case "end": x - width
        case "middle": x - width / 2
        default: x
        }
      return PlacedText(
        text: element.text, x: left...left + width, y: y - size * 0.72...y + size * 0.2,
        cardHeight: cardHeight)
    }
  }
}
