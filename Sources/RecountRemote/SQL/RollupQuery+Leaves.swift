// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

extension RollupQuery {
  /// Failed and all events of a service by the values of several dimensions at once, in bins.
  ///
  /// What attribution needs of a window and of its baseline. Bins are counted from the start of the
  /// range: `bin_us` is their distance from it in microseconds. Nil for a dimension that the mapping
  /// has not, for none at all, and for a width below a microsecond.
  package func leaves(
    service: String, dimensions names: [String], binWidth: TimeSpan
  ) -> RemoteQuery? {
    let dimensions = names.compactMap { name in mapping.dimensions.first { $0.name == name } }
    guard !dimensions.isEmpty, dimensions.count == names.count, Set(names).count == names.count,
      binWidth.microseconds > 0
    else { return nil }
    let distance = "(\(mapping.timeText) - \(SQLText.literal(range.start.microseconds)))"
    let values = dimensions.map { "\(mapping.text($0.expression)) AS r_\($0.name), " }.joined()
    return RemoteQuery(
      name: "leaves",
      columns: dimensions.map { .text($0.name) } + [
        .integer("bin_us"), .integer("failed"), .integer("n"),
      ],
      body: """
        SELECT \(values)\(distance) - \(distance) % \(binWidth.microseconds) AS r_bin_us, \
        sum(CASE WHEN \(mapping.failedText) THEN 1 ELSE 0 END) AS r_failed, count(*) AS r_n
        FROM \(table.quoted)
        WHERE \(mapping.condition(range)) AND \(mapping.serviceText) = \(SQLText.literal(service))
        GROUP BY \(dimensions.map { "r_" + $0.name }.joined(separator: ", ")), r_bin_us
        """)
  }
}
