// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// An `EventFilter` as the condition of a statement on one view, with its values bound.
///
/// A unary plus keeps SQLite from looking for an index, which it would otherwise build for the
/// length of the statement: memory and disk that grow with the case.
struct ViewFilter {
  /// How a view tells the time of its rows.
  enum Time {
    /// A column of microseconds.
    case microseconds(String)
    /// A column of microseconds at which a minute starts; the minute is wanted when it is wanted
    /// whole.
    case minute(String)
    /// A column of RFC 3339, which sorts like the time.
    case text(String)
  }

  private var terms: [String] = []
  private var values: [Value] = []

  private enum Value {
    case integer(Int64)
    case text(String)
  }

  init(_ filter: EventFilter, time: Time?, hasService: Bool) {
    switch time {
    case .microseconds(let column):
      add("+\"\(column)\" >= ?", filter.since.map { .integer($0.microseconds) })
      add("+\"\(column)\" < ?", filter.until.map { .integer($0.microseconds) })
    case .minute(let column):
      add("+\"\(column)\" >= ?", filter.since.map { .integer($0.microseconds) })
      let last = filter.until.map { $0.microseconds - RollupAccumulator.minuteMicros }
      add("+\"\(column)\" <= ?", last.map { .integer($0) })
    case .text(let column):
      add("+\"\(column)\" >= ?", filter.since.map { .text($0.rfc3339) })
      add("+\"\(column)\" < ?", filter.until.map { .text($0.rfc3339) })
    case nil: break
    }
    if hasService { add("+service = ?", filter.service.map { .text($0) }) }
  }

  /// ` WHERE …`, or nothing.
  var clause: String {
    terms.isEmpty ? "" : " WHERE " + terms.joined(separator: " AND ")
  }

  func bind(to statement: RawStatement) {
    for (index, value) in values.enumerated() {
      switch value {
      case .integer(let number): statement.bind(index + 1, number)
      case .text(let text): statement.bind(index + 1, text: text)
      }
    }
  }

  private mutating func add(_ term: String, _ value: Value?) {
    guard let value else { return }
    terms.append(term)
    values.append(value)
  }
}
