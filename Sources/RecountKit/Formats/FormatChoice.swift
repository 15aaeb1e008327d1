// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats

/// Finds formats by the names that people give: a format's own, a server's format string, or a string
/// of a server's config.
enum FormatChoice {
  /// Longest config that is read.
  private static let maxConfigBytes = 4 << 20

  /// `combined`, `nginx:$remote_addr …`, or `nginx.conf:main`; nil for nil.
  static func format(named name: String?) throws(RecountError) -> LogFormat? {
    guard let name else { return nil }
    if let format = FormatCatalog.format(named: name) { return format }
    if let string = try string(named: name) { return string.format }
    let near = Spelling.nearest(to: name, in: FormatCatalog.all.map(\.name))
    throw RecountError(
      .failed, "there is no format called `\(name)`",
      try: near.map { "did you mean `\($0)`?" } ?? "recount formats")
  }

  /// The format string that `name` is or names; nil for anything else.
  static func string(named name: String) throws(RecountError) -> FormatString? {
    if FormatString.isFormatString(name) {
      return try compiled(FormatString.parse(name), name)
    }
    guard let colon = name.lastIndex(of: ":") else { return nil }
    let path = String(name[..<colon])
    guard let data = FileManager.default.contents(atPath: path), data.count <= maxConfigBytes
    else { return nil }
    let config = ConfigFormats(String(decoding: data, as: UTF8.self))
    return try compiled(
      config.format(named: String(name[name.index(after: colon)...]), as: name), name)
  }

  private static func compiled(
    _ result: Result<FormatString, FormatStringError>, _ name: String
  ) throws(RecountError) -> FormatString {
    do throws(FormatStringError) { return try result.get() } catch {
      let place = error.offset.map { " at its byte \($0 + 1)" } ?? ""
      throw RecountError(
        .failed, "the format string cannot be used\(place)", at: String(name.prefix(200)),
        cause: error.sentence, try: "recount formats")
    }
  }
}
