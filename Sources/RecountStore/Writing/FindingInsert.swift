// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
import RecountModel

/// Writes findings as rows.
enum FindingInsert {
  static func insert(_ window: ImpactWindow, _ database: Database) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO impact_window VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        window.figure, window.service, window.unit.name, window.kind.rawValue,
        window.onset.time.microseconds, window.onset.earliest.microseconds,
        window.onset.latest.microseconds, window.end.time.microseconds,
        window.end.earliest.microseconds, window.end.latest.microseconds, window.hasEnded,
        window.failed, window.total,
      ])
  }

  static func insert(_ figure: Figure, _ database: Database) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO figure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        figure.id, figure.label, figure.value, figure.interval?.low, figure.interval?.high,
        figure.unit, figure.baseRange?.start.microseconds, figure.baseRange?.end.microseconds,
        figure.dispersion, figure.count, figure.sql, figure.method,
      ])
  }
}
