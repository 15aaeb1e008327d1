// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Bounds that keep memory small whatever the input holds; each can be set from outside.
package struct InputLimits: Sendable {
  /// Longest line kept whole.
  ///
  /// Of a longer one head and tail are kept, half of this each.
  package var maxLineBytes = 1 << 20
  /// Longest first line kept whole where it opens a JSON value: records and whole exports are written
  /// on one line, however many megabytes they have.
  package var maxDocumentBytes: Int { min(maxLineBytes, 1 << 23) * 64 }
  /// Bytes of content that travel as one batch: few enough that lines, fields and rows made of them
  /// stay near a core.
  package var batchBytes = 1 << 18
  /// Bytes of content that one top-level input may give: a bound on decompression bombs.
  package var maxContentBytes: Int64 = 1 << 40
  /// Entries that one archive may have.
  package var maxArchiveEntries = 1_000_000
  /// Layers of compression and archives that are peeled.
  package var maxLayers = 4

  /// A limit that an input went beyond.
  package enum Kind: Sendable {
    case content(bytes: Int64)
    case archiveEntries(Int)
    case layers(Int)

    /// What is too much about the input.
    var sentence: String {
      switch self {
      case .content(let bytes): "more than \(bytes) bytes of content"
      case .archiveEntries(let count): "more than \(count) entries"
      case .layers(let count): "more than \(count) layers of compression"
      }
    }
  }

  package init() {}

  /// The same with sizes that fit: a batch is counted in `Int32`, and a read needs room for a byte.
  var clamped: InputLimits {
    var limits = self
    limits.maxLineBytes = min(max(1, maxLineBytes), 1 << 29)
    limits.batchBytes = min(max(1, batchBytes), 1 << 29)
    return limits
  }
}
