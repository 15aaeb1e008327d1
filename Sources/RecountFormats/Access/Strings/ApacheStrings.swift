// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Reads Apache's `LogFormat`: `%` directives with modifiers among literal bytes.
///
/// The stamp is the start of the request, as `%t` is, unless `%{end:…}t` asks for the end.
///
/// Source: https://httpd.apache.org/docs/current/mod/mod_log_config.html
enum ApacheStrings {
  /// Formats of the distributed config, by their nicknames.
  static let named: [String: String] = [
    "common": #"%h %l %u %t "%r" %>s %b"#,
    "combined": #"%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i""#,
    "combinedio": #"%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %I %O"#,
    "vhost_combined": #"%v:%p %h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i""#,
    "vhost": #"%v:%p %h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i""#,
    "vhost_common": #"%v %h %l %u %t "%r" %>s %b"#,
  ]

  static func read(_ text: [UInt8]) throws(FormatStringError) -> PatternSource {
    var source = PatternSource()
    source.traits.stamp = .start
    source.timeFields = ["%t"]
    source.statusFields = ["%>s"]
    var format = try FormatText.unquoted(text)
    if let known = named[String(decoding: format, as: UTF8.self)] { format = Array(known.utf8) }
    var text = FormatText(format)
    while let byte = text.take() {
      if byte == 0x5C {
        source.append(text.takeEscape())
      } else if byte == 0x25 {
        try directive(&text, to: &source)
      } else {
        source.append([byte])
      }
    }
    source.dropLineEnd()
    return source
  }

  /// Reads what follows a percent sign: modifiers and a name in any order, then a letter or two.
  private static func directive(
    _ text: inout FormatText, to source: inout PatternSource
  ) throws(FormatStringError) {
    let start = text.index - 1
    if text.take(0x25) { return source.append([0x25]) }
    var name: String?
    var isFinal: Bool?
    while let byte = text.next {
      // `!` and statuses: on others than these a dash is written.
      if isDigit(byte) || byte == 0x21 || byte == 0x2C {
        _ = text.take()
      } else if byte == 0x3C || byte == 0x3E {
        isFinal = byte == 0x3E
        _ = text.take()
      } else if byte == 0x7B {
        _ = text.take()
        guard let taken = text.take(through: 0x7D) else {
          throw text.unterminated(from: start)
        }
        name = String(decoding: taken, as: UTF8.self)
      } else {
        break
      }
    }
    var letters = text.take(0x5E) ? "^" : ""
    for _ in 0..<(letters.isEmpty ? 1 : 2) {
      guard let letter = text.take() else {
        throw text.unterminated(from: start)
      }
      letters.unicodeScalars.append(Unicode.Scalar(letter))
    }
    let written = text.text(from: start)
    if letters == "t" { return try appendTime(name ?? "", written, start, to: &source) }
    guard var field = field(letters, name, isFinal) else {
      throw FormatStringError(.unknownField(written), at: start)
    }
    field.name = written
    field.offset = start
    source.append(field)
  }

  // MARK: - Times

  private static func appendTime(
    _ format: String, _ written: String, _ offset: Int, to source: inout PatternSource
  ) throws(FormatStringError) {
    var name = Substring(format)
    if name.hasPrefix("begin:") { name = name.dropFirst(6) }
    if name.hasPrefix("end:") {
      name = name.dropFirst(4)
      source.traits.stamp = .end
    }
    var field = PatternField(name: written, key: "time", kind: .kept, syntax: .time)
    field.offset = offset
    let form: TimeForm =
      switch name {
      case "": .commonLog
      case "sec", "msec", "usec": TimeForm([.epoch])
      case "msec_frac", "usec_frac": TimeForm([.fraction])
      default: try TimeForm(format: Array(name.utf8), .apache)
      }
    field.kind = .time(form)
    // `%t` writes its brackets itself.
    if name.isEmpty { source.append([0x5B]) }
    source.append(field)
    if name.isEmpty { source.append([0x5D]) }
  }

  // MARK: - Fields

  private static func field(_ letters: String, _ name: String?, _ isFinal: Bool?) -> PatternField? {
    func make(
      _ kind: PatternField.Kind, rank: UInt8 = 0, _ syntax: PatternField.Syntax = .text
    ) -> PatternField {
      PatternField(name: "", key: name ?? letters, kind: kind, syntax: syntax, rank: rank)
    }
    switch letters {
    case "h": return make(.client(hasPort: false), .list)
    case "a": return make(.client(hasPort: false), rank: name == "c" ? 2 : 0, .list)
    case "u": return make(.user)
    case "r": return make(.request)
    case "m": return make(.method)
    case "U": return make(.target)
    case "q": return make(.query)
    case "H": return make(.httpVersion)
    // Without a sign it is the status before internal redirects.
    case "s": return make(.status, rank: isFinal == true ? 0 : 1)
    case "b": return make(.size(dashIsZero: true))
    case "B": return make(.size(dashIsZero: false))
    case "O": return make(.size(dashIsZero: true), rank: 1)
    case "D": return make(.duration(.microseconds))
    case "T": return duration(name, make)
    case "v": return make(.host, rank: 1)
    case "V": return make(.host, rank: 2)
    case "p": return make(.port)
    case "X": return make(.connection)
    case "L": return make(.trace, rank: 3)
    case "i": return header(name ?? "", make)
    case "e": return make(name == "UNIQUE_ID" ? .trace : .kept, rank: 1)
    case "l", "I", "P", "k", "f", "R", "A", "S", "o", "n", "C", "c", "x", "^ti", "^to", "^FB":
      return make(.kept)
    default: return nil
    }
  }

  private static func duration(
    _ unit: String?, _ make: (PatternField.Kind, UInt8, PatternField.Syntax) -> PatternField
  ) -> PatternField? {
    switch unit?.lowercased() {
    case "us": make(.duration(.microseconds), 0, .text)
    case "ms": make(.duration(.milliseconds), 1, .text)
    case nil, "", "s": make(.duration(.seconds), 2, .text)
    default: nil
    }
  }

  private static func header(
    _ name: String, _ make: (PatternField.Kind, UInt8, PatternField.Syntax) -> PatternField
  ) -> PatternField {
    switch name.lowercased() {
    case "referer": make(.referrer, 0, .text)
    case "user-agent": make(.agent, 0, .text)
    case "host": make(.host, 0, .text)
    case "x-forwarded-for", "x-real-ip", "true-client-ip", "cf-connecting-ip":
      make(.clientList, 1, .list)
    case "x-request-id", "x-correlation-id", "unique_id": make(.trace, 0, .text)
    default: make(.kept, 0, .text)
    }
  }
}
