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
