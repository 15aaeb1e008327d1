// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The service that a file's name suggests, when neither its lines nor `incident.yml` say one.
enum ServiceName {
  /// The name without compression, suffix, rotation number and date.
  ///
  /// `web-1/access.log.2.gz` is `access`, `cart-2022-12-16.log.gz` and `cart-20221216.log` are
  /// `cart`; standard input is `stdin`.
  static func suggested(by path: String) -> String {
    if path == "-" { return "stdin" }
    let whole = Array(path.utf8)
    // What stands before the first `!` is the path of an archive, which names the service.
    let archive = whole.split(separator: UInt8(ascii: "!"), maxSplits: 1).first ?? []
    let file = archive.split(separator: UInt8(ascii: "/")).last ?? archive
    var name = file
    while true {
      let before = name.count
      for suffix in suffixes where name.count > suffix.count && name.hasSuffix(suffix) {
        name = name.dropLast(suffix.count)
      }
      name = withoutRotation(name)
      name = withoutDate(name)
      if name.count == before { break }
    }
    return String(decoding: name.isEmpty ? archive : name, as: UTF8.self)
  }

  private static let suffixes: [[UInt8]] = [
    ".gz", ".zst", ".xz", ".bz2", ".lz4", ".zip", ".tar", ".tgz", ".log", ".txt", ".json", ".jsonl",
    ".ndjson",
  ].map { Array($0.utf8) }

  /// Cuts `.2`: at most four digits after a point.
  private static func withoutRotation(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let point = name.lastIndex(of: 0x2E), point > name.startIndex else { return name }
    let number = name[(point + 1)...]
    let isRotation = (1...4).contains(number.count) && number.allSatisfy { $0 &- 0x30 < 10 }
    return isRotation ? name[..<point] : name
  }

  /// Cuts `-20221216`, `-2022-12-16` or `_2022-12-16T10`, with what a rotation puts behind it.
  private static func withoutDate(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var digits = 0
    var cut = name.endIndex
    while cut - 1 > name.startIndex, isDatePart(name[cut - 1]) {
      cut -= 1
      if name[cut] &- 0x30 < 10 { digits += 1 }
    }
    guard digits >= 8, [0x2D, 0x5F, 0x2E].contains(name[cut]), name.endIndex > cut + 2,
      name[cut + 1] == 0x31 || name[cut + 1] == 0x32
    else { return name }
    return name[..<cut]
  }

  private static func isDatePart(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || byte == 0x2D || byte == 0x5F || byte == 0x2E || byte == 0x54
      || byte == 0x5A
  }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool {
    self.suffix(suffix.count).elementsEqual(suffix)
  }
}
