// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A phase as bins: where it begins and ends, and whether it is a ramp.
struct PhaseShape: Sendable {
  var start: CutPosition
  var end: CutPosition
  var isRamp: Bool

  var bins: Range<Int> { start.bin..<max(start.bin, end.bin) }
}

/// The phases of a window, and how far ramps from and to the base blur its ends.
struct WindowPhases: Sendable {
  var shapes: [PhaseShape] = []
  /// Where a ramp that the window begins with leaves the base.
  var softStart: CutPosition?
  /// Where a ramp that the window ends with reaches the base.
  var softEnd: CutPosition?
}
