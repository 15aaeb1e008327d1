// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Rows drawn from a seed: few values and many, absent, empty, not UTF-8, with NUL.
struct RequestSample {
  private var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  mutating func rows(_ count: Int) -> [RequestRow] {
    (0..<count).map { row(line: Int64($0 + 1)) }
  }

  private mutating func row(line: Int64) -> RequestRow {
    var row = RequestRow()
    row.line = line
    row.byteOffset = line * 100
    row.start = 1_671_148_800_000_000 + Int64(random.below(86_400)) * 1_000_000
    row.duration = random.below(4) == 0 ? -1 : Int64(random.below(5_000_000))
    row.end = row.start + max(0, row.duration) + (random.below(5) == 0 ? 1500 : 0)
    row.upstreamDuration = random.below(3) == 0 ? -1 : Int64(random.below(5_000_000))
    row.status = Int16([0, 200, 404, 502, 504][random.below(5)])
    row.outcome = Outcome.allCases[random.below(5)]
    row.bodyBytes = random.below(3) == 0 ? -1 : Int64(random.below(1 << 40))
    for column in row.values.indices { row.values[column] = value(column) }
    row.path = text(most: 40)
    row.query = random.below(2) == 0 ? [] : text(most: 20)
    row.trace = trace()
    return row
  }

  /// Hex of either case and of any length near the one that is packed, text, nothing.
  private mutating func trace() -> [UInt8] {
    let lower = Array("0123456789abcdef".utf8)
    let upper = Array("0123456789ABCDEF".utf8)
    switch random.below(5) {
    case 0: return []
    case 1: return text(most: 32)
    case 2: return (0..<31 + random.below(3)).map { _ in lower[random.below(16)] }
    case 3: return (0..<32).map { _ in upper[random.below(16)] }
    default: return (0..<32).map { _ in lower[random.below(16)] }
    }
  }

  /// Services and causes are few; other columns have more values than a small dictionary holds.
  private mutating func value(_ column: Int) -> [UInt8]? {
    switch random.below(10) {
    case 0: nil
    case 1 where column != RequestRow.serviceColumn: text(most: 6)
    default: Array("\(column)-\(random.below(column < 6 ? 5 : 60))".utf8)
    }
  }

  /// Bytes of any kind, among them NUL, quotes, and what is not UTF-8.
  private mutating func text(most: Int) -> [UInt8] {
    let alphabet: [UInt8] = [0, 0x0A, 0x27, 0x22, 0x5C, 0x41, 0x7A, 0x2F, 0x80, 0xC3, 0xA9, 0xFF]
    return (0..<random.below(most + 1)).map { _ in alphabet[random.below(alphabet.count)] }
  }
}
