// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

/// Requests of one minute whose duration lies in one bucket.
package struct DurationMinute: Sendable {
  package var minute: Timestamp
  package var bucket: Int
  package var count: Int64
}

extension CaseReader {
  /// The durations of a service's requests by minute, in the order of time, then of buckets.
  package func durationMinutes(service: String) throws(StoreError) -> [DurationMinute] {
    try read { database in
      let rows = try RawStatement(
        database,
        """
        SELECT minute_us, bucket, sum(n) FROM dict_service
        CROSS JOIN rollup_duration ON service = dict_service.id
        WHERE value = ? AND unit = 0 GROUP BY minute_us, bucket ORDER BY minute_us, bucket
        """)
      rows.bind(1, text: service)
      var minutes: [DurationMinute] = []
      while try rows.step() {
        minutes.append(
          DurationMinute(
            minute: Timestamp(microseconds: rows.integer(0)), bucket: Int(rows.integer(1)),
            count: rows.integer(2)))
      }
      return minutes
    }
  }
}
