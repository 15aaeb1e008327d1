// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountInput
import RecountModel

/// The beginning of a content: its format, and the lines that were read to tell it.
struct ContentOpening {
  /// Batches looked at when the first ones say nothing, such as a line that is too long or blank ones.
  private static let maxBatches = 4

  /// Nil when no format takes the content.
  var format: LogFormat?
  /// What the lines are wrapped in, where no format takes what is inside.
  var wrappers: [String] = []
  /// The lines that were read, in their order.
  var batches: [LineBatch] = []

  /// Reads until a format is told; `known` is one that was asked for, `own` are those of the user.
  init(
    _ lines: LineFeed, entry: String?, known: LogFormat?, own: [LogFormat]
  ) throws(InputError) {
    format = known
    while batches.count < ContentOpening.maxBatches, let batch = try lines.next() {
      batches.append(batch)
      if format != nil { return }
      let verdict = FormatDetector.detect(entry: entry, batch, own: own)
      format = verdict.format
      wrappers = verdict.wrappers
      if format != nil { return }
      if verdict.sampled > 0 {
        try lookFurther(lines)
        return
      }
    }
    if batches.isEmpty, format == nil {
      format = FormatDetector.detect(entry: entry, nil).format
    }
  }

  /// Looks behind lines that are of no format, such as what a program says when it starts.
  private mutating func lookFurther(_ lines: LineFeed) throws(InputError) {
    var search = BannerSearch()
    for batch in batches { search.add(batch) }
    while !search.isFull, let batch = try lines.next() {
      batches.append(batch)
      search.add(batch)
    }
    format = search.format()
  }
}
