// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Requests that two sources tell of, known by an id that both have exactly once.
package struct SharedIDs: Sendable {
  /// How much later the second source has a request than the first, in microseconds.
  package struct Difference: Hashable, Sendable {
    package var start: Int64
    package var end: Int64

    package init(start: Int64, end: Int64) {
      self.start = start
      self.end = end
    }
  }

  /// Paths of the sources, in the order in which they were committed.
  package var first: String
  package var second: String
  package var differences: [Difference]
  /// Whether a source stamps whole seconds only.
  package var isFirstCoarse: Bool
  package var isSecondCoarse: Bool

  package init(
    first: String, second: String, differences: [Difference], isFirstCoarse: Bool = false,
    isSecondCoarse: Bool = false
  ) {
    self.first = first
    self.second = second
    self.differences = differences
    self.isFirstCoarse = isFirstCoarse
    self.isSecondCoarse = isSecondCoarse
  }
}

/// How far the clocks of two sources are apart.
package struct SourceSkew: Sendable {
  package var first: String
  package var second: String
  /// Ids that both sources have exactly once.
  package var sharedIDs: Int
  /// Seconds by which the clock of the second source is ahead of the first one's; nil where too few ids
  /// are shared to measure it.
  package var ahead: Estimate?

  package init(first: String, second: String, sharedIDs: Int, ahead: Estimate?) {
    self.first = first
    self.second = second
    self.sharedIDs = sharedIDs
    self.ahead = ahead
  }
}
