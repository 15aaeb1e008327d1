// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// One request as it is pushed: a row of the table that `RemoteTables.request` creates.
package struct RemoteEvent: Hashable, Sendable {
  package var line: Int64 = 0
  package var byteOffset: Int64 = 0
  package var start: Timestamp
  package var end: Timestamp
  package var service: String
  package var method: String = ""
  package var route: String = ""
  package var path: String = ""
  package var query: String = ""
  package var httpVersion: String = ""
  /// 0 for none.
  package var status: Int64 = 0
  package var outcome: Outcome
  package var cause: String = ""
  /// -1 for none, as for the duration.
  package var bodyBytes: Int64 = RequestColumns.absentNumber
  package var duration: Int64 = RequestColumns.absentNumber
  package var client: String = ""
  package var user: String = ""
  package var agent: String = ""
  package var referrer: String = ""
  package var host: String = ""
  package var trace: String = ""
  /// A JSON object, or empty.
  package var attributes: String = ""

  package init(start: Timestamp, end: Timestamp, service: String, outcome: Outcome) {
    self.start = start
    self.end = end
    self.service = service
    self.outcome = outcome
  }

  /// Appends the row, in the order of `RemoteTables.columns`.
  package func append(to writer: inout TSVWriter, source: String, position: Int64) {
    writer.append(source)
    for number in [position, line, byteOffset, start.microseconds, end.microseconds] {
      writer.append(number)
    }
    for text in [service, method, route, path, query, httpVersion] { writer.append(text) }
    writer.append(status)
    writer.append(Int64(outcome.rawValue))
    writer.append(cause)
    writer.append(bodyBytes)
    writer.append(duration)
    for text in [client, user, agent, referrer, host, trace, attributes] { writer.append(text) }
    writer.endRow()
  }
}
