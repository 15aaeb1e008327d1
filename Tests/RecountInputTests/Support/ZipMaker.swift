// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Makes zip archives.
struct ZipMaker {
  enum Method {
    case stored, deflated
    /// Deflated, sizes and checksum behind the data.
    case streamed
  }

  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  mutating func add(
    _ name: String, _ content: [UInt8], _ method: Method = .deflated, isEncrypted: Bool = false,
    hasWrongChecksum: Bool = false
  ) {
    let data = method == .stored ? content : GzipMaker.deflated(content)
    let checksum = GzipMaker.checksum(content) ^ (hasWrongChecksum ? 1 : 0)
    let sizes = little(checksum, 4) + little(data.count, 4) + little(content.count, 4)
    let isLate = method == .streamed
    let flags = 0x800 | (isLate ? 8 : 0) | (isEncrypted ? 1 : 0)
    let common =
      little(20, 2) + little(flags, 2) + little(method == .stored ? 0 : 8, 2)
      + little(0x5421_0000, 4)
    let offset = bytes.count
    bytes += little(0x0403_4B50, 4) + common + (isLate ? [UInt8](repeating: 0, count: 12) : sizes)
    bytes += little(name.utf8.count, 2) + little(0, 2) + Array(name.utf8) + data
    if isLate { bytes += little(0x0807_4B50, 4) + sizes }
    directory += little(0x0201_4B50, 4) + little(20, 2) + common + sizes
    directory += little(name.utf8.count, 2) + little(0, 12) + little(offset, 4) + Array(name.utf8)
    count += 1
  }

  mutating func add(_ name: String, _ text: String, _ method: Method = .deflated) {
    add(name, Array(text.utf8), method)
  }

  var finished: [UInt8] {
    let end = little(0x0605_4B50, 4) + little(0, 4) + little(count, 2) + little(count, 2)
    return bytes + directory + end + little(directory.count, 4) + little(bytes.count, 4)
      + little(0, 2)
  }

  private func little(_ number: some BinaryInteger, _ width: Int) -> [UInt8] {
    (0..<width).map { $0 < 8 ? UInt8(truncatingIfNeeded: UInt64(number) >> UInt64($0 * 8)) : 0 }
  }
}
