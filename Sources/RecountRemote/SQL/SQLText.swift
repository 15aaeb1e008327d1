// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Literals and names as SQL that ClickHouse and SQLite read alike.
package enum SQLText {
  /// A text in single quotes.
  ///
  /// A quote is doubled, which both engines read. A backslash is doubled too, because ClickHouse
  /// takes it for the start of an escape: **the one text that SQLite reads differently**. A NUL
  /// becomes `\0`, which only ClickHouse reads.
  /// Source: https://clickhouse.com/docs/sql-reference/syntax#string
  package static func literal(_ text: String) -> String {
    var sql = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'": sql += "''"
      case "\\": sql += "\\\\"
      case "\0": sql += "\\0"
      default: sql.unicodeScalars.append(scalar)
      }
    }
    return sql + "'"
  }

  /// A whole number; the smallest has no literal of its own, so it is spelled as a difference.
  package static func literal(_ number: Int64) -> String {
    number == .min ? "(-9223372036854775807 - 1)" : String(number)
  }

  /// A name in double quotes; nil for one that an engine could read as more than a name.
  ///
  /// ClickHouse reads backslash escapes in quoted names too, so names with one are refused, as are
  /// quotes, control characters, empty names and names of more than 128 bytes.
  package static func name(_ name: String) -> String? {
    guard !name.isEmpty, name.utf8.count <= 128 else { return nil }
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"", "`", "\\": return nil
      default:
        if scalar.properties.generalCategory == .control { return nil }
      }
    }
    return "\"" + name + "\""
  }
}
