// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// A cell of an export: numbers stay numbers, and what is absent stays apart from what is empty.
package enum ExportValue: Hashable, Sendable {
  case absent
  case integer(Int64)
  case number(Double)
  case text(String)

  package static func text(_ text: String?) -> ExportValue {
    text.map { .text($0) } ?? .absent
  }

  /// A text that is absent when it is empty.
  package static func stated(_ text: String) -> ExportValue {
    text.isEmpty ? .absent : .text(text)
  }

  package static func number(_ number: Double?) -> ExportValue {
    number.map { .number($0) } ?? .absent
  }

  package static func time(_ time: Timestamp?) -> ExportValue {
    .text(time?.rfc3339)
  }
}
