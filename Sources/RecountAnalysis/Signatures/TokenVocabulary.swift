// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The numbers of the distinct tokens of one set of rows.
///
/// The star and the marks with a meaning of their own have fixed numbers. Which number a word gets
/// depends on the order of the lines; nothing that leaves the analysis does.
struct TokenVocabulary: Sendable {
  /// The token that stands for what changes.
  static let star: Int32 = 0
  /// Numbers from 1 are these bytes; all but the last three are delimiters.
  static let marks: [UInt8] = Array("=:,;()[]{}<>\"'|./-".utf8)
  /// What ends a row that was cut.
  static let cut: [UInt8] = Array("…".utf8)
  /// Begins the token of a stack frame, which is never masked or merged.
  static let frameMark: [UInt8] = Array("↳".utf8)
  static let maxTokenBytes = 128

  static let equals = number(of: "=")
  static let colon = number(of: ":")
  static let full = number(of: ".")
  static let lastDelimiter = number(of: "|")

  /// The number of each mark by its byte; 0 for other bytes.
  static let markNumbers: [Int32] = {
    var numbers = [Int32](repeating: 0, count: 256)
    for (index, mark) in marks.enumerated() { numbers[Int(mark)] = Int32(index + 1) }
    return numbers
  }()

  private var table: ValueTable
  private var bytes: [UInt8] = []
  private var ends: [Int32] = []
  /// Words that got no number, as the table is full: each became a star.
  private(set) var refused = 0

  init(maxWords: Int) {
    table = ValueTable(maxEntries: maxWords + Self.marks.count + 1)
    _ = number([0x2A])
    for mark in Self.marks { _ = number([mark]) }
  }

  var count: Int { ends.count }

  /// The bytes of a token.
  func token(_ number: Int32) -> ArraySlice<UInt8> {
    bytes[(number == 0 ? 0 : Int(ends[Int(number) - 1]))..<Int(ends[Int(number)])]
  }

  /// The number of `word`; the star without room for a new one.
  mutating func number(_ word: ArraySlice<UInt8>) -> Int32 {
    switch table.place(word) {
    case .known(let number): return Int32(number)
    case .added(let number):
      bytes += word
      ends.append(Int32(bytes.count))
      return Int32(number)
    case .refused:
      refused += 1
      return Self.star
    }
  }

  static func isDelimiter(_ number: Int32) -> Bool { number > 0 && number <= lastDelimiter }

  private static func number(of mark: Character) -> Int32 {
    for (index, byte) in marks.enumerated() where mark.asciiValue == byte {
      return Int32(index + 1)
    }
    return star
  }
}
