// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountRemote

/// An endpoint on this machine.
package func endpoint(
  port: Int, table: String = "logs.request", limits: RemoteLimits = RemoteLimits(attempts: 1)
) throws -> RemoteEndpoint {
  try RemoteEndpoint(
    name: "test", address: "http://127.0.0.1:\(port)", table: RemoteTable(parsing: table),
    limits: limits)
}

/// A client that neither waits between attempts nor ends statements.
package func client(_ endpoint: RemoteEndpoint, user: String? = nil) -> ClickHouseClient {
  ClickHouseClient(
    endpoint, credentials: user.map { RemoteCredentials(user: $0, password: "secret") },
    retry: RetryPolicy { _ in }, endsAbandoned: false)
}
