// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Addresses of machines.
extension SensitiveScanner {
  /// A dotted quad that is no version: versions stand behind `v`, `version`, or a product and a slash.
  ///
  /// Loopback, the unspecified address and what begins with 0 tell nothing about anybody.
  func ipv4(at index: Int) -> SensitiveSpan? {
    guard let (octets, end) = IPAddress.octets(text, at: index) else { return nil }
    let isPort = text[end] == UInt8(ascii: ":") && text[end + 1].isDigit
    guard octets[0] != 0, octets[0] != 127, !octets.allSatisfy({ $0 == 255 }) else { return nil }
    let before = text[index - 1]
    guard before != UInt8(ascii: ".") || text[index - 2] == UInt8(ascii: ".") else { return nil }
    let isFileName = text[end] == UInt8(ascii: ".") && text[end + 1].isLetter
    if isFileName, before == UInt8(ascii: "-") { return nil }
    guard isPort || !isVersion(before: index) else { return nil }
    return SensitiveSpan(.ipv4, index..<end)
  }

  /// Whether `Chrome/`, `version ` or `release=` stands before `index`.
  private func isVersion(before index: Int) -> Bool {
    let isSeparator: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x3D || $0 == 0x3A || $0 == 0x22 }
    if text[index - 1] == UInt8(ascii: "/") {
      let start = text.start(before: index - 1, floor: 0, limit: 32) { $0.isWord }
      let first = text[start]
      return start < index - 1 && first.isLetter && first != first.lowered
        && text[start - 1] != UInt8(ascii: "/") && text[start - 1] != UInt8(ascii: ".")
    }
    let end = text.start(before: index, floor: 0, limit: 4, where: isSeparator)
    guard end < index else { return false }
    let start = text.start(before: end, floor: 0, limit: 16) { $0.isLetter }
    return ["version", "ver", "release", "build"].contains {
      $0.utf8.count == end - start && text.has($0, at: start)
    }
  }

  /// Eight groups, or fewer around `::`; or a hardware address.
  ///
  /// Times have too few groups for it. The shortened form must begin as addresses in use do, with
  /// four digits or with `::`: names in C++ and Perl do not.
  func ipv6(at index: Int) -> SensitiveSpan? {
    let before = text[index - 1]
    if before == UInt8(ascii: ":"), isGroup(before: index - 1) { return nil }
    if text[index] == UInt8(ascii: ":"), text[index + 1] != UInt8(ascii: ":") || before.isWord {
      return nil
    }
    var end = text.end(from: index, limit: 47) { $0.isHex || $0 == 0x3A || $0 == 0x2E }
    guard end - index < 47, !text[end].isWord else { return nil }
    while end > index, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
    if text[end - 1] == UInt8(ascii: ":"), text[end - 2] != UInt8(ascii: ":") { end -= 1 }
    guard end - index >= 6 else { return nil }
    if IPAddress.isHardware(text.bytes[index..<end]) {
      return SensitiveSpan(.hardwareAddress, index..<end)
    }
    guard text.bytes[index..<end].contains(where: \.isDigit),
      let address = IPAddress.ipv6(text.bytes[index..<end]), IPAddress.isTelling(address)
    else { return nil }
    let first = text.end(from: index, limit: 5) { $0.isHex } - index
    let isUsual =
      first == 4 || first == 0 || (first > 2 && !IPAddress.isShort(text.bytes[index..<end]))
    guard isUsual || text.has("64:ff9b:", at: index) else { return nil }
    if text[end] == UInt8(ascii: "%") {
      end = text.end(from: end + 1, limit: 16) { $0.isTokenByte }
    }
    return SensitiveSpan(.ipv6, index..<end)
  }

  /// Whether what stands before `index` could be a group of an address that goes on there.
  private func isGroup(before index: Int) -> Bool {
    let start = text.start(before: index, floor: 0, limit: 5) { $0.isWord }
    return index - start < 5 && text.bytes[start..<index].allSatisfy(\.isHex)
  }

  // MARK: - Names

  private static let internalEnds = [
    ".internal", ".local", ".localdomain", ".lan", ".corp", ".intranet", ".home.arpa", ".private",
  ]

  /// A name that only an inner network resolves, or one that a cloud makes of an address.
  func host(at index: Int) -> SensitiveSpan? {
    let before = text[index - 1]
    guard before != UInt8(ascii: "."), before != UInt8(ascii: "-") else { return nil }
    var end = text.end(from: index, limit: 254) { $0.isHostByte || $0 == 0x5F }
    guard end - index < 254 else { return nil }
    while end > index, !text[end - 1].isAlphanumeric { end -= 1 }
    let isInternal = SensitiveScanner.internalEnds.contains {
      end - index > $0.utf8.count && text.has($0, at: end - $0.utf8.count)
    }
    guard isInternal || isCloudName(index, end) else { return nil }
    return SensitiveSpan(.internalHost, index..<end)
  }

  /// `ip-10-0-3-4`, with or without a domain.
  private func isCloudName(_ index: Int, _ end: Int) -> Bool {
    guard text.has("ip-", at: index) else { return false }
    var place = index + 3
    for part in 0..<4 {
      let next = text.end(from: place, limit: 3) { $0.isDigit }
      guard next > place else { return false }
      place = next
      if part < 3 {
        guard text[place] == UInt8(ascii: "-") else { return false }
        place += 1
      }
    }
    return place == end || text[place] == UInt8(ascii: ".")
  }

  /// What stands before the host of a URL, else the host itself, `index` being that of `://`.
  func authority(at index: Int) -> SensitiveSpan? {
    guard text[index + 2] == UInt8(ascii: "/"), text[index - 1].isAlphanumeric else { return nil }
    let start = index + 3
    // There the path is what is secret.
    if text.has("hooks.slack.com/", at: start) { return nil }
    let end = text.end(from: start, limit: 1024) { byte in
      !byte.isSpace && ![0x22, 0x23, 0x27, 0x2F, 0x3C, 0x3E, 0x3F, 0x5C, 0x60].contains(byte)
    }
    let authority = text.bytes[start..<end]
    if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
      let isService = ["git", "hg"].contains { text.text(start..<at) == $0 }
      if !isService, at > start { return SensitiveSpan(.urlCredentials, start..<at) }
      return urlHost(from: at + 1)
    }
    return urlHost(from: start)
  }

  private func urlHost(from start: Int) -> SensitiveSpan? {
    let end = text.end(from: start, limit: 254) { $0.isHostByte || $0 == 0x5F }
    guard text[start].isAlphanumeric, end - start < 254, IPAddress.octets(text, at: start) == nil,
      text.text(start..<end) != "localhost"
    else { return nil }
    if let inner = host(at: start) { return inner }
    return SensitiveSpan(.urlHost, start..<end)
  }

  /// An address of mail around the sign at `index`, which ends before `next`.
  ///
  /// Behind credentials of a URL, the host alone.
  func email(at index: Int, next: Int) -> SensitiveSpan? {
    if floor == index, index > 0 { return urlHost(from: next) }
    var start = text.start(before: index, floor: floor, limit: 64) { byte in
      byte.isTokenByte || byte == 0x2B || byte == 0x2E
    }
    while start < index, !text[start].isAlphanumeric || text.isEscape(start) { start += 1 }
    guard start < index else { return nil }
    var end = text.end(from: next, limit: 255) { $0.isHostByte }
    while end > next, !text[end - 1].isAlphanumeric { end -= 1 }
    let labels = text.bytes[next..<end].split(separator: 0x2E, omittingEmptySubsequences: false)
    guard labels.count > 1, !labels.contains(where: \.isEmpty), let last = labels.last,
      last.count > 1, last.first?.isLetter == true, last.allSatisfy(\.isTokenByte)
    else { return nil }
    // `git@host:team/repository` is a URL, and `icon@2x.png` is a picture.
    let isRepository = text.has("git", at: start) && index == start + 3 && text[end] == 0x3A
    let isPicture =
      labels[0].count == 2 && labels[0].last == UInt8(ascii: "x")
      && labels[0].first?.isDigit == true
    return isRepository || isPicture ? nil : SensitiveSpan(.email, start..<end)
  }

  // MARK: - People

  /// The name in `/home/NAME` and its like.
  func home(at index: Int) -> SensitiveSpan? {
    let isUnix = text[index] == UInt8(ascii: "/")
    if isUnix, text[index - 1].isWord, !text.isEscape(index - 1) { return nil }
    let heads = isUnix ? ["/home/", "/Users/"] : ["\\Users\\", "\\\\Users\\\\"]
    guard let head = heads.first(where: { text.hasExactly($0, at: index) }) else { return nil }
    let start = index + head.utf8.count
    let end = text.end(from: start, limit: 64) { $0.isTokenByte || $0 == 0x2E }
    return SensitiveSpan(.user, start..<end)
  }
}
