// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation

/// User and password for a remote engine, from the environment or a netrc file and from nowhere else.
///
/// Printed, it shows neither; it is no part of an endpoint, so it can be in no stored configuration.
package struct RemoteCredentials: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  package let user: String
  let password: String

  package init(user: String, password: String) {
    self.user = user
    self.password = password
  }

  package var description: String { "credentials" }
  package var debugDescription: String { "credentials" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }

  /// The value of an `Authorization` header (RFC 7617).
  var authorization: String {
    "Basic " + Data((user + ":" + password).utf8).base64EncodedString()
  }

  /// What the environment says for the remote `name`.
  ///
  /// `RECOUNT_REMOTE_<NAME>_USER` and `…_PASSWORD` come first, with the name in capitals and `_` for
  /// all that is no letter or digit; then `CLICKHOUSE_USER` and `CLICKHOUSE_PASSWORD`. Nil when
  /// neither pair is set; an empty password is a password.
  package static func fromEnvironment(
    _ environment: [String: String], remote name: String
  ) throws(RemoteConfigurationError) -> RemoteCredentials? {
    for prefix in ["RECOUNT_REMOTE_" + variableName(name), "CLICKHOUSE"] {
      let user = environment[prefix + "_USER"]
      let password = environment[prefix + "_PASSWORD"]
      switch (user, password) {
      case (let user?, let password?): return RemoteCredentials(user: user, password: password)
      case (_?, nil): throw .incompleteCredentials(prefix + "_PASSWORD")
      case (nil, _?): throw .incompleteCredentials(prefix + "_USER")
      case (nil, nil): continue
      }
    }
    return nil
  }

  private static func variableName(_ name: String) -> String {
    String(
      name.uppercased().unicodeScalars.map { scalar in
        switch scalar {
        case "A"..."Z", "0"..."9": Character(scalar)
        default: "_"
        }
      })
  }

  /// What a netrc file says for a host; nil when it names neither the host nor a default.
  ///
  /// A file that group or others may read is refused.
  package static func fromNetrc(
    path: String, host: String
  ) throws(RemoteConfigurationError) -> RemoteCredentials? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue,
      let data = FileManager.default.contents(atPath: path)
    else { throw .unreadableNetrc(path: path) }
    guard mode & 0o077 == 0 else { throw .readableNetrc(path: path) }
    return Netrc(String(decoding: data, as: UTF8.self)).credentials(for: host)
  }
}
