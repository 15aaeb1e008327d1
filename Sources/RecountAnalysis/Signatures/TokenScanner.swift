// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Cuts a line into tokens, with a star for what changes from one occurrence to the next.
///
/// Stars are: URLs, paths, names of hosts and addresses, tokens with a digit, words of the calendar
/// beside digits, and tokens longer than 128 bytes; a unit behind a number is left out. The types
/// of exceptions stay whatever they hold. Tokens are parted by spaces and by `= : , ; ( ) [ ] { } <
/// > " ' |`, which are tokens themselves. Colours of a terminal are left out; other control
/// characters and bytes that are not UTF-8 are parts of words like any other byte.
struct TokenScanner: Sendable {
  /// What is read of a line and kept of a row; a row that was cut ends in `…`.
  static let maxLineBytes = 4096
  static let maxTokens = 128

  /// The tokens of the line scanned last.
  private(set) var row: [Int32] = []
  private var fold = RowFold()
  private var stars = 0

  private let classes = ByteClass.table
  private let markNumbers = TokenVocabulary.markNumbers
  private let star = TokenVocabulary.star

  mutating func scan(
    _ line: ArraySlice<UInt8>, frame: ArraySlice<UInt8>, _ vocabulary: inout TokenVocabulary
  ) {
    row.removeAll(keepingCapacity: true)
    stars = 0
    let whole = line.span
    let isCut = whole.count > Self.maxLineBytes
    let bytes = whole.extracting(first: isCut ? Self.maxLineBytes : whole.count)
    var index = 0
    while index < bytes.count, row.count < Self.maxTokens {
      let byte = bytes[index]
      let kind = classes[Int(byte)]
      if kind == .space {
        index += 1
      } else if byte == ByteClass.escape {
        index = ControlSequence.end(bytes, index)
      } else if kind == .delimiter {
        row.append(markNumbers[Int(byte)])
        index += 1
      } else {
        index = scanWord(line, bytes, index, isCut: isCut, &vocabulary)
      }
    }
    // A line of nothing but constants has nothing to fold.
    if stars > 0 || row.contains(where: TokenVocabulary.isDelimiter) { fold.fold(&row) }
    if isCut || index < bytes.count { row.append(vocabulary.number(TokenVocabulary.cut[...])) }
    if !frame.isEmpty {
      let kept = frame.prefix(TokenVocabulary.maxTokenBytes - TokenVocabulary.frameMark.count)
      row.append(vocabulary.number((TokenVocabulary.frameMark + kept)[...]))
    }
  }

  /// Takes the word at `start`; gives where to go on.
  private mutating func scanWord(
    _ line: ArraySlice<UInt8>, _ bytes: Span<UInt8>, _ start: Int, isCut: Bool,
    _ vocabulary: inout TokenVocabulary
  ) -> Int {
    let word = WordShape(bytes, start, classes)
    let end = word.end
    // What the limit cut through could be anything.
    if isCut, end == bytes.count { return end }
    let isException = word.isPlain && ExceptionName.matches(bytes, start..<end)
    if !isException, word.holdsChange || isMasked(bytes, start..<end, word) {
      if row.last != star { row.append(star) }
      stars += 1
      return word.endsInDigit ? UnitWord.end(bytes, end, classes) : end
    }
    row.append(vocabulary.number(line[line.startIndex + start..<line.startIndex + end]))
    return end
  }

  private func isMasked(_ bytes: Span<UInt8>, _ word: Range<Int>, _ shape: WordShape) -> Bool {
    if word.count > TokenVocabulary.maxTokenBytes { return true }
    if shape.dots > 0, HostName.isHeld(bytes, word, classes) { return true }
    return word.count <= 4 && CalendarWord.matches(bytes, word, classes)
  }
}
