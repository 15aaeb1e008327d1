// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation

/// Where a table lives and what a statement there may cost.
///
/// Certificates are always verified; there is no way to turn that off. Plain HTTP is for this machine,
/// and for others only when the configuration says so.
package struct RemoteEndpoint: Hashable, Sendable {
  /// Short name by which reports and commands call it.
  package let name: String
  /// `scheme://host[:port][/path]`, without credentials and query.
  package let address: String
  /// Host in lower case, without a port: what a netrc file is searched for.
  package let host: String
  package let table: RemoteTable
  package let limits: RemoteLimits

  /// An endpoint from the words of a configuration.
  package init(
    name: String, address: String, table: RemoteTable, limits: RemoteLimits = RemoteLimits(),
    allowsPlainText: Bool = false
  ) throws(RemoteConfigurationError) {
    guard let parts = URLComponents(string: address), let host = parts.host?.lowercased(),
      !host.isEmpty, let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme)
    else { throw .address(address) }
    guard parts.user == nil, parts.password == nil else { throw .credentialsInAddress }
    guard parts.query == nil, parts.fragment == nil else { throw .address(address) }
    guard scheme == "https" || allowsPlainText || RemoteEndpoint.isLoopback(host) else {
      throw .plainText(host: host)
    }
    if let unusable = limits.firstUnusable { throw .limit(unusable) }
    self.name = name
    self.address = address
    self.host = host.trimmingCharacters(in: ["[", "]"])
    self.table = table
    self.limits = limits
  }

  private static func isLoopback(_ host: String) -> Bool {
    if ["localhost", "::1", "[::1]"].contains(host) { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// The address with settings of a statement.
  func url(_ settings: [(name: String, value: String)]) -> URL? {
    guard var parts = URLComponents(string: address) else { return nil }
    if parts.path.isEmpty { parts.path = "/" }
    parts.percentEncodedQuery = settings.map { encoded($0.name) + "=" + encoded($0.value) }
      .joined(separator: "&")
    return parts.url
  }

  /// Everything but unreserved characters is encoded, so that a plus stays a plus.
  private func encoded(_ text: String) -> String {
    let plain = CharacterSet(
      charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
  }
}
