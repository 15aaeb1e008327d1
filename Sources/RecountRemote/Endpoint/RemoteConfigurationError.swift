// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Why the description of a remote cannot be used: told before anything is sent.
package enum RemoteConfigurationError: Error, Hashable, Sendable {
  /// Not `http://host[:port][/path]` or the same with `https`.
  case address(String)
  /// A name or a password stands in the address.
  case credentialsInAddress
  /// Plain HTTP to another machine, which would show the password to the network.
  case plainText(host: String)
  case table(String)
  case limit(String)
  /// Half a pair: a user without a password, or a password without a user.
  case incompleteCredentials(String)
  /// A netrc file that others on this machine may read.
  case readableNetrc(path: String)
  case unreadableNetrc(path: String)
  /// An expression of a mapping: its field, and what is wrong with it.
  case expression(field: String, ExpressionFault)
  case missing(field: String)
  case dimension(String)
  /// A range that is empty or runs backwards.
  case emptyRange
}

extension RemoteConfigurationError {
  /// One sentence without a full stop.
  package var message: String {
    switch self {
    case .address(let text):
      "“\(bounded(text))” is no address of a server; write https://host:8443 or http://127.0.0.1:8123"
    case .credentialsInAddress:
      "the address holds a user or a password; put them into the environment or a netrc file"
    case .plainText(let host):
      "http to \(bounded(host)) would send the password in the clear; use https"
    case .table(let text): "“\(bounded(text))” is no name of a table; write database.table"
    case .limit(let name): "the limit \(name) is out of range"
    case .incompleteCredentials(let name): "\(bounded(name)) is not set, but its counterpart is"
    case .readableNetrc(let path):
      "\(bounded(path)) can be read by others; allow its owner alone (chmod 600)"
    case .unreadableNetrc(let path): "\(bounded(path)) cannot be read"
    case .expression(let field, let fault): "the expression for \(field) \(fault.message)"
    case .missing(let field): "the mapping gives no \(field)"
    case .dimension(let name): "“\(bounded(name))” is no name for a dimension, or stands twice"
    case .emptyRange: "the range of times is empty or runs backwards"
    }
  }
}
