// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The addresses that requests come from: few ask much, most ask little.
struct ClientPool {
  private let addresses: [[UInt8]]
  private let weights: WeightTable

  init(count: Int, _ random: inout RandomStream) {
    addresses = (0..<count).map { index in
      var text = ByteText()
      // Every fiftieth has an address of IPv6, in the prefix for documentation.
      if index % 50 == 9 {
        text.append("2001:db8:")
        text.appendHex(4, &random)
        text.append("::")
        text.appendHex(3, &random)
      } else {
        text.append(random.within(1...223))
        for range in [0...255, 0...255, 1...254] {
          text.append(".")
          text.append(random.within(range))
        }
      }
      return text.bytes
    }
    weights = .zipf(count)
  }

  func pick(_ random: inout RandomStream) -> [UInt8] {
    addresses[weights.pick(&random)]
  }
}
