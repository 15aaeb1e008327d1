// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Addresses of clients, all from the ranges set aside for documentation.
///
/// RFC 5737 and RFC 3849: 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 2001:db8::/32.
struct ClientPool: Sendable {
  private static let networks: [StaticString] = ["192.0.2.", "198.51.100.", "203.0.113."]

  private let addresses: [[UInt8]]

  init(hasIPv6: Bool) {
    var generator = SeededGenerator(seed: 0xC11E_2077)
    addresses = (0..<1024).map { index in
      var text = ByteBuffer(capacity: 40)
      if hasIPv6, index % 7 == 3 {
        text.append("2001:db8:")
        text.append(hex: generator.next() | 1 << 15, digits: 4)
        text.append(":")
        text.append(hex: generator.next() | 1 << 15, digits: 4)
        text.append("::")
        text.append(hex: generator.next() | 1 << 15, digits: 4)
      } else {
        text.append(ClientPool.networks[generator.below(3)])
        text.append(decimal: 1 + generator.below(254))
      }
      return text.bytes
    }
  }

  func pick(_ bits: UInt64) -> [UInt8] {
    TextTemplate.pick(addresses, bits)
  }
}
