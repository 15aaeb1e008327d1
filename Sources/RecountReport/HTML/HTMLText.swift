// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts

/// Text from anywhere as text of an HTML document.
enum HTMLText {
  /// `text` on one line with `&`, `<`, `>` and both quotes as references: the same words in an
  /// element and in a quoted attribute.
  ///
  /// Control characters and marks that turn the direction of writing become U+FFFD.
  static func escaped(_ text: String) -> String {
    SVGWriter.escaped(PlainText.line(text, maxScalars: .max))
  }

  /// Inline HTML of this module without its tags; references stay, for an element that has text
  /// only, such as `title`.
  static func withoutTags(_ html: String) -> String {
    var text = String.UnicodeScalarView()
    var isTag = false
    for scalar in html.unicodeScalars {
      if scalar == "<" {
        isTag = true
      } else if scalar == ">", isTag {
        isTag = false
      } else if !isTag {
        text.append(scalar)
      }
    }
    return String(text)
  }

  /// A name for an id from a heading: ASCII letters and digits in lower case, `-` between words.
  static func slug(_ html: String) -> String {
    var slug = ""
    var isGap = false
    for scalar in withoutTags(html).lowercased().unicodeScalars {
      guard scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) else {
        isGap = !slug.isEmpty
        continue
      }
      if isGap { slug += "-" }
      isGap = false
      slug.unicodeScalars.append(scalar)
      if slug.utf8.count >= 60 { break }
    }
    return slug.isEmpty ? "section" : slug
  }
}
