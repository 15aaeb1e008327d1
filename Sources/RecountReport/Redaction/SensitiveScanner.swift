// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Finds addresses, names, tokens and query values in free text.
///
/// One pass from left to right; every look back is bounded, and a run that was looked at in vain is
/// not looked at again, so that no text takes more than time in proportion to its length.
package struct SensitiveScanner {
  let text: SensitiveBytes
  private let ignored: Set<SensitiveKind>
  private(set) var spans: [SensitiveSpan] = []
  /// End of the last span: nothing before it is looked at again.
  var floor = 0
  /// Where runs end that are no web token: see ``webToken(at:)``.
  var deadUntil = 0

  /// What is sensitive in `text`, in order and without overlap; offsets are those of its UTF-8.
  ///
  /// What is of an `ignored` kind is read like any other text.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  package static func spans(
    in text: String, ignoring ignored: Set<SensitiveKind> = []
  ) -> [SensitiveSpan] {
    spans(in: Array(text.utf8), ignoring: ignored)
  }

  static func spans(
    in bytes: [UInt8], ignoring ignored: Set<SensitiveKind> = []
  ) -> [SensitiveSpan] {
    var scanner = SensitiveScanner(text: SensitiveBytes(bytes: bytes), ignored: ignored)
    scanner.run()
    return scanner.spans
  }

  private init(text: SensitiveBytes, ignored: Set<SensitiveKind>) {
    self.text = text
    self.ignored = ignored
  }

  private mutating func run() {
    var index = 0
    while index < text.count {
      guard let span = span(at: index), span.range.lowerBound >= floor, !span.range.isEmpty,
        !ignored.contains(span.kind)
      else {
        index += 1
        continue
      }
      floor = span.range.upperBound
      index = max(index + 1, floor)
      if !Pseudonym.isOne(text.bytes[span.range]) { spans.append(span) }
    }
  }

  private mutating func span(at index: Int) -> SensitiveSpan? {
    let byte = text[index]
    switch byte {
    case UInt8(ascii: "-"): return privateKey(at: index)
    case UInt8(ascii: "@"): return email(at: index, next: index + 1)
    case UInt8(ascii: "%"):
      return text.has("40", at: index + 1) ? email(at: index, next: index + 3) : nil
    case UInt8(ascii: "?"), UInt8(ascii: "&"): return queryValue(at: index)
    case UInt8(ascii: "="): return keyedValue(at: index)
    case UInt8(ascii: "/"), UInt8(ascii: "\\"): return home(at: index)
    case UInt8(ascii: ":"):
      return text[index + 1] == UInt8(ascii: "/")
        ? authority(at: index)
        : ipv6(at: index) ?? keyedValue(at: index)
    default: break
    }
    guard byte.isAlphanumeric, text.isStart(index) else { return nil }
    if byte.isHex, let span = ipv6(at: index) { return span }
    if byte.isDigit, let span = ipv4(at: index) { return span }
    return token(at: index) ?? host(at: index)
  }
}
