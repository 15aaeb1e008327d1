// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Makes tar archives, ustar headers by hand, so that hostile ones can be made too.
struct TarMaker {
  private(set) var bytes: [UInt8] = []

  /// Adds an entry of `type`, a character such as `0` for a file or `2` for a symbolic link.
  mutating func add(
    _ name: String, _ content: String = "", type: Character = "0", link: String = ""
  ) {
    let data = Array(content.utf8)
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, _ offset: Int) {
      header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
    }
    put(name, 0)
    put("0000644", 100)
    put("0000000", 108)
    put("0000000", 116)
    put(octal(data.count), 124)
    put(octal(1_671_185_251), 136)
    put("        ", 148)
    put(String(type), 156)
    put(link, 157)
    put("ustar", 257)
    put("00", 263)
    put(String(octal(header.reduce(0) { $0 + Int($1) }).suffix(6)), 148)
    header[154] = 0
    bytes += header + data + [UInt8](repeating: 0, count: (512 - data.count % 512) % 512)
  }

  /// The archive with its two closing blocks.
  var finished: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }

  private func octal(_ number: Int) -> String {
    let digits = String(number, radix: 8)
    return String(repeating: "0", count: 11 - digits.count) + digits
  }
}

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
