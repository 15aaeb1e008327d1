// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel

/// Lines made of the formats' own examples, whole and damaged, by seed.
struct LineMutator {
  private var random: SeededGenerator
  private let lines: [[UInt8]]
  private let others: [[UInt8]]

  /// Bytes that mean something to some parser.
  private static let telling =
    Array("\"\\[]{}:,. -/+0189TZ%#'\t\r=;éü".utf8) + [0, 0x7F, 0xFF, 0xC3, 0xED]

  init(_ format: LogFormat, seed: UInt64) {
    random = SeededGenerator(seed: seed)
    lines = LineMutator.lines(format)
    others = FormatCatalog.all.flatMap(LineMutator.lines)
  }

  /// Every line of the examples and refusals of `format`.
  static func lines(_ format: LogFormat) -> [[UInt8]] {
    (format.examples.map(\.line) + format.refusals.map(\.line)).flatMap {
      $0.split(separator: "\n").map { Array($0.utf8) }
    }
  }

  /// A whole line, now and then of another format or blank.
  mutating func whole() -> [UInt8] {
    switch random.below(10) {
    case 0: others[random.below(others.count)]
    case 1: [[], [0x20], Array("# comment".utf8)][random.below(3)]
    default: lines[random.below(lines.count)]
    }
  }

  /// A line with one to four damages; it holds no LF.
  mutating func damaged() -> [UInt8] {
    var line = lines[random.below(lines.count)]
    for _ in 0...random.below(4) { damage(&line) }
    return line.map { $0 == 0x0A ? 0x0B : $0 }
  }

  private mutating func damage(_ line: inout [UInt8]) {
    guard !line.isEmpty else { return line.append(LineMutator.telling[0]) }
    let place = random.below(line.count)
    let length = min(line.count - place, 1 + random.below(12))
    switch random.below(9) {
    case 0: line[place] ^= UInt8(1 << random.below(8))
    case 1: line[place] = UInt8(random.below(256))
    case 2: line[place] = LineMutator.telling[random.below(LineMutator.telling.count)]
    case 3: line.insert(LineMutator.telling[random.below(LineMutator.telling.count)], at: place)
    case 4: line.removeSubrange(place..<place + length)
    case 5: line.removeSubrange(place...)
    case 6: line.insert(contentsOf: line[place..<place + length], at: place)
    case 7: line.insert(contentsOf: repeatElement(0x39, count: 20), at: place)
    default:
      let other = others[random.below(others.count)]
      line.replaceSubrange(place..., with: other[random.below(other.count)...])
    }
  }
}
