// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What opens doors: tokens by their form, secrets by their name.
extension SensitiveScanner {
  /// Beginnings that a vendor gives its tokens, with the fewest bytes behind them.
  private static let vendors: [(head: String, least: Int)] = [
    ("github_pat_", 20), ("ghp_", 20), ("gho_", 20), ("ghu_", 20), ("ghs_", 20), ("ghr_", 20),
    ("glpat-", 16), ("glptt-", 16), ("glrt-", 16), ("gldt-", 16), ("glcbt-", 16),
    ("xoxa-", 8), ("xoxb-", 8), ("xoxe-", 8), ("xoxo-", 8), ("xoxp-", 8), ("xoxr-", 8),
    ("xoxs-", 8), ("xapp-", 8), ("AIza", 35), ("ya29.", 20), ("sk_live_", 16), ("sk_test_", 16),
    ("rk_live_", 16), ("rk_test_", 16), ("sk-", 32), ("npm_", 30), ("pypi-", 30), ("SG.", 30),
    ("ATATT3", 20), ("ATCTT3", 20), ("ATBB", 28), ("BBDC-", 20), ("dckr_pat_", 16), ("hvs.", 20),
    ("dop_v1_", 32), ("NRAK-", 20), ("lin_api_", 20), ("hf_", 30),
  ]

  /// Beginnings of the keys of AWS, sixteen capitals and digits behind them; see
  /// [identifiers](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html).
  private static let keysOfAWS = [
    "AKIA", "ASIA", "ABIA", "ACCA", "AGPA", "AIDA", "ANPA", "ANVA", "APKA", "AROA",
  ]

  mutating func token(at index: Int) -> SensitiveSpan? {
    if text.has("x-token-auth:", at: index) {
      let start = index + 13
      let end = text.end(from: start) { !$0.isSpace && ![0x22, 0x27, 0x2F, 0x40].contains($0) }
      return SensitiveSpan(.urlCredentials, start..<end)
    }
    if text.has("hooks.slack.com/services/", at: index) {
      let start = index + 25
      return SensitiveSpan(
        .accessToken, start..<text.end(from: start) { $0.isTokenByte || $0 == 0x2F })
    }
    return webToken(at: index) ?? awsKey(at: index) ?? vendorToken(at: index)
      ?? authorization(at: index)
  }

  /// Parts with points between, the first of which begins with `eyJ`; a long first part alone may
  /// be one that was cut off.
  private mutating func webToken(at index: Int) -> SensitiveSpan? {
    guard index >= deadUntil, text.hasExactly("eyJ", at: index) else { return nil }
    let head = text.end(from: index, where: \.isTokenByte)
    guard text[head] == UInt8(ascii: "."), text[head + 1].isTokenByte else {
      deadUntil = head
      let isCut = head - index >= 20
      return isCut ? SensitiveSpan(.webToken, index..<head) : nil
    }
    guard head - index >= 8 else { return nil }
    let body = text.end(from: head + 1, where: \.isTokenByte)
    let isWhole = text[body] == UInt8(ascii: ".")
    let end = isWhole ? text.end(from: body + 1, where: \.isTokenByte) : body
    return SensitiveSpan(.webToken, index..<end)
  }

  private func awsKey(at index: Int) -> SensitiveSpan? {
    guard text[index] == UInt8(ascii: "A"),
      SensitiveScanner.keysOfAWS.contains(where: { text.hasExactly($0, at: index) })
    else { return nil }
    let end = text.end(from: index, limit: 21) { $0.isDigit || ($0.isLetter && $0 != $0.lowered) }
    guard end == index + 20, !text[end].isWord else { return nil }
    return SensitiveSpan(.accessToken, index..<end)
  }

  private func vendorToken(at index: Int) -> SensitiveSpan? {
    let vendor = SensitiveScanner.vendors.first { text.hasExactly($0.head, at: index) }
    guard let vendor else { return nil }
    let start = index + vendor.head.utf8.count
    let least = text.end(from: start, limit: vendor.least) { $0.isTokenByte || $0 == 0x2E }
    // What the end of an excerpt cut off is no less secret.
    let isCut = least == text.count && least - start >= 8
    guard least - start == vendor.least || isCut,
      text.bytes[start..<least].contains(where: \.isDigit)
    else { return nil }
    var end = text.end(from: least) { $0.isTokenByte || $0 == 0x2E }
    while text[end - 1] == UInt8(ascii: ".") { end -= 1 }
    return SensitiveSpan(.accessToken, index..<end)
  }

  /// What stands behind `Bearer`, `Basic` or `token`; "bearer of the news" is none.
  private func authorization(at index: Int) -> SensitiveSpan? {
    let word = ["bearer", "basic", "token", "digest", "apikey"].first { text.has($0, at: index) }
    guard let word else { return nil }
    let gap = index + word.utf8.count
    guard text[gap] == 0x20 else { return nil }
    let start = text.end(from: gap, limit: 4) { $0 == 0x20 }
    let isValue: (UInt8) -> Bool = {
      $0.isTokenByte || [0x2B, 0x2E, 0x2F, 0x3D, 0x7E].contains($0)
    }
    let least = word == "bearer" || word == "basic" ? 8 : 20
    let sample = text.end(from: start, limit: 64, where: isValue)
    let bytes = text.bytes[start..<sample]
    let isPadded = sample < start + 64 && bytes.last == UInt8(ascii: "=")
    let hasKey = bytes.dropLast().contains(UInt8(ascii: "=")) && !isPadded
    guard bytes.count >= least, !hasKey, bytes.contains(where: \.isDigit) || isPadded
    else { return nil }
    var end = text.end(from: start, where: isValue)
    while text[end - 1] == UInt8(ascii: ".") { end -= 1 }
    return SensitiveSpan(.authorization, start..<end)
  }

  /// A key in armour, to its end or that of the text.
  func privateKey(at index: Int) -> SensitiveSpan? {
    guard text[index - 1] != UInt8(ascii: "-"), text.hasExactly("-----BEGIN ", at: index) else {
      return nil
    }
    let label = text.end(from: index + 11, limit: 40) { $0 == 0x20 || $0.isAlphanumeric }
    guard text.has("private key", at: label - 11) || text.has("private key block", at: label - 17),
      text.hasExactly("-----", at: label)
    else { return nil }
    var end = label + 5
    while end < text.count {
      if text[end] == UInt8(ascii: "-"), text.hasExactly("-----END ", at: end) {
        end = text.end(from: end + 9, limit: 40) { $0 != UInt8(ascii: "-") && $0 != 0x0A }
        return SensitiveSpan(.privateKey, index..<text.end(from: end, limit: 5) { $0 == 0x2D })
      }
      end += 1
    }
    return SensitiveSpan(.privateKey, index..<end)
  }
}
