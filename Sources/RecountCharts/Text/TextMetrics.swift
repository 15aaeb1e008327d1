// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// How wide text will be, without asking a font.
///
/// Widths are those of DejaVu Sans, the widest face that the font list can fall back to: what fits
/// here fits in Segoe UI and Helvetica.
package struct TextMetrics: Sendable {
  let size: Double
  let isBold: Bool

  package init(size: Double, isBold: Bool = false) {
    self.size = size
    self.isBold = isBold
  }

  package func width(_ text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + advance($1) }
  }

  /// `text`, cut so that it and its `…` fit in `width`.
  package func fitted(_ text: String, into width: Double) -> String {
    guard self.width(text) > width else { return text }
    let ellipsis = advance("…")
    var used = 0.0
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      used += advance(scalar)
      if used + ellipsis > width { break }
      kept.append(scalar)
    }
    while kept.last == " " { kept.removeLast() }
    kept.append("…")
    return String(kept)
  }

  /// `text` in at most `maxLines` lines no wider than `width`; the last is cut if it must be.
  ///
  /// Lines break at spaces and behind `-`, `_`, `.`, `/` and `:`.
  package func wrapped(_ text: String, into width: Double, maxLines: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in words(of: text) {
      if self.width(trimmed(line + word)) <= width || line.isEmpty {
        line += word
      } else if lines.count + 1 < maxLines {
        lines.append(fitted(trimmed(line), into: width))
        line = word
      } else {
        line += word
      }
    }
    lines.append(fitted(trimmed(line), into: width))
    return lines
  }

  private func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in text {
      word.append(character)
      if " -_./:".contains(character) {
        words.append(word)
        word = ""
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  private func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.last == " " { text.removeLast() }
    return String(text.drop { $0 == " " })
  }

  private func advance(_ scalar: Unicode.Scalar) -> Double {
    let hundredths: Double
    switch scalar.value {
    case 0x20...0x7E: hundredths = Double(TextMetrics.ascii[Int(scalar.value) - 0x20])
    case 0x0300...0x036F, 0x200C...0x200D, 0xFE00...0xFE0F: hundredths = 0
    case 0x1100...0x11FF, 0x2E80...0xD7FF, 0xF900...0xFAFF, 0xFF00...0xFF60: hundredths = 102
    case 0x1_0000...: hundredths = 130
    case 0x2026: hundredths = 100
    default: hundredths = 78
    }
    return hundredths / 100 * size * (isBold ? 1.12 : 1)
  }

  /// Advance widths of U+0020 to U+007E in hundredths of the font size.
  private static let ascii: [UInt8] = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64,
    64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 54, 100, 69, 69, 70, 77, 64,
    58, 78, 76, 30, 30, 66, 56, 87, 75, 79, 61, 79, 70, 64, 62, 74, 69, 99, 69,
    62, 69, 40, 34, 40, 84, 50, 50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58,
    28, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
  ]
}
