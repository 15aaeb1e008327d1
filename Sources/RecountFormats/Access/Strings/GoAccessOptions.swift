// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// GoAccess's formats as they are given: a preset's name, a bare log format, lines of its config
/// file, or options of its command line.
struct GoAccessOptions {
  private(set) var logFormat: [UInt8]
  private var dateFormat = Array("%d/%b/%Y".utf8)
  private var timeFormat = Array("%H:%M:%S".utf8)
  private var momentFormat: [UInt8]?
  /// Whether the date format was given, rather than assumed.
  private var hasDateFormat = false
  /// What the server is known to stamp.
  private(set) var stamp: StampKind?
  private(set) var isUTC = false

  init(_ text: [UInt8]) throws(FormatStringError) {
    logFormat = FormatText.trimmed(text)
    if let preset = GoAccessOptions.presets[String(decoding: logFormat, as: UTF8.self)] {
      logFormat = Array(preset.log.utf8)
      set("date-format", Array(preset.date.utf8))
      set("time-format", Array(preset.time.utf8))
      stamp = preset.stamp
      isUTC = preset.isUTC
      return
    }
    let isConfig = ["log-format", "date-format", "time-format", "datetime-format", "--"].contains {
      logFormat.starts(with: $0.utf8)
    }
    guard isConfig else {
      logFormat = try FormatText.unquoted(logFormat)
      return
    }
    let config = logFormat
    logFormat = []
    try readConfig(config)
    guard !logFormat.isEmpty else { throw FormatStringError(.empty) }
    if GoAccessOptions.presets[String(decoding: logFormat, as: UTF8.self)] != nil {
      self = try GoAccessOptions(logFormat)
    }
  }

  // MARK: - Config and command line

  /// Reads `name value` to the end of each line, and `--name=value` up to a space or in quotes.
  private mutating func readConfig(_ text: [UInt8]) throws(FormatStringError) {
    for line in text.split(separator: 0x0A) {
      var rest = FormatText(FormatText.trimmed(line))
      if rest.next == 0x23 { continue }
      while !rest.isAtEnd {
        let isOption = rest.take("--")
        let name = rest.take { ($0 | 0x20) &- 0x61 < 26 || $0 == 0x2D }
        _ = rest.take { $0 == 0x20 || $0 == 0x09 || $0 == 0x3D }
        let value = isOption ? try takeWord(&rest) : rest.take { _ in true }
        set(
          String(decoding: name, as: UTF8.self), isOption ? value : try FormatText.unquoted(value))
        _ = rest.take { $0 == 0x20 || $0 == 0x09 }
      }
    }
  }

  /// A word of a shell: in quotes, or up to a space.
  private func takeWord(_ text: inout FormatText) throws(FormatStringError) -> [UInt8] {
    guard let quote = text.next, quote == 0x27 || quote == 0x22 else {
      return text.take { $0 > 0x20 }
    }
    let start = text.index
    _ = text.take()
    guard let close = FormatText.closingQuote(text.bytes, from: start + 1, quote) else {
      throw FormatStringError(.unterminatedQuote, at: start)
    }
    var word: [UInt8] = []
    while text.index < close, let byte = text.take() { word.append(byte) }
    _ = text.take()
    return word
  }

  private mutating func set(_ name: String, _ value: [UInt8]) {
    switch name {
    case "log-format": logFormat = value
    case "date-format":
      dateFormat = value
      hasDateFormat = true
    case "time-format": timeFormat = value
    case "datetime-format": momentFormat = value
    default: break
    }
  }

  // MARK: - Times

  /// The form of `%d`, `%t` or `%x`.
  func timeForm(
    _ letter: Unicode.Scalar, at offset: Int
  ) throws(FormatStringError) -> TimeForm {
    switch letter {
    case "d": return try TimeForm(format: dateFormat, .goaccess)
    case "t": return try TimeForm(format: timeFormat, .goaccess)
    default:
      if let momentFormat { return try TimeForm(format: momentFormat, .goaccess) }
      guard hasDateFormat else { throw FormatStringError(.missingTimeFormat("%x"), at: offset) }
      let whole = dateFormat == timeFormat
      let format = whole ? dateFormat : dateFormat + [0x20] + timeFormat
      return try TimeForm(format: format, .goaccess)
    }
  }

  // MARK: - Presets

  private struct Preset {
    var log: String
    var date = "%d/%b/%Y"
    var time = "%H:%M:%S"
    var stamp = StampKind.start
    var isUTC = false
  }

  private static let presets: [String: Preset] = [
    "COMBINED": Preset(log: #"%h %^[%d:%t %^] "%r" %s %b "%R" "%u""#),
    "VCOMBINED": Preset(log: #"%v:%^ %h %^[%d:%t %^] "%r" %s %b "%R" "%u""#),
    "COMMON": Preset(log: #"%h %^[%d:%t %^] "%r" %s %b"#),
    "VCOMMON": Preset(log: #"%v:%^ %h %^[%d:%t %^] "%r" %s %b"#),
    "W3C": Preset(
      log: "%d %t %^ %m %U %q %^ %^ %h %u %R %s %^ %^ %L", date: "%Y-%m-%d", stamp: .end,
      isUTC: true),
    "CLOUDFRONT": Preset(
      log: #"%d\t%t\t%^\t%b\t%h\t%m\t%v\t%U\t%s\t%R\t%u\t%q\t%^\t%C\t%^\t%^\t%^\t%^\t%T\t%^\t%K"#
        + #"\t%k\t%^\t%H\t%^"#,
      date: "%Y-%m-%d", stamp: .end, isUTC: true),
    "CLOUDSTORAGE": Preset(
      log: #""%x","%h",%^,%^,"%m","%U","%s",%^,"%b","%D",%^,"%R","%u""#, date: "%f", time: "%f",
      stamp: .end),
    "AWSELB": Preset(
      log: #"%^ %dT%t.%^ %^ %h:%^ %^ %^ %T %^ %s %^ %^ %b "%r" "%u" %k %K %^ "%^" "%v""#,
      date: "%Y-%m-%d", stamp: .end),
    "AWSALB": Preset(
      log: #"%^ %dT%t.%^ %v %h:%^ %^ %^ %T %^ %s %^ %^ %b "%r" "%u" %k %K %^"#, date: "%Y-%m-%d",
      stamp: .end),
    "SQUID": Preset(
      log: "%^ %^ %^ %v %^: %x.%^ %~%L %h %^/%s %b %m %U", date: "%s", time: "%s", stamp: .end),
    "AWSS3": Preset(
      log: #"%^ %v [%d:%t %^] %h %^"%r" %s %^ %b %^ %L %^ "%R" "%u""#),
    "CADDY": Preset(log: "{", date: "%s", time: "%s"),
    "TRAEFIKCLF": Preset(
      log: #"%h - %e [%d:%t %^] "%r" %s %b "%R" "%u" %^ "%v" "%U" %Lms"#),
  ]
}
