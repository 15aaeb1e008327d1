// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What becomes of the people and machines that a report would name: `redact:` of `incident.yml`.
package struct RedactionRules: Equatable, Sendable {
  /// What is recognised; the raw value is the key in `incident.yml`.
  package enum Subject: String, CaseIterable, Sendable {
    /// Addresses of any machine: a log seldom tells whose an address is.
    case clients
    /// Names of accounts, and e-mail addresses.
    case users
    /// Names of machines inside, and the hosts of URLs.
    case hosts
    /// Whatever opens a door: tokens, keys, passwords.
    case tokens
    /// Values in the query of a URL.
    case queries
  }

  /// The raw value is the word in `incident.yml`.
  package enum Treatment: String, CaseIterable, Sendable {
    /// A name that is the same wherever the value is the same, under one key.
    case pseudonym
    /// A word that is the same for every value.
    case mask
    case keep
  }

  /// What was stated; see ``treatment(of:)`` for the rest.
  package var stated: [Subject: Treatment] = [:]
  /// Values that may be shown, with `*` for any run of characters.
  package var allowed: [String] = []
  /// Names of people as records and prose spell them; they are hidden as those of accounts are.
  package var people: [String] = []

  package init() {}

  package func treatment(of subject: Subject) -> Treatment {
    stated[subject] ?? (subject == .queries ? .mask : .pseudonym)
  }
}
