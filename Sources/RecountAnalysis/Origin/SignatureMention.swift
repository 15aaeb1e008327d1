// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A signature that is new in one service and names another: "connection refused: payments".
package struct SignatureMention: Hashable, Sendable {
  /// The service that logged it.
  package var caller: String
  /// The service it names.
  package var callee: String
  /// Identifies the signature; names the evidence.
  package var signature: String
  /// Whether it says that the caller stopped waiting.
  package var isTimeout: Bool

  package init(caller: String, callee: String, signature: String, isTimeout: Bool) {
    self.caller = caller
    self.callee = callee
    self.signature = signature
    self.isTimeout = isTimeout
  }

  /// The services that the text of a new signature of `caller` names, in the order of their names.
  ///
  /// A name has to stand alone: neighbours may not be letters, digits, hyphens or underscores, so
  /// `pay` is not found in `payments` nor `db` in `users-db`. The case of letters does not matter. The
  /// caller itself and names of fewer than two bytes are left out.
  package static func find(
    in text: String, signature: String, caller: String, among services: [String]
  ) -> [SignatureMention] {
    let bytes = text.utf8.map(lowercase)
    let isTimeout = timeouts.contains { contains(bytes, Array($0.utf8), alone: false) }
    return Set(services).sorted().compactMap { name in
      let wanted = name.utf8.map(lowercase)
      guard name != caller, wanted.count >= 2, contains(bytes, wanted, alone: true) else {
        return nil
      }
      return SignatureMention(
        caller: caller, callee: name, signature: signature, isTimeout: isTimeout)
    }
  }

  private static let timeouts = [
    "timeout", "timed out", "time out", "time-out", "timing out", "deadline exceeded",
  ]

  private static func contains(_ text: [UInt8], _ wanted: [UInt8], alone: Bool) -> Bool {
    guard wanted.count <= text.count else { return false }
    return (0...(text.count - wanted.count)).contains { start in
      let end = start + wanted.count
      guard text[start..<end].elementsEqual(wanted) else { return false }
      guard alone else { return true }
      return !(start > 0 && isNamePart(text[start - 1]))
        && !(end < text.count && isNamePart(text[end]))
    }
  }

  private static func lowercase(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte + 32 : byte
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
      || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
