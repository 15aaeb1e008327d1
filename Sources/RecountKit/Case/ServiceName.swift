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
    let file = path.split(separator: "!").first ?? ""
    var name = file.split(separator: "/").last.map(Substring.init) ?? file
    while true {
      let before = name
      for suffix in suffixes where name.hasSuffix(suffix) && name.count > suffix.count {
        name = name.dropLast(suffix.count)
      }
      name = withoutRotation(name)
      name = withoutDate(name)
      if name == before { break }
    }
    return name.isEmpty ? String(file) : String(name)
  }

  private static let suffixes = [
    ".gz", ".zst", ".xz", ".bz2", ".lz4", ".zip", ".tar", ".tgz", ".log", ".txt", ".json", ".jsonl",
    ".ndjson",
  ]

  /// Cuts `.2`: at most four digits after a point.
  private static func withoutRotation(_ name: Substring) -> Substring {
    guard let point = name.lastIndex(of: ".") else { return name }
    let number = name[name.index(after: point)...]
    let isRotation = (1...4).contains(number.count) && number.allSatisfy(\.isNumber)
    return isRotation && point != name.startIndex ? name[..<point] : name
  }

  /// Cuts `-20221216`, `-2022-12-16` or `_2022-12-16T10`, with what a rotation puts behind it.
  private static func withoutDate(_ name: Substring) -> Substring {
    let bytes = Array(name.utf8)
    var index = bytes.count - 1
    var digits = 0
    while index > 0, isDatePart(bytes[index]) {
      if bytes[index] >= 0x30, bytes[index] <= 0x39 { digits += 1 }
      index -= 1
    }
    let cut = index + 1
    guard cut > 0, cut < bytes.count, digits >= 8, let first = bytes[cut...].first,
      [0x2D, 0x5F, 0x2E].contains(first), bytes.count > cut + 2,
      bytes[cut + 1] == 0x31 || bytes[cut + 1] == 0x32
    else { return name }
    return name.prefix(cut)
  }

  private static func isDatePart(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || byte == 0x2D || byte == 0x5F || byte == 0x2E || byte == 0x54
      || byte == 0x5A
  }
}
