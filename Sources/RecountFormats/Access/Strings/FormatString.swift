// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A log format given as the string that stands in a server's config, such as
/// `nginx:$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent`.
///
/// Outcome, cause and route of its requests are those of the built-in formats.
package struct FormatString: Sendable {
  /// The servers whose strings are known, by the word before the colon.
  package enum Dialect: String, CaseIterable, Sendable {
    case nginx, apache, goaccess, haproxy, envoy

    var title: String {
      switch self {
      case .nginx: "nginx log_format"
      case .apache: "Apache LogFormat"
      case .goaccess: "GoAccess log-format"
      case .haproxy: "HAProxy log-format"
      case .envoy: "Envoy format string"
      }
    }
  }

  package let dialect: Dialect
  package let pattern: LinePattern
  /// The format for parsing; its name tells strings apart.
  package let format: LogFormat

  /// Compiles `text`, which is a dialect, a colon and a format string in that server's language.
  ///
  /// Taken as well: the directive itself (`log_format main '…';`, `LogFormat "…" combined`), quotes
  /// around the string, and names of formats that the server knows without config, as in
  /// `apache:combined`, `haproxy:httplog`, `goaccess:COMBINED` or `envoy:istio`.
  package static func parse(_ text: String) -> Result<FormatString, FormatStringError> {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, parts.count == 2, let dialect = Dialect(rawValue: String(name))
    else {
      return .failure(FormatStringError(.unknownDialect(String(parts.first ?? ""))))
    }
    return parse(Array(parts[1].utf8), dialect)
  }

  /// Whether `text` begins with a dialect and a colon, so that it is no name of a format.
  package static func isFormatString(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":") else { return false }
    return Dialect(rawValue: String(text[..<colon])) != nil
  }

  /// Compiles a format string without its dialect; without a `name` one is made of the string.
  static func parse(
    _ text: [UInt8], _ dialect: Dialect, name: String? = nil, escape: String? = nil
  ) -> Result<FormatString, FormatStringError> {
    do throws(FormatStringError) {
      guard !FormatText.trimmed(text).isEmpty else { throw FormatStringError(.empty) }
      if name == nil, let defined = ConfigFormats.directive(text, dialect) {
        return parse(
          defined.text, dialect, name: "\(dialect.rawValue):\(defined.name)",
          escape: defined.escape)
      }
      let source: PatternSource =
        switch dialect {
        case .nginx: try NginxStrings.read(text, escape: escape)
        case .apache: try ApacheStrings.read(text)
        case .goaccess: try GoAccessStrings.read(text)
        case .haproxy: try HAProxyStrings.read(text)
        case .envoy: try EnvoyStrings.read(text)
        }
      let pattern = try LinePattern(source)
      return .success(FormatString(dialect, pattern, text, name))
    } catch {
      return .failure(error)
    }
  }

  private init(_ dialect: Dialect, _ pattern: LinePattern, _ text: [UInt8], _ name: String?) {
    self.dialect = dialect
    self.pattern = pattern
    let program = pattern.program
    let string = String(decoding: text, as: UTF8.self)
    format = LogFormat(
      name: name ?? "\(dialect.rawValue):\(FormatString.shortName(text))",
      title: "\(dialect.title) \(string.prefix(60))", family: .access, stamp: pattern.stamp,
      specificity: 0.9, linesStandAlone: true, statesUpstream: program.knowsUpstream,
      notes: """
        The format string `\(string)`, compiled. Literals are compared: a line of another form is \
        refused.
        """,
      examples: [], refusals: [], matches: { pattern.matches($0) },
      makeParser: { RequestParser(PatternFormat(program), $0) }, pattern: pattern)
  }

  /// A word for a string: itself where it is a short name, else its FNV-1a hash.
  private static func shortName(_ text: [UInt8]) -> String {
    let word = FormatText.trimmed(text)
    let isName = word.allSatisfy { isDigit($0) || ($0 | 0x20) &- 0x61 < 26 || $0 == 0x5F }
    if isName, word.count <= 32 { return String(decoding: word, as: UTF8.self) }
    let hash = word.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
