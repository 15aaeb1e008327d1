// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Crypto
import RecountModel

/// Names that stand for values: the same for the same value under one key, and no way back.
package struct Pseudonym: Sendable {
  /// What makes pseudonyms: HMAC-SHA256 under this key, so that no list of all addresses gives them.
  package struct Key: Sendable {
    /// Fewer bytes than these could be guessed.
    package static let minBytes = 16

    let bytes: [UInt8]

    /// Nil when `bytes` are too few.
    package init?(_ bytes: [UInt8]) {
      guard bytes.count >= Key.minBytes else { return nil }
      self.bytes = bytes
    }

    /// A key that nobody had before, as text.
    package static func random() -> String {
      var system = SystemRandomNumberGenerator()
      return Pseudonym.hex((0..<32).map { _ in UInt8.random(in: 0...255, using: &system) })
    }
  }

  /// Forty bits: among 65,536 values two share one in one of five hundred cases.
  private static let digits = 10
  static let hidden = "hidden"

  private let key: SymmetricKey

  package init(key: Key) {
    self.key = SymmetricKey(data: key.bytes)
  }

  /// `client-3f9a01c2de`.
  func name(_ value: String, _ subject: RedactionRules.Subject) -> String {
    let word = Pseudonym.word(subject)
    let code = HMAC<SHA256>.authenticationCode(for: Array("\(word)\0\(value)".utf8), using: key)
    return "\(word)-\(Pseudonym.hex(code.prefix(Pseudonym.digits / 2)))"
  }

  /// `client-hidden`.
  static func mask(_ subject: RedactionRules.Subject) -> String { "\(word(subject))-\(hidden)" }

  private static func word(_ subject: RedactionRules.Subject) -> String {
    switch subject {
    case .clients: "client"
    case .users: "user"
    case .hosts: "host"
    case .tokens: "token"
    case .queries: "value"
    }
  }

  /// Whether `bytes` begin with a pseudonym or a mask that ends like a word.
  static func isOne(_ bytes: ArraySlice<UInt8>) -> Bool {
    for subject in RedactionRules.Subject.allCases {
      let head = word(subject) + "-"
      guard bytes.starts(with: head.utf8) else { continue }
      let rest = bytes.dropFirst(head.utf8.count)
      if rest.starts(with: hidden.utf8) {
        return rest.dropFirst(hidden.utf8.count).first?.isWord != true
      }
      let isHex = rest.prefix(digits).count == digits && rest.prefix(digits).allSatisfy(\.isHex)
      return isHex && rest.dropFirst(digits).first?.isWord != true
    }
    return false
  }

  private static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
