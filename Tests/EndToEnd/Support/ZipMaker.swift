// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation

/// Makes zip archives whose entries are stored as they are.
struct ZipMaker {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  init() {}

  mutating func add(_ name: String, _ text: String) {
    let content = Array(text.utf8)
    let sizes =
      little(Int(GzipMaker.checksum(content)), 4) + little(content.count, 4)
      + little(content.count, 4)
    let common = little(20, 2) + little(0x800, 2) + little(0, 2) + little(0x5A6C_49C1, 4)
    let offset = bytes.count
    bytes += little(0x0403_4B50, 4) + common + sizes + little(name.utf8.count, 2) + little(0, 2)
    bytes += Array(name.utf8) + content
    directory += little(0x0201_4B50, 4) + little(20, 2) + common + sizes
    directory += little(name.utf8.count, 2) + little(0, 12) + little(offset, 4) + Array(name.utf8)
    count += 1
  }

  var finished: Data {
    let end = little(0x0605_4B50, 4) + little(0, 4) + little(count, 2) + little(count, 2)
    return Data(
      bytes + directory + end + little(directory.count, 4) + little(bytes.count, 4) + little(0, 2))
  }

  private func little(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> ($0 * 8)) : 0 }
  }
}
