// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountRemote

/// Credentials and errors that all runs with a remote engine share.
enum RemoteConnection {
  /// A client with the credentials of the environment, or of a netrc file.
  static func client(
    _ endpoint: RemoteEndpoint, netrc: String?
  ) throws(RecountError) -> ClickHouseClient {
    do throws(RemoteConfigurationError) {
      let credentials =
        if let netrc {
          try RemoteCredentials.fromNetrc(path: netrc, host: endpoint.host)
        } else {
          try RemoteCredentials.fromEnvironment(
            ProcessInfo.processInfo.environment, remote: endpoint.name)
        }
      return ClickHouseClient(endpoint, credentials: credentials)
    } catch {
      throw RecountError(.usage, error.message)
    }
  }

  /// Runs `body` with what is wrong in its configuration as a usage error.
  static func configured<Value>(
    _ body: () throws(RemoteConfigurationError) -> Value
  ) throws(RecountError) -> Value {
    do throws(RemoteConfigurationError) { return try body() } catch {
      throw RecountError(.usage, error.message)
    }
  }

  static func error(_ error: RemoteError) -> RecountError {
    let exit: RecountError.Exit =
      switch error {
      case .cancelled: .interrupted
      case .refused, .unknownHost, .certificate, .timedOut, .truncated, .unavailable, .transport,
        .shardUnavailable:
        .io
      default: .failed
      }
    return RecountError(exit, error.message, try: error.hint)
  }
}
