// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Damaged wrappers: never a trap, always a closed book.
@Suite struct WrapperRobustnessTests {
  private static let stacks: [[WrapperKind]] =
    WrapperKind.allCases.map { [$0] } + [
      [.syslog, .dockerJSON], [.compose, .cri], [.dockerJSON, .cri], [.cloudWatch, .dockerJSON],
      [.journalExport, .cri], [.message, .journalJSON],
    ]

  private static func lines(_ text: [UInt8]) -> Int64 {
    Int64(LineBatches.batches(text, linesEach: .max).first?.count ?? 0)
  }

  private static func content(_ kinds: [WrapperKind], _ lines: [[UInt8]]) -> [UInt8] {
    var content = lines
    for kind in kinds.reversed() {
      content = WrapperRenderer.content(content, in: kind).content
        .split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().map(Array.init)
    }
    return Array(content.joined(separator: [0x0A])) + [0x0A]
  }

  @Test(arguments: stacks)
  func `a content cut at any byte closes`(kinds: [WrapperKind]) throws {
    for format in [LogFormat.combined, .undatedCommon] {
      let format = try #require(format.wrapped(in: kinds))
      let text = Self.content(kinds, WrappedLog.lines(2, seed: 9))
      for end in 0...text.count {
        let cut = Array(text[..<end])
        let parsed = ParsedContent(LineBatches.batches(cut, linesEach: .max), as: format)
        #expect(parsed.closes && parsed.tally.lines == Self.lines(cut))
        let batch = LineBatch(bytes: cut, starts: [0], ends: [Int32(end)])
        #expect(ParsedContent([batch], as: format).closes)
      }
    }
  }

  /// Bytes that mean something to some wrapper.
  private static let telling =
    Array("\"\\[]{}:,. -|/+0PFZ<>%#\t\r=;stdout\n".utf8) + [0, 0x1B, 0x7F, 0xFF, 0xC3, 0xEF]

  @Test(arguments: stacks, [UInt64(1), 2, 3])
  func `damaged contents give the same wherever batches are cut`(
    kinds: [WrapperKind], seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let format = try #require(LogFormat.combined.wrapped(in: kinds))
    let whole = Self.content(kinds, WrappedLog.lines(12, seed: seed))
    for _ in 0..<60 {
      var text = whole
      for _ in 0...random.below(12) { Self.damage(&text, &random) }
      let once = ParsedContent(LineBatches.batches(text, linesEach: .max), as: format)
      #expect(once.closes && once.tally.lines == Self.lines(text))
      let cut = ParsedContent(
        LineBatches.batches(text, linesEach: 1 + random.below(5)), as: format)
      #expect(cut.tally == once.tally)
      #expect(cut.lines.sorted() == once.lines.sorted())
      _ = FormatDetector.detect(entry: nil, LineBatches.whole(text))
    }
  }

  private static func damage(_ text: inout [UInt8], _ random: inout SeededGenerator) {
    guard text.count > 40 else { return }
    let place = random.below(text.count - 30)
    let length = 1 + random.below(20)
    switch random.below(6) {
    case 0: text[place] = UInt8(random.below(256))
    case 1: text[place] = telling[random.below(telling.count)]
    case 2: text.insert(telling[random.below(telling.count)], at: place)
    case 3: text.removeSubrange(place..<place + length)
    case 4: text.insert(contentsOf: text[place..<place + length], at: place)
    default: text.insert(0x0A, at: place)
    }
  }

  @Test(arguments: stacks)
  func `a line whose middle was left out is a reject, and the others are not touched`(
    kinds: [WrapperKind]
  ) throws {
    let format = try #require(LogFormat.combined.wrapped(in: kinds))
    let text = Self.content(kinds, WrappedLog.lines(3, seed: 1))
    let batches = LineBatches.batches(text, linesEach: .max)
    let number = Self.lines(text) + 1
    let parsed = ParsedContent(batches + [LineBatches.oversized(text, number: number)], as: format)
    let alone = ParsedContent(batches, as: format)
    #expect(parsed.closes && parsed.tally.rejects == alone.tally.rejects + 1)
    #expect(parsed.rejects.last?.reason == .overlong && parsed.rejects.last?.line == number)
    #expect(parsed.tally.events == alone.tally.events)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "\"", "\\", "\\\"", "[", "{", "{\"a\":", "|", "P ", "<1>1 ", "\u{1B}[1m", "\\u001b",
    ])
  func `a long line of one mark takes no longer than its length`(mark: String) throws {
    let filler = String(repeating: mark, count: (1 << 17) / mark.utf8.count)
    for kind in WrapperKind.allCases {
      let format = try #require(LogFormat.combined.wrapped(in: [kind]))
      let example = String(
        decoding: WrapperRenderer.content(WrappedLog.lines(1, seed: 2), in: kind).content,
        as: UTF8.self)
      let half = example.index(example.startIndex, offsetBy: example.count / 2)
      for line in [filler, example + filler, example[..<half] + filler + example[half...]] {
        #expect(ParsedContent(line, as: format).closes)
      }
    }
  }
}
