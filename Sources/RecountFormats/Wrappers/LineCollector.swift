// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Collects lines instead of parsing them: what a sample looks like inside its wrapper.
final class LineCollector: PeeledParser {
  /// Lines that are collected: one of a document can hold very many.
  private static let maxLines = 500

  private(set) var lines: [[UInt8]] = []
  /// The number of each line's service, -1 for none.
  private(set) var services: [Int32] = []

  var wantsTimes: Bool { false }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    parse(PeeledLines(batch: lines), into: &events)
  }

  func parse(_ lines: PeeledLines, into events: inout EventBatch) {
    for index in 0..<lines.batch.count where self.lines.count < LineCollector.maxLines {
      let line = lines.batch.line(index)
      guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
      self.lines.append(Array(line))
      services.append(lines.service(index))
    }
  }
}
