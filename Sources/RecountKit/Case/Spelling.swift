// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Finds what a mistyped word was meant to be.
package enum Spelling {
  /// The word of `words` that takes the fewest edits to reach, if those are at most a third of it.
  package static func nearest(to word: String, in words: [String]) -> String? {
    let scored = words.map { (word: $0, distance: distance(Array(word), Array($0))) }
    guard let best = scored.min(by: { ($0.distance, $0.word) < ($1.distance, $1.word) }) else {
      return nil
    }
    return best.distance <= max(1, best.word.count / 3) ? best.word : nil
  }

  /// Insertions, deletions and replacements between two words.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (i, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let replaced = diagonal + (character == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
