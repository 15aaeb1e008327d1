// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

/// Failed steps of one minute and class.
package struct FailedMinute: Sendable {
  package var minute: Timestamp
  /// A failure class; empty where none is known.
  package var reason: String
  package var count: Int64
}

extension CaseReader {
  /// Failed steps of all services by minute and class, in the order of time.
  package func failedSteps() throws(StoreError) -> [FailedMinute] {
    try read { database in
      let rows = try RawStatement(
        database,
        """
        SELECT minute_us, reason, sum(n) FROM current_rollup
        WHERE unit = \(EventUnit.step.rawValue) AND outcome IN (1, 2, 3)
        GROUP BY minute_us, reason ORDER BY minute_us, reason
        """)
      var minutes: [FailedMinute] = []
      while try rows.step() {
        minutes.append(
          FailedMinute(
            minute: Timestamp(microseconds: rows.integer(0)), reason: rows.text(1),
            count: rows.integer(2)))
      }
      return minutes
    }
  }
}
