// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Reads GoAccess's `log-format` with its date and time formats.
///
/// GoAccess skips over literals; here they are compared, so that a wrong format fails. It takes no
/// notice of a zone or a fraction that the format reads over with `%^` behind a time: here it counts.
/// Anything may follow the last field, as there.
///
/// Sources: https://goaccess.io/man (custom log format)
enum GoAccessStrings {
  static func read(_ text: [UInt8]) throws(FormatStringError) -> PatternSource {
    let options = try GoAccessOptions(text)
    var source = PatternSource()
    source.traits.stamp = options.stamp ?? .start
    source.traits.isOpen = true
    source.traits.isUTC = options.isUTC
    source.timeFields = ["%d and %t", "%x"]
    source.statusFields = ["%s"]
    var text = FormatText(options.logFormat)
    if text.bytes.first == 0x7B { throw FormatStringError(.encoded("JSON")) }
    while let byte = text.take() {
      if byte == 0x5C {
        source.append(text.takeEscape())
      } else if byte == 0x25 {
        try specifier(&text, options, to: &source)
      } else if byte == 0x7E, text.take("h{") {
        try forwarded(&text, to: &source)
      } else {
        source.append([byte])
      }
    }
    source.dropLineEnd()
    // A time in seconds is how nginx logs, which stamps the end; Apache's is in microseconds.
    if options.stamp == nil, hasSeconds(source) { source.traits.stamp = .end }
    return source
  }

  private static func hasSeconds(_ source: PatternSource) -> Bool {
    source.elements.contains { element in
      if case .field(let field) = element { field.kind == .duration(.seconds) } else { false }
    }
  }

  /// Reads the letter behind a percent sign.
  private static func specifier(
    _ text: inout FormatText, _ options: GoAccessOptions, to source: inout PatternSource
  ) throws(FormatStringError) {
    let start = text.index - 1
    guard let letter = text.take() else {
      throw text.unterminated(from: start)
    }
    let written = text.text(from: start)
    if letter == 0x25 { return source.append([0x25]) }
    if letter == 0x7E {
      source.elements.append(.blanks)
      return
    }
    var field = PatternField(name: written, key: written, kind: .kept, offset: start)
    switch Unicode.Scalar(letter) {
    case "d", "t", "x":
      field.kind = .time(try options.timeForm(Unicode.Scalar(letter), at: start))
      field.syntax = .time
    case "^": field.kind = skipped(behind: source.elements)
    default:
      guard let known = fields[letter] else {
        throw FormatStringError(.unknownField(written), at: start)
      }
      (field.kind, field.rank, field.key) = known
      if field.kind == .client(hasPort: false) { field.syntax = .list }
    }
    source.append(field)
  }

  /// `~h{, "}` is a list of addresses and of the marks between and around them.
  private static func forwarded(
    _ text: inout FormatText, to source: inout PatternSource
  ) throws(FormatStringError) {
    let start = text.index - 3
    guard text.take(through: 0x7D) != nil else {
      throw text.unterminated(from: start)
    }
    source.append(
      PatternField(
        name: text.text(from: start), key: "h", kind: .clientList, syntax: .list, rank: 1,
        offset: start))
  }

  /// What a field that is read over belongs to: a port to an address, and to a time its fraction
  /// behind a point or its zone behind a space.
  private static func skipped(behind elements: [LinePattern.Element]) -> PatternField.Kind {
    guard elements.count >= 2, case .literal(let literal)? = elements.last,
      case .field(let before) = elements[elements.count - 2]
    else { return .skipped }
    switch (before.kind, literal) {
    case (.client(hasPort: false), [0x3A]), (.host, [0x3A]): return .port
    case (.time(let form), _) where form.gives.contains(.clock):
      if literal == [0x2E] { return .timeRest(isFraction: true) }
      if literal == [0x20], !form.gives.contains(.zone) { return .timeRest(isFraction: false) }
      return .skipped
    default: return .skipped
    }
  }

  private static let fields: [UInt8: (PatternField.Kind, rank: UInt8, key: String)] = {
    let list: [(Unicode.Scalar, PatternField.Kind, UInt8, String)] = [
      ("h", .client(hasPort: false), 0, "h"), ("v", .host, 0, "v"), ("e", .user, 0, "e"),
      ("r", .request, 0, "r"), ("m", .method, 1, "m"), ("U", .target, 1, "U"),
      ("q", .query, 1, "q"), ("H", .httpVersion, 1, "H"), ("s", .status, 0, "s"),
      ("b", .size(dashIsZero: true), 0, "b"), ("R", .referrer, 0, "R"), ("u", .agent, 0, "u"),
      ("D", .duration(.microseconds), 0, "D"), ("T", .duration(.seconds), 0, "T"),
      ("L", .duration(.milliseconds), 0, "L"), ("n", .duration(.nanoseconds), 0, "n"),
      ("C", .kept, 0, "cache_status"), ("K", .kept, 0, "tls_version"),
      ("k", .kept, 0, "tls_cipher"), ("M", .kept, 0, "mime_type"),
    ]
    var fields: [UInt8: (PatternField.Kind, rank: UInt8, key: String)] = [:]
    for (letter, kind, rank, key) in list {
      fields[UInt8(ascii: letter)] = (kind, rank, key)
    }
    return fields
  }()
}
