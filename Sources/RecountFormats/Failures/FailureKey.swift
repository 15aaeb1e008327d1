// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The literal of a pattern by which a search for many patterns at once finds it.
///
/// Case and the value of a digit do not matter in it, so that a number beside a literal makes it one
/// byte longer.
struct FailureKey: Sendable {
  /// At least `minBytes`; at least two when it begins the line.
  private(set) var text: [UInt8]
  /// Where its five least common bytes begin; nil for one that begins the line.
  private(set) var window: Int?

  static let minBytes = 5

  /// The key of a pattern that begins the line with `literal`, which has at least two bytes.
  init(beginning literal: [UInt8]) {
    text = literal.map { UInt8(truncatingIfNeeded: FailureKey.fold($0)) }
  }

  /// The least common of `literals`; nil when all are shorter than `minBytes`.
  init?(anyOf literals: [[UInt8]]) {
    var best: (score: Int, text: [UInt8], window: Int)?
    for literal in literals where literal.count >= FailureKey.minBytes {
      let text = literal.map { UInt8(truncatingIfNeeded: FailureKey.fold($0)) }
      for start in 0...text.count - FailureKey.minBytes {
        let score = FailureKey.rarity(text[start..<start + FailureKey.minBytes])
        if score > best?.score ?? -1 { best = (score, text, start) }
      }
    }
    guard let best else { return nil }
    (text, window) = (best.text, best.window)
  }

  /// Whether the key is what `bytes` hold at `start`, before `end`.
  @inline(__always)
  func stands(in bytes: Span<UInt8>, at start: Int, end: Int) -> Bool {
    guard start + text.count <= end else { return false }
    let text = text.span
    for offset in 0..<text.count where FailureKey.fold(bytes[start + offset]) != text[offset] {
      return false
    }
    return true
  }

  @inline(__always)
  static func fold(_ byte: UInt8) -> UInt32 {
    byte &- 0x30 < 10 ? 0x30 : UInt32(byte | 0x20)
  }

  /// Sixteen bits of four folded bytes.
  @inline(__always)
  static func hash(_ group: UInt32) -> Int {
    Int(truncatingIfNeeded: (group &* 0x9E37_79B1) >> 16)
  }

  // MARK: - Choice

  /// How seldom folded bytes are in logs, roughly: nothing for a part of a common word.
  private static func rarity(_ bytes: ArraySlice<UInt8>) -> Int {
    for word in commonWords where word.contains(bytes) { return 0 }
    return bytes.reduce(0) { $0 + rarity(of: $1) }
  }

  private static func rarity(of byte: UInt8) -> Int {
    switch byte {
    case 0x20, 0x30, 0x2D, 0x2E, 0x2F: 0
    case 0x62, 0x66, 0x6A, 0x6B, 0x71, 0x76, 0x77, 0x78, 0x79, 0x7A: 3
    case 0x61, 0x65, 0x69, 0x6E, 0x6F, 0x72, 0x73, 0x74, 0x3A: 1
    default: 2
    }
  }

  private static let commonWords: [[UInt8]] = [
    " tests ", " test: ", " build", "building ", " compile", "compiling ", " module", " received ",
    " download", "downloading ", " version", " command ", " remote ", " memory ", " process ",
    " execution ", " network ", " version ", " service ", " request ", " exception ", " objects ",
    " require", " resolve", "resolving ", " cache ", " files ", " warning: ", " failed ",
    " failure",
    " error: ", " errors ", " could not ", " with ", " from ", " http", "https://", " java.",
    ".java:0",
    " npm ", " python", " docker ", "http error", " task :", "> task ", " script ", " package ",
    " assert", " available ", " finished ", " running ", " started ", " system ", "0:0: ",
  ].map { Array($0.utf8) }
}

extension [UInt8] {
  fileprivate func contains(_ part: ArraySlice<UInt8>) -> Bool {
    guard count >= part.count else { return false }
    for start in 0...count - part.count
    where self[start..<start + part.count].elementsEqual(part) { return true }
    return false
  }
}
