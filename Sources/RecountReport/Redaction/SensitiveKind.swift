// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Something in a text that a stranger should not read.
package enum SensitiveKind: String, CaseIterable, Sendable {
  case ipv4 = "IPv4 address"
  case ipv6 = "IPv6 address"
  case hardwareAddress = "hardware address"
  case internalHost = "internal host"
  case urlHost = "host of a URL"
  case email = "e-mail address"
  case user = "user name"
  /// One of the names that the case lists: nothing in a text tells a name from another word.
  case person = "name of a person"
  case privateKey = "private key"
  case webToken = "JSON web token"
  case authorization
  case accessToken = "access token"
  case urlCredentials = "credentials in a URL"
  case secret = "value of a secret"
  case queryValue = "value of a query"

  package var subject: RedactionRules.Subject {
    switch self {
    case .ipv4, .ipv6: .clients
    case .hardwareAddress, .internalHost, .urlHost: .hosts
    case .email, .user, .person: .users
    case .privateKey, .webToken, .authorization, .accessToken, .urlCredentials, .secret: .tokens
    case .queryValue: .queries
    }
  }

  /// Whether it is a leak wherever it stands.
  ///
  /// A report may link to the status page, with a query: only what logs hold of these is hidden.
  var isLeak: Bool { self != .urlHost && self != .queryValue }
}

/// A place in a text with what it is.
package struct SensitiveSpan: Hashable, Sendable {
  package var kind: SensitiveKind
  /// Bytes of the value alone: not the key, the scheme or the sign behind it.
  package var range: Range<Int>

  init(_ kind: SensitiveKind, _ range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}
