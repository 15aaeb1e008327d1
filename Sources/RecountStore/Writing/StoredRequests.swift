// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

/// The requests of a source one after the other, to be compared with those of another content.
///
/// A content that is the beginning of a longer one gives the same requests at the same lines and
/// places; its bytes cannot be compared, for the case keeps no log.
package final class StoredRequests {
  private let writer: CaseWriter
  private let rows: RawStatement

  /// The requests of the source that has the content with this hash.
  package init(_ writer: CaseWriter, contentHash: String) throws(StoreError) {
    self.writer = writer
    rows = try writer.read { database in
      let rows = try RawStatement(
        database,
        """
        SELECT line, byte_offset, end_us, status, body_bytes, duration_us, path FROM request
        WHERE source = (SELECT id FROM source WHERE content_sha256 = ?) ORDER BY rowid
        """)
      rows.bind(1, text: contentHash)
      return rows
    }
  }

  /// Whether the next requests are those of `columns`.
  package func goOn(with columns: RequestColumns) throws(StoreError) -> Bool {
    try writer.read { _ in
      for row in 0..<columns.count {
        guard try rows.step(), rows.integer(0) == columns.line[row],
          rows.integer(1) == columns.byteOffset[row], rows.integer(2) == columns.end[row],
          rows.integer(3) == Int64(columns.status[row]),
          rows.integer(4) == columns.bodyBytes[row], rows.integer(5) == columns.duration[row],
          rows.bytes(6)[...] == columns.path.value(row)
        else { return false }
      }
      return true
    }
  }
}
