// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats

/// Finds formats by the names that people give: a format's own, a server's format string, or a string
/// of a server's config.
struct FormatChoice {
  /// Formats that the user described.
  var own: [LogFormat] = []
  /// Where paths of configs are looked for before the current folder.
  var folder: String?

  /// `combined`, `nginx:$remote_addr …`, or `nginx.conf:main`; nil for nil.
  ///
  /// Each may have wrappers before it, as in `docker-json/nginx:$remote_addr …`.
  func format(named name: String?) throws(RecountError) -> LogFormat? {
    guard let name else { return nil }
    if let format = FormatCatalog.format(named: name) { return format }
    let (wrappers, inner) = FormatChoice.wrappers(of: name)
    var found = own.first { $0.name == inner }
    if found == nil { found = try string(named: inner)?.format }
    if let format = found {
      if let format = format.wrapped(in: wrappers) { return format }
      throw RecountError(
        .failed, "the format stands in too many wrappers", at: String(name.prefix(200)),
        try: "name \(WrapperKind.maxDepth) at most")
    }
    throw unknown(name, exit: .failed)
  }

  /// The error for a name that no format has.
  func unknown(_ name: String, exit: RecountError.Exit) -> RecountError {
    let near = Spelling.nearest(to: name, in: (own + FormatCatalog.all).map(\.name))
    return RecountError(
      exit, "there is no format called `\(name)`",
      try: near.map { "did you mean `\($0)`?" } ?? "recount formats list")
  }

  /// Names of wrappers that `name` begins with, and what is behind them.
  private static func wrappers(of name: String) -> (kinds: [WrapperKind], inner: String) {
    var kinds: [WrapperKind] = []
    var rest = Substring(name)
    while let slash = rest.firstIndex(of: "/"),
      let kind = WrapperKind(rawValue: String(rest[..<slash]))
    {
      kinds.append(kind)
      rest = rest[rest.index(after: slash)...]
    }
    return (kinds, String(rest))
  }

  // MARK: - Strings

  /// The format string that `name` is or names; nil for anything else.
  private func string(named name: String) throws(RecountError) -> FormatString? {
    if FormatString.isFormatString(name) {
      return try FormatChoice.compiled(
        FormatString.parse(name), String(name.prefix(200)), text: FormatChoice.bareText(of: name))
    }
    guard let colon = name.lastIndex(of: ":") else { return nil }
    let path = String(name[..<colon])
    let places =
      path.hasPrefix("/")
      ? [path]
      : [folder.map { $0 + "/" + path }, path]
        .compactMap(\.self)
    guard let found = places.first(where: ConfigReader.isFile) else { return nil }
    let config = try ConfigReader(found)
    let wanted = String(name[name.index(after: colon)...])
    return try FormatChoice.compiled(
      config.formats.format(named: wanted, as: name), "\(config.place(of: wanted)): \(wanted)",
      missing: config.missing)
  }

  private static func compiled(
    _ result: Result<FormatString, FormatStringError>, _ place: String, text: [UInt8]? = nil,
    missing: [String] = []
  ) throws(RecountError) -> FormatString {
    do throws(FormatStringError) { return try result.get() } catch {
      let byte = error.offset.map { " at its byte \($0 + 1)" } ?? ""
      var cause = error.sentence
      if case .noSuchFormat = error.problem, !missing.isEmpty {
        cause += "\nincluded, but not there: " + missing.joined(separator: ", ")
      }
      if let offset = error.offset, let text {
        cause += "\n" + LineExcerpt(text, at: offset).lines(indent: "")
      }
      throw RecountError(
        .failed, "the format string cannot be used\(byte)", at: place, cause: cause,
        try: "the page FormatStrings of the documentation, for what each server's strings may hold")
    }
  }

  /// What stands behind the dialect, where offsets of errors are bytes of it: in quotes and inside a
  /// directive they are counted from elsewhere.
  private static func bareText(of name: String) -> [UInt8]? {
    guard let colon = name.firstIndex(of: ":") else { return nil }
    let text = name[name.index(after: colon)...]
    let isBare =
      !["'", "\"", " "].contains(text.prefix(1))
      && !["log_format", "LogFormat", "log-format"].contains { text.hasPrefix($0) }
    return isBare ? Array(text.utf8) : nil
  }
}
