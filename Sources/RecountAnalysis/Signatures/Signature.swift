// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A failure signature: what the lines of one kind have in common.
package struct Signature: Sendable {
  /// Hash of service and template, the same wherever the same lines were read.
  package var id: SignatureID
  package var service: String
  /// Tokens with one space between; `*` is what changes, and a word after `↳` is a frame.
  package var template: [UInt8]
  /// Messages that have it.
  package var lines: Int64
  /// Token rows that were merged into it.
  package var rows: Int

  /// The template decoded leniently: bytes that are not UTF-8 become U+FFFD.
  package var text: String { String(decoding: template, as: UTF8.self) }
}

/// Names a signature: FNV-1a with 64 bits over the service, a zero byte and the template.
///
/// Worked number: the empty template of a service without a name is `af63bd4c8601b7df`.
/// Source: Fowler, Noll, Vo, http://www.isthe.com/chongo/tech/comp/fnv/.
package struct SignatureID: Hashable, Comparable, Sendable {
  package var bits: UInt64

  package init(bits: UInt64) {
    self.bits = bits
  }

  package init(service: String, template: [UInt8]) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for byte in service.utf8 { add(byte) }
    add(0)
    for byte in template { add(byte) }
    bits = hash
  }

  /// Sixteen hexadecimal digits.
  package var text: String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  package static func < (left: SignatureID, right: SignatureID) -> Bool { left.bits < right.bits }
}
