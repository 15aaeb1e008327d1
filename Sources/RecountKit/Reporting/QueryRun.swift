// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountReport
import RecountStore

/// Runs a statement of the user and prints its rows as they come.
package enum QueryRun {
  /// Rows that are aligned as one table; longer results are printed tab-separated from there on.
  private static let alignedRows = 10_000

  /// - Throws: For a statement that is wrong or would change the case.
  package static func run(
    _ sql: String, casePath: String, format: ListingFormat, output: (String) -> Void
  ) throws(RecountError) {
    let reader = try stage { () throws(StoreError) in try CaseReader(path: casePath) }
    var columns: [String] = []
    var rows: [[String]] = []
    var json = JSONWriter()
    if format == .json {
      json.beginObject()
      json.key("data")
      json.beginObject()
      json.key("rows")
      json.beginArray()
    }
    var hasHead = false
    func flush() {
      let table = TextTable(columns.map { TextTable.Column($0) }, rows: rows)
      let style = TextTable.Style(rawValue: format.rawValue) ?? .tsv
      output(hasHead ? table.continuation(style) : table.text(style))
      hasHead = true
      rows.removeAll(keepingCapacity: true)
    }
    try stage { () throws(StoreError) in
      try reader.query(sql) { names in
        columns = names
      } body: { values in
        if format == .json {
          write(columns, values, to: &json)
          if json.bytes.count > 1 << 16 { output(String(decoding: json.take(), as: UTF8.self)) }
        } else {
          rows.append(values.map(text))
          if rows.count == alignedRows { flush() }
        }
        return true
      }
    }
    if format == .json {
      json.endArray()
      json.endObject()
      json.member("schema", "recount.query/1")
      json.key("warnings")
      json.beginArray()
      json.endArray()
      json.endObject()
      json.endLine()
      output(json.text)
    } else if !hasHead || !rows.isEmpty {
      flush()
    }
  }

  private static func write(_ columns: [String], _ values: [QueryValue], to json: inout JSONWriter)
  {
    json.beginObject()
    for (column, value) in zip(columns, values) {
      switch value {
      case .null: continue
      case .integer(let number): json.member(column, number)
      case .real(let number): json.member(column, number: number)
      case .text(let text): json.member(column, text)
      case .blob(let count): json.member(column, "<\(count) bytes>")
      }
    }
    json.endObject()
  }

  private static func text(_ value: QueryValue) -> String {
    switch value {
    case .null: ""
    case .integer(let number): "\(number)"
    case .real(let number): Decimal.text(number, decimals: 6)
    case .text(let text): text
    case .blob(let count): "<\(count) bytes>"
    }
  }
}
