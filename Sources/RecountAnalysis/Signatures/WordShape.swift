// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Where a word ends, and what was seen on the way.
struct WordShape {
  private(set) var end: Int
  private(set) var dots = 0
  /// The word is a number, a URL or a path, or holds one.
  private(set) var holdsChange = false
  private(set) var endsInDigit = false
  /// No path or URL, so that it may be the name of a type.
  private(set) var isPlain = true

  /// The shape of the word that begins at `start`, which is no space, delimiter or ESC.
  ///
  /// - Complexity: O(bytes of the word).
  init(_ bytes: Span<UInt8>, _ start: Int, _ classes: [ByteClass]) {
    end = start
    if let path = PathName.endAfterDrive(bytes, start, classes) { takePath(path) }
    while end < bytes.count {
      let byte = bytes[end]
      let kind = classes[Int(byte)]
      if kind == .delimiter {
        if byte == 0x3A, let url = URLName.end(bytes, start, end) { takePath(url) }
        break
      }
      if kind == .space || byte == ByteClass.escape { break }
      endsInDigit = kind.contains(.digit)
      if endsInDigit {
        holdsChange = true
      } else if byte == 0x2E {
        dots += 1
      } else if byte == 0x2F || byte == 0x5C {
        if end == start || classes[Int(bytes[end - 1])].isDisjoint(with: [.letter, .digit]),
          let path = PathName.end(bytes, end, isFirst: end == start, classes)
        {
          takePath(path)
          continue
        }
      }
      end += 1
    }
  }

  private mutating func takePath(_ end: Int) {
    self.end = end
    holdsChange = true
    isPlain = false
    endsInDigit = false
  }
}
