// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Words that make a number the least or the most that it may be.
enum ClaimBound {
  private static let words: [(words: String, bound: Claims.Bound)] = [
    ("no more than", .atMost), ("no fewer than", .atLeast), ("no less than", .atLeast),
    ("not more than", .atMost), ("not less than", .atLeast),
    ("more than", .atLeast), ("at least", .atLeast), ("upwards of", .atLeast),
    ("in excess of", .atLeast), ("greater than", .atLeast), ("exceeding", .atLeast),
    ("over", .atLeast), ("above", .atLeast), (">=", .atLeast), ("≥", .atLeast), (">", .atLeast),
    ("less than", .atMost), ("fewer than", .atMost), ("at most", .atMost), ("up to", .atMost),
    ("under", .atMost), ("below", .atMost), ("<=", .atMost), ("≤", .atMost), ("<", .atMost),
  ]

  /// What a bound may begin with, so that few words of a text are tried.
  static let firstWords = Set(words.map { String($0.words.prefix { $0 != " " && $0 != "=" }) })

  /// The text without the words of a bound before it, and the bound.
  static func taken(from text: String) -> (rest: String, bound: Claims.Bound?) {
    let lower = text.lowercased()
    for (words, bound) in ClaimBound.words where lower.hasPrefix(words) {
      let rest = text.dropFirst(words.count)
      // A word must end where the bound does; `>60` needs no blank.
      guard !(words.last?.isLetter ?? false) || rest.first == " " else { continue }
      return (String(rest.drop { $0 == " " }), bound)
    }
    return (text, nil)
  }
}
