// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats

/// A format that takes some of a sample of lines.
struct RankedFormat: Equatable, Sendable {
  var name: String
  /// Lines of the sample that are of it.
  var matched: Int
  var score: Double

  /// The ranking of `verdict`, best first; the format that was decided on is called by its whole name,
  /// wrappers included.
  static func list(_ verdict: FormatDetector.Verdict) -> [RankedFormat] {
    verdict.ranking.map { ranked in
      let decided = verdict.format
      let isDecided = decided?.inside?.format.name == ranked.name
      return RankedFormat(
        name: isDecided ? decided?.name ?? ranked.name : ranked.name, matched: ranked.matched,
        score: ranked.score)
    }
  }
}
