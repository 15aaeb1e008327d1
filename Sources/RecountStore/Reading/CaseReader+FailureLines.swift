// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

/// The line that says why a step failed, with its time and place.
package struct FailureLine: Sendable {
  package var time: Timestamp
  package var text: [UInt8]
  package var place: String
}

extension CaseReader {
  /// The lines that say why the steps of a service failed, in the order of their times.
  ///
  /// Steps without a time, and those whose log says nothing, have none.
  package func failureLines(service: String) throws(StoreError) -> [FailureLine] {
    try read { database in
      let rows = try RawStatement(
        database,
        """
        SELECT step.end_us, step.excerpt,
          CASE WHEN step.failure_line > 0 THEN coalesce(log.path, source.path, '')
            ELSE coalesce(source.path, '') END,
          CASE WHEN step.failure_line > 0 THEN step.failure_line ELSE step.line END
        FROM step JOIN dict_service ON dict_service.id = step.service
          LEFT JOIN source ON source.id = step.source
          LEFT JOIN source AS log ON log.id = step.log_source
        WHERE dict_service.value = ? AND step.outcome BETWEEN 1 AND 3 AND step.outcome_known
          AND step.end_us <> 0 AND length(step.excerpt) > 0
        ORDER BY step.end_us, step.id
        """)
      rows.bind(1, text: service)
      var lines: [FailureLine] = []
      while try rows.step() {
        lines.append(
          FailureLine(
            time: Timestamp(microseconds: rows.integer(0)), text: rows.bytes(1),
            place: "\(rows.text(2)):\(rows.integer(3))"))
      }
      return lines
    }
  }
}
