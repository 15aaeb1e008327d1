// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation

/// Makes tar archives by hand, so that hostile ones can be made too.
struct TarMaker {
  private var bytes: [UInt8] = []

  init() {}

  /// Adds an entry of `type`, a character such as `0` for a file or `2` for a symbolic link.
  mutating func add(
    _ name: String, _ content: String = "", type: Character = "0", link: String = ""
  ) {
    add(name, Data(content.utf8), type: type, link: link)
  }

  mutating func add(
    _ name: String, _ data: Data, type: Character = "0", link: String = ""
  ) {
    var header = Array(name.utf8) + [UInt8](repeating: 0, count: 512 - name.utf8.count)
    func put(_ text: String, _ offset: Int) {
      header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
    }
    put("0000644", 100)
    put("0000000", 108)
    put("0000000", 116)
    put(octal(data.count), 124)
    put(octal(1_741_770_842), 136)
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
  var finished: Data { Data(bytes + [UInt8](repeating: 0, count: 1024)) }

  private func octal(_ number: Int) -> String {
    let digits = String(number, radix: 8)
    return String(repeating: "0", count: 11 - digits.count) + digits
  }
}
