// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A JSON document that has to be held to be read: as a whole, or one a line.
///
/// Memory is bounded by `maxBytes`; lines beyond are rejected as too long. Lines are joined by a
/// space, which JSON allows wherever it allows a line end.
struct HeldDocument {
  /// Records of a build are small.
  static let maxBytes = 16 << 20

  private(set) var bytes: [UInt8] = []
  private var places: [(range: Range<Int>, number: Int64, offset: Int64)] = []

  mutating func append(_ lines: LineBatch, into events: inout EventBatch) {
    for index in 0..<lines.count {
      let line = lines.line(index)
      guard bytes.count + line.count < HeldDocument.maxBytes else {
        events.reject(lines, index, .overlong)
        continue
      }
      let start = bytes.count
      bytes.append(contentsOf: line)
      places.append((start..<bytes.count, lines.number(index), lines.offset(index)))
      bytes.append(0x20)
    }
  }

  /// Gives `read` the whole document and, where it refuses that, each line; then counts the lines.
  ///
  /// `read` says why it cannot take a text, before it appends anything.
  mutating func finish(
    into events: inout EventBatch,
    _ read: (
      _ bytes: Span<UInt8>, _ range: Range<Int>, _ line: Int64, _ offset: Int64,
      _ events: inout EventBatch
    ) -> RejectReason?
  ) {
    defer {
      bytes = []
      places = []
    }
    let held = bytes
    let text = held.span
    let written = places.filter { !isBlank(text, $0.range) }
    if written.count > 1, let first = written.first,
      read(text, 0..<text.count, first.number, first.offset, &events) == nil
    {
      for place in places {
        if isBlank(text, place.range) {
          events.countIgnoredLine()
        } else {
          events.countEventLine(events: 0)
        }
      }
      return
    }
    for place in places {
      if isBlank(text, place.range) {
        events.countIgnoredLine()
      } else if let reason = read(text, place.range, place.number, place.offset, &events) {
        events.tally.lines += 1
        events.tally.rejects += 1
        events.rejects.append(
          Reject(
            line: place.number, byteOffset: place.offset, reason: reason,
            excerpt: held[place.range]))
      } else {
        events.countEventLine(events: 0)
      }
    }
  }
}
