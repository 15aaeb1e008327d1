// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A form in which rows of cells are exported, written row by row.
package protocol ExportTable {
  /// What stands before the first row.
  mutating func header() -> [UInt8]
  /// One row, its cells in the order of the columns.
  mutating func row(_ cells: [ExportValue]) -> [UInt8]
}
