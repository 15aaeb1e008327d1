// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Texts by which a kind of record is told.
struct RecordMarks: Sendable {
  private let matcher: LiteralMatcher
  private let count: Int

  /// - Precondition: Each has at least two bytes.
  init(_ marks: String...) {
    matcher = LiteralMatcher(marks.map { Array($0.utf8) })
    count = marks.count
  }

  func allStand(in text: [UInt8]) -> Bool { found(in: text, atLeast: count) }

  func oneStands(in text: [UInt8]) -> Bool { found(in: text, atLeast: 1) }

  private func found(in text: [UInt8], atLeast wanted: Int) -> Bool {
    var found: Set<Int> = []
    matcher.forEachMatch(in: text.span, 0..<text.count) { mark, _ in
      found.insert(mark)
      return found.count < wanted
    }
    return found.count >= wanted
  }
}
