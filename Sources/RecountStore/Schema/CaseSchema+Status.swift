// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Who made the status that a client got, and what upstreams said: what tells "the proxy could not reach
/// the service" from "the service answered 500".
extension CaseSchema {
  /// One row per attempt to have a request answered upstream, in their order.
  ///
  /// An attempt that was not answered has no status. Lists that hold anything but numbers and what parts
  /// them are left out: they are text of the log.
  static let attemptsView = """
    CREATE VIEW attempts AS SELECT
      requests.id AS request, requests.source, requests.line, requests.service, requests.route,
      requests.end_us, requests."end", listed.key + 1 AS attempt,
      CASE WHEN listed.value GLOB '[1-9][0-9][0-9]' THEN CAST(listed.value AS INTEGER) END
        AS upstream_status,
      requests.status, requests.status_by, requests.outcome, requests.cause
    FROM requests, json_each(
      CASE WHEN requests.upstream_statuses NOT GLOB '*[^-0-9,: ]*' THEN
        '["' || replace(replace(replace(requests.upstream_statuses, ' ', ''), ':', ','), ',', '","')
          || '"]'
      ELSE '[]' END) AS listed;

    """

  /// Who made the status, as a column of the views of requests: `StatusMaker` in SQL.
  ///
  /// `status`, `cause` and `upstreams` are expressions. A test holds it against `parse`.
  static func statusBy(status: String, cause: String, upstreams: String) -> String {
    let causes = StatusMaker.proxyCauses.map { "'\($0)'" }.joined(separator: ", ")
    return """
      CASE
        WHEN \(status) = 0 THEN NULL
        WHEN \(status) >= 400 AND \(cause) IN (\(causes)) THEN 'proxy'
        WHEN \(cause) = 'client_abort' AND \(status) >= 400 THEN 'client'
        WHEN \(cause) = 'app_error' OR \(upstreams) LIKE '%' || \(status) THEN 'upstream'
        WHEN \(upstreams) <> '' THEN 'proxy'
        WHEN request.upstream_duration_us >= 0 THEN 'upstream'
        WHEN EXISTS (SELECT 1 FROM source_note WHERE source_note.source = request.source
          AND source_note.name = '\(SourceNote.statesUpstream.rawValue)') THEN 'proxy'
      END
      """
  }
}
