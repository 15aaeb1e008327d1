// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Why a stage cannot be measured.
public enum StageError: Error, Equatable, Sendable {
  /// The bytes given are not what the stage reads, with its own remarks.
  case damaged(String)
  /// No format has this name.
  case unknownFormat(String)
  /// A format takes this many times as long for a byte as the combined format, and may take so many.
  case slow(String, Double, Double)
}
