// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountCharts
import Testing

/// Contrast on white, and how far colours stay apart for every kind of colour vision.
@Suite struct ColorTests {
  private static let sights = [Sight.typical, .protan, .deutan, .tritan]

  @Test(arguments: ColorTests.sights)
  func `keeps any two series apart`(sight: Sight) {
    for (index, color) in SeriesStyle.colors.enumerated() {
      for other in SeriesStyle.colors[..<index] {
        let distance = sight.distance(RGB(color), RGB(other))
        #expect(distance >= 17, "\(color) and \(other): \(distance)")
      }
    }
  }

  /// The outline that goes with "other" is `quietInk`; its fill must not pass for a series.
  @Test(arguments: ColorTests.sights)
  func `keeps the fill of "other" apart from every series`(sight: Sight) {
    for color in SeriesStyle.colors {
      #expect(sight.distance(RGB(color), RGB(.rule)) >= 17)
    }
  }

  @Test(arguments: ColorTests.sights)
  func `keeps neighbouring steps of the ramp apart`(sight: Sight) {
    for (color, next) in zip(ChartColor.ramp, ChartColor.ramp.dropFirst()) {
      #expect(sight.distance(RGB(color), RGB(next)) >= 17)
    }
  }

  @Test func `gives marks 3:1 and text 4.5:1 on white`() {
    let marks = SeriesStyle.colors + [.failed, .eventsOutline, .quietInk, .ink]
    for color in marks { #expect(RGB(color).contrast(RGB(.card)) >= 3, "\(color)") }
    for color in ChartColor.texts { #expect(RGB(color).contrast(RGB(.card)) >= 4.5, "\(color)") }
  }

  /// Pale steps are held by the outline of their row; from the third on they stand alone.
  @Test func `darkens the ramp by half or more at every step`() {
    let contrasts = ChartColor.ramp.map { RGB($0).contrast(RGB(.card)) }
    #expect(contrasts.first ?? 0 >= 1.2)
    for (contrast, next) in zip(contrasts, contrasts.dropFirst()) {
      #expect(next / contrast >= 1.5)
    }
    #expect(contrasts.dropFirst(2).allSatisfy { $0 >= 3 })
    let lightness = ChartColor.ramp.map { RGB($0).lab[0] }
    for (light, dark) in zip(lightness, lightness.dropFirst()) { #expect(light - dark >= 14) }
  }

  @Test func `computes the contrasts and distances that are known`() {
    #expect(abs(RGB(.card).contrast(RGB(red: 0, green: 0, blue: 0)) - 21) < 1e-9)
    #expect(abs(RGB(.failed).contrast(RGB(.card)) - 10.02) < 0.005)
    let white = RGB(.card).lab
    #expect(abs(white[0] - 100) < 0.01 && abs(white[1]) < 0.02 && abs(white[2]) < 0.02)
    #expect(Sight.deutan.distance(RGB(.ink), RGB(.ink)) == 0)
  }
}

/// A colour in linear light, each part from 0 to 1.
private struct RGB {
  var red: Double
  var green: Double
  var blue: Double

  init(red: Double, green: Double, blue: Double) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  init(_ color: ChartColor) {
    let digits = Int(color.rawValue.dropFirst(), radix: 16) ?? 0
    let parts = [16, 8, 0].map { shift -> Double in
      let value = Double(digits >> shift & 255) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    self.init(red: parts[0], green: parts[1], blue: parts[2])
  }

  /// WCAG 2.2, relative luminance.
  private var luminance: Double { 0.2126 * red + 0.7152 * green + 0.0722 * blue }

  /// WCAG 2.2, contrast ratio.
  func contrast(_ other: RGB) -> Double {
    let pair = [luminance, other.luminance].sorted()
    return (pair[1] + 0.05) / (pair[0] + 0.05)
  }

  /// CIE L*a*b* under D65.
  var lab: [Double] {
    let x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    let y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    let z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    let curve = { (part: Double) in
      part > 216.0 / 24389 ? cbrt(part) : (24389.0 / 27 * part + 16) / 116
    }
    return [
      116 * curve(y) - 16, 500 * (curve(x) - curve(y)), 200 * (curve(y) - curve(z)),
    ]
  }
}

/// Kinds of colour vision, each of the last three without one kind of cones.
///
/// Matrices of severity 1.0 from G. Machado, M. Oliveira, L. Fernandes, "A physiologically-based
/// model for simulation of color vision deficiency" (2009), applied in linear light.
enum Sight: Sendable {
  case typical, protan, deutan, tritan

  private var matrix: [[Double]] {
    switch self {
    case .typical: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protan:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deutan:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .tritan:
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    }
  }

  /// CIE76 distance of two colours as this sight sees them.
  fileprivate func distance(_ first: RGB, _ second: RGB) -> Double {
    let parts = zip(seen(first).lab, seen(second).lab).map { ($0 - $1) * ($0 - $1) }
    return parts.reduce(0, +).squareRoot()
  }

  private func seen(_ color: RGB) -> RGB {
    let parts = matrix.map { row in
      min(1, max(0, row[0] * color.red + row[1] * color.green + row[2] * color.blue))
    }
    return RGB(red: parts[0], green: parts[1], blue: parts[2])
  }
}
