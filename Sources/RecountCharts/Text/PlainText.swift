// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Text from anywhere, made fit to be printed in one line of a chart.
///
/// Line ends and tabs become spaces. Control characters, marks that turn the direction of writing,
/// invisible separators and what XML 1.0 forbids become U+FFFD, so that they are seen and do
/// nothing. Of a pile of combining marks two stay. Longer text ends in `…`.
package enum PlainText {
  package static func line(_ text: String, maxScalars: Int) -> String {
    var kept = String.UnicodeScalarView()
    var count = 0
    var marks = 0
    for scalar in text.unicodeScalars {
      let isMark = scalar.properties.isCombining
      marks = isMark ? marks + 1 : 0
      if marks > 2 { continue }
      if count == maxScalars {
        kept.removeLast()
        kept.append("…")
        break
      }
      kept.append(replacement(of: scalar))
      count += 1
    }
    return String(kept)
  }

  private static func replacement(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: " "
    case 0..<0x20, 0x7F...0x9F: "\u{FFFD}"
    case 0x061C, 0x200B, 0x200E...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF: "\u{FFFD}"
    case 0xFFF9...0xFFFF, 0xE0000...0xE007F: "\u{FFFD}"
    default: scalar.value & 0xFFFE == 0xFFFE ? "\u{FFFD}" : scalar
    }
  }
}

extension Unicode.Scalar.Properties {
  /// Whether the scalar is drawn over the one before it.
  fileprivate var isCombining: Bool {
    switch generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }
}
