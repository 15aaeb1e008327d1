// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

extension CaseWriter {
  /// Keeps a text beside the events, such as what `incident.yml` said when the logs were read.
  package func keep(_ text: String, as key: String) throws(StoreError) {
    try write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", arguments: [key, text])
    }
  }

  /// Keeps a moment that somebody marked; false when the very same one is there already.
  package func mark(_ milestone: Milestone) throws(StoreError) -> Bool {
    var isNew = false
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO milestone(kind, time_us, plus_minus_us, service, clock, text, source, line,
            position, evidence)
          SELECT ?1, ?2, ?3, ?4, ?5, ?6, 0, 0, (SELECT count(*) FROM milestone WHERE source = 0), ?7
          WHERE NOT EXISTS (SELECT 1 FROM milestone WHERE kind = ?1 AND time_us = ?2
            AND service = ?4 AND clock = ?5 AND text = ?6 AND source = 0)
          """,
        arguments: [
          milestone.kind.rawValue, milestone.time.microseconds,
          milestone.plusMinus.microseconds, milestone.service ?? "", milestone.clock.rawValue,
          milestone.text, milestone.evidence,
        ])
      isNew = database.changesCount > 0
    }
    return isNew
  }

  /// Replaces the windows and figures of the case.
  package func replaceFindings(
    windows: [ImpactWindow], figures: [Figure]
  ) throws(StoreError) {
    try write { database in
      try database.inTransaction(.deferred) {
        try database.execute(sql: "DELETE FROM impact_window; DELETE FROM figure;")
        for window in windows { try FindingInsert.insert(window, database) }
        for figure in figures { try FindingInsert.insert(figure, database) }
        return .commit
      }
    }
  }
}
