// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Maps the hashes of known member paths to fields: open addressing over a fixed table.
struct KeyTable<Field: Sendable>: Sendable {
  /// What a known path means, and how early it stands in the list of aliases.
  struct Entry: Sendable {
    var path: UInt64
    var field: Field
    var rank: UInt8
  }

  private var slots: [Entry?]
  private let mask: Int

  /// - Parameter aliases: For each field the paths that mean it, the preferred one first.
  init(_ aliases: [(Field, [StaticString])]) {
    let count = aliases.reduce(0) { $0 + $1.1.count }
    var size = 16
    while size < count * 4 { size *= 2 }
    slots = Array(repeating: nil, count: size)
    mask = size - 1
    for (field, paths) in aliases {
      for (rank, path) in paths.enumerated() {
        let entry = Entry(path: JSONScanner.hash(path), field: field, rank: UInt8(rank))
        var index = Int(truncatingIfNeeded: entry.path) & mask
        while slots[index] != nil { index = (index + 1) & mask }
        slots[index] = entry
      }
    }
  }

  @inline(__always)
  func lookup(_ path: UInt64) -> Entry? {
    var index = Int(truncatingIfNeeded: path) & mask
    while let entry = slots[index] {
      if entry.path == path { return entry }
      index = (index + 1) & mask
    }
    return nil
  }
}
