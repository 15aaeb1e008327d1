// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What a stage took and gave in one run: what its throughput is measured in, and what is checked.
public struct StageCounts: Equatable, Sendable {
  /// Bytes of content, decompressed.
  public var bytes = 0
  /// Lines; 0 where the stage knows of none.
  public var lines = 0
  /// Events; 0 where the stage knows of none.
  public var events = 0

  /// Counts of nothing.
  public init() {}
}
