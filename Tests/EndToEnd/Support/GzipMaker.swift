// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation

/// Makes gzip members by hand, where starting `gzip` for each would take too long.
enum GzipMaker {
  /// A member that holds `text`, shorter than 64 KiB, as it is.
  static func stored(_ text: String) -> Data {
    let content = Array(text.utf8)
    let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    let block = [1] + little(content.count, 2) + little(~content.count, 2)
    let trailer = little(Int(checksum(content)), 4) + little(content.count, 4)
    return Data(header + block + content + trailer)
  }

  /// CRC-32 bit by bit: the contents are small.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }

  private static func little(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}
