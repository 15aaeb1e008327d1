// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel
import RecountRemote

/// Tries the mapping of a remote on a short range, before anything is counted.
package struct RemoteTrialRun: Sendable {
  let trial: RemoteTrial

  /// Reads `limit` rows that the mapping understands, and as many of each kind that it does not.
  ///
  /// - Throws: What the engine said.
  package init(
    _ remote: RemoteFile.Remote, range: TimeRange, limit: Int, netrc: String?,
    isInterrupted: @escaping @Sendable () -> Bool
  ) throws(RecountError) {
    let client = try RemoteConnection.client(remote.endpoint, netrc: netrc)
    let query = try RemoteConnection.configured { () throws(RemoteConfigurationError) in
      try RollupQuery(table: remote.endpoint.table, mapping: remote.mapping, range: range)
    }
    trial = try RemoteWait.result(isInterrupted: isInterrupted) {
      () async throws(RemoteError) in try await RemoteTrial.run(client, query, limit: limit)
    }
  }

  /// Rows that the mapping reads as events with a service and a status.
  package var understood: Int64 { trial.counts.first { $0.doubt.isEmpty }?.count ?? 0 }

  /// All rows by what the mapping makes of them, in one line.
  package var summary: String {
    let others = trial.counts.filter { !$0.doubt.isEmpty }
      .map { "\(Decimal.grouped($0.count)) \($0.doubt)" }
    return "ClickHouse \(trial.version): "
      + (["\(Decimal.grouped(understood)) rows understood"] + others).joined(separator: ", ")
  }
}
