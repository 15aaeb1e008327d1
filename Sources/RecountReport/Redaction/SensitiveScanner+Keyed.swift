// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Values that a name before them tells: `password=…`, `"user": "…"`, `?key=…`.
extension SensitiveScanner {
  /// Ends of names, without `_`, `-` and `.`, whose values are secret.
  private static let secretNames = [
    "password", "passwd", "pwd", "passphrase", "secret", "token", "apikey", "accesskey",
    "secretkey", "accesskeyid", "privatekey", "credential", "credentials", "signature", "sessionid",
    "sessid", "authorization",
  ]
  private static let userNames = ["user", "username", "login", "remoteuser"]

  /// Values that say that there is none, or that it is hidden already.
  private static let dullValues: Set<String> = [
    "null", "nil", "none", "true", "false", "undefined", "empty", "hidden", "missing", "invalid",
    "expired", "required", "unknown", "redacted", "masked", "yes", "no", "-", "0", "1",
  ]

  /// The value behind the `=` or `:` at `index`.
  func keyedValue(at index: Int) -> SensitiveSpan? {
    let isEqual = text[index] == UInt8(ascii: "=")
    guard ![0x21, 0x3C, 0x3D, 0x3E, 0x3A].contains(text[index - 1]),
      text[index + 1] != UInt8(ascii: "=")
    else { return nil }
    var end = index
    if text[end - 1] == 0x20, isEqual { end -= 1 }
    let isQuotedName = text[end - 1] == 0x22 || text[end - 1] == 0x27
    if isQuotedName {
      end -= 1
      if text[end - 1] == UInt8(ascii: "\\") { end -= 1 }
    }
    guard text[end - 1].isLetter || text[end - 1].isDigit else { return nil }
    let start = text.start(before: end, floor: 0, limit: 40) { $0.isTokenByte || $0 == 0x2E }
    let name = String(
      decoding: text.bytes[start..<end].filter(\.isAlphanumeric).map(\.lowered), as: UTF8.self)
    let isSecret = SensitiveScanner.secretNames.contains { name.hasSuffix($0) }
    let isUser = !isSecret && SensitiveScanner.userNames.contains { name.hasSuffix($0) }
    guard isSecret || isUser, let value = value(from: index + 1) else { return nil }
    let sample = text.bytes[value.range.prefix(64)]
    guard !isDull(sample) else { return nil }
    if isEqual || (isQuotedName && value.isQuoted) {
      return SensitiveSpan(isSecret ? .secret : .user, value.range)
    }
    // In prose a colon tells little: "token: not found", "user: try again".
    let isLikely =
      sample.count >= 6 && sample.contains(where: \.isDigit)
      && sample.contains(where: \.isLetter)
    return isSecret && isLikely ? SensitiveSpan(.secret, value.range) : nil
  }

  private func value(from index: Int) -> (range: Range<Int>, isQuoted: Bool)? {
    var start = text.end(from: index, limit: 2) { $0 == 0x20 }
    let isEscaped = text[start] == UInt8(ascii: "\\")
    if isEscaped { start += 1 }
    let quote = text[start]
    guard quote == 0x22 || quote == 0x27 else {
      let end = text.end(from: start, limit: 4096) { byte in
        !byte.isSpace
          && ![0x22, 0x26, 0x27, 0x29, 0x2C, 0x3B, 0x3C, 0x3E, 0x5C, 0x5D, 0x60, 0x7C, 0x7D]
            .contains(byte)
      }
      return end > start ? (start..<end, false) : nil
    }
    start += 1
    let end = text.end(from: start, limit: 4096) { byte in
      byte != quote && byte != 0x0A && !(isEscaped && byte == UInt8(ascii: "\\"))
    }
    return end > start ? (start..<end, true) : nil
  }

  private func isDull(_ value: ArraySlice<UInt8>) -> Bool {
    guard let first = value.first, first != UInt8(ascii: "$"), first != UInt8(ascii: "{"),
      first != UInt8(ascii: "*")
    else { return true }
    // A pseudonym with what a sentence puts behind it.
    if Pseudonym.isOne(value) { return true }
    guard value.count < 12 else { return false }
    return SensitiveScanner.dullValues.contains(String(decoding: value, as: UTF8.self).lowercased())
  }

  /// The value of the `name=value` behind the `?` or `&` at `index`.
  func queryValue(at index: Int) -> SensitiveSpan? {
    guard !text[index - 1].isSpace, index > 0 else { return nil }
    let end = text.end(from: index + 1, limit: 64) { byte in
      byte.isTokenByte || [0x25, 0x2E, 0x5B, 0x5D, 0x3A].contains(byte)
    }
    guard end > index + 1, text[end] == UInt8(ascii: "=") else { return nil }
    let isValue: (UInt8) -> Bool = { byte in
      !byte.isSpace && ![0x22, 0x23, 0x26, 0x27, 0x3C, 0x3E, 0x5C, 0x60].contains(byte)
    }
    return SensitiveSpan(.queryValue, end + 1..<text.end(from: end + 1, where: isValue))
  }
}
