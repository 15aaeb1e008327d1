// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountModel
import Testing

/// Damaged lines by seed: never a trap, always a closed book.
@Suite struct FuzzTests {
  private static let rounds = 20_000

  /// Each line ends with its buffer, so that a parser that looks past the end of a line traps; then
  /// all of them stand in one buffer, where looking past the end would change what is read.
  @Test(arguments: FormatCatalog.all.map(\.name), [UInt64(11)])
  func `damaged lines are events or rejects, alone and among others`(
    name: String, seed: UInt64
  ) throws {
    let format = try #require(FormatCatalog.format(named: name))
    var mutator = LineMutator(format, seed: seed)
    var text: [UInt8] = []
    var alone: [LineBatch] = []
    for number in 1...Self.rounds {
      let line = mutator.damaged()
      alone.append(
        LineBatch(
          bytes: line, starts: [0], ends: [Int32(line.count)], firstLine: Int64(number),
          baseOffset: Int64(text.count)))
      text += line + [0x0A]
      _ = format.matches(line)
    }
    let together = ParsedContent([Self.unstripped(text)], as: format)
    let single = ParsedContent(alone, as: format)
    #expect(single.closes && together.closes)
    #expect(format.isDocument || single.tally.lines == Int64(Self.rounds))
    #expect(single.tally == together.tally)
    #expect(single.rejects == together.rejects)
    #expect(single.json == together.json)
    for line in single.lines.enumerated() where line.offset % 50 == 0 {
      let object = try? JSONSerialization.jsonObject(with: Data(line.element.utf8))
      #expect(object is [String: Any], "\(line.element)")
    }
  }

  /// One batch whose lines are exactly what stands between the LFs.
  private static func unstripped(_ text: [UInt8]) -> LineBatch {
    var batch = LineBatch(bytes: text)
    var start = 0
    for (index, byte) in text.enumerated() where byte == 0x0A {
      batch.starts.append(Int32(start))
      batch.ends.append(Int32(index))
      start = index + 1
    }
    return batch
  }

  @Test(arguments: FormatCatalog.all.map(\.name))
  func `an example cut at any byte does no harm`(name: String) throws {
    let format = try #require(FormatCatalog.format(named: name))
    for line in LineMutator.lines(format) {
      for end in 0...line.count {
        let cut = Array(line[..<end])
        let batch = LineBatch(bytes: cut, starts: [0], ends: [Int32(end)])
        #expect(ParsedContent([batch], as: format).closes)
        _ = format.matches(cut)
      }
    }
  }

  /// A quarter of a megabyte in one line that makes a parser look back or ahead from each of its bytes.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: ["\"", "\" ", "\\", "\\\"", "[", " [", " - ", "{\"a\":", ",", "/", "1", ":"])
  func `a long line of one mark takes no longer than its length`(mark: String) throws {
    let filler = String(repeating: mark, count: (1 << 18) / mark.utf8.count)
    for format in FormatCatalog.all where format.family == .access {
      for example in format.examples.prefix(1).map(\.line) {
        let half = example.index(example.startIndex, offsetBy: example.count / 2)
        for line in [filler, example + filler, example[..<half] + filler + example[half...]] {
          #expect(ParsedContent(line, as: format).closes)
        }
      }
    }
  }
}
