// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Makes tar archives, ustar headers by hand, so that hostile ones can be made too.
struct TarMaker {
  private(set) var bytes: [UInt8] = []

  /// Adds an entry of `type`, a character such as `0` for a file or `2` for a symbolic link.
  mutating func add(
    _ name: String, _ content: String = "", type: Character = "0", link: String = ""
  ) {
    add(bytesOfName: Array(name.utf8), content, type: type, link: link)
  }

  mutating func add(
    bytesOfName name: [UInt8], _ content: String, type: Character = "0", link: String = ""
  ) {
    let data = Array(content.utf8)
    var header = name + [UInt8](repeating: 0, count: 512 - name.count)
    func put(_ text: String, _ offset: Int) {
      header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
    }
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
