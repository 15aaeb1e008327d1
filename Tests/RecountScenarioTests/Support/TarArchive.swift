// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The entries of a ustar archive, headers checked.
struct TarArchive {
  struct Entry {
    var name: String
    var content: ArraySlice<UInt8>
  }

  var entries: [Entry] = []
  /// What is wrong with the archive; empty for a good one.
  var problems: [String] = []

  init(_ bytes: [UInt8]) {
    var position = 0
    while position + 512 <= bytes.count, bytes[position] != 0 {
      let header = bytes[position..<position + 512]
      let name = String(decoding: header.prefix(100).prefix { $0 != 0 }, as: UTF8.self)
      let size = TarArchive.octal(bytes[position + 124..<position + 135])
      if bytes[position + 257..<position + 265] != Array("ustar\u{0}00".utf8)[...] {
        problems.append("\(name): no ustar magic")
      }
      let blank = header.enumerated().reduce(0) { sum, item in
        sum + ((148..<156).contains(item.offset) ? 0x20 : Int(item.element))
      }
      if blank != TarArchive.octal(bytes[position + 148..<position + 154]) {
        problems.append("\(name): wrong checksum")
      }
      if bytes[position + 156] != 0x30 { problems.append("\(name): no plain file") }
      let start = position + 512
      entries.append(Entry(name: name, content: bytes[start..<start + size]))
      position = start + (size + 511) / 512 * 512
    }
    if bytes.count - position != 1024 || bytes[position...].contains(where: { $0 != 0 }) {
      problems.append("does not end with two empty blocks")
    }
  }

  private static func octal(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 8 + Int($1 & 7) }
  }
}
