// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Finds the names of people that were listed, as whole words and in any case.
struct PeopleScanner {
  /// Longest first: `Ada Lovelace` before `Ada`.
  private let names: [[UInt8]]

  init(_ names: [String]) {
    self.names = names.map { $0.utf8.map(\.lowered) }.filter { !$0.isEmpty }
      .sorted { $0.count > $1.count }
  }

  /// `spans` with the names that lie outside of them, in order.
  ///
  /// - Complexity: O(*n* · *m*); names are what people wrote.
  func added(to spans: [SensitiveSpan], of bytes: [UInt8]) -> [SensitiveSpan] {
    guard !names.isEmpty else { return spans }
    var found: [SensitiveSpan] = []
    var rest = spans[...]
    var index = 0
    while index < bytes.count {
      if let span = rest.first, span.range.lowerBound <= index {
        found.append(span)
        index = max(index, span.range.upperBound)
        rest.removeFirst()
        continue
      }
      let limit = rest.first?.range.lowerBound ?? bytes.count
      guard let name = name(at: index, of: bytes, before: limit) else {
        index += 1
        continue
      }
      found.append(SensitiveSpan(.person, index..<index + name.count))
      index += name.count
    }
    return found + rest
  }

  private func name(at index: Int, of bytes: [UInt8], before limit: Int) -> [UInt8]? {
    guard index == 0 || !PeopleScanner.isLetter(bytes[index - 1]) else { return nil }
    return names.first { name in
      let end = index + name.count
      guard end <= limit, end == bytes.count || !PeopleScanner.isLetter(bytes[end]) else {
        return false
      }
      return bytes[index..<end].elementsEqual(name) { $0.lowered == $1 }
    }
  }

  /// Letters beyond ASCII begin and go on with such bytes.
  private static func isLetter(_ byte: UInt8) -> Bool { byte.isWord || byte >= 0x80 }
}
