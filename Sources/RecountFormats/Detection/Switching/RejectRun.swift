// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Lines one behind the other that the format of a content refuses, kept until it is known what they
/// are.
struct RejectRun {
  /// Lines after which the run is looked at.
  static let fullLines = 100
  /// Lines below which a run is not looked at: no format is told by a few of them.
  static let fewLines = 10
  /// Bytes after which a run is given up: long lines are no requests.
  private static let maxBytes = 1 << 20
  /// Lines that are shown to detection.
  private static let sampleLines = 30

  private(set) var rejects: [Reject] = []
  private var lines: [[UInt8]] = []
  private var bytes = 0

  var count: Int { rejects.count }
  var isEmpty: Bool { rejects.isEmpty }
  var isFull: Bool { rejects.count >= RejectRun.fullLines }
  var isTooLarge: Bool { bytes > RejectRun.maxBytes }

  mutating func append(_ reject: Reject, _ line: ArraySlice<UInt8>) {
    rejects.append(reject)
    lines.append(Array(line))
    bytes += line.count
  }

  mutating func removeAll() {
    rejects.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    bytes = 0
  }

  /// Each line as a batch of its own, for another parser.
  var batches: [LineBatch] {
    zip(rejects, lines).map { reject, line in
      LineBatch(
        bytes: line, starts: [0], ends: [Int32(clamping: line.count)], firstLine: reject.line,
        baseOffset: reject.byteOffset)
    }
  }

  /// Lines from all of the run, for detection.
  var sample: LineBatch {
    let step = max(1, lines.count / RejectRun.sampleLines)
    var batch = LineBatch()
    for index in stride(from: 0, to: lines.count, by: step) {
      batch.starts.append(Int32(clamping: batch.bytes.count))
      batch.bytes += lines[index]
      batch.ends.append(Int32(clamping: batch.bytes.count))
      batch.bytes.append(0x0A)
    }
    return batch
  }

  /// Whether `format` takes enough of the lines to be theirs: most of a full run, nearly all of a
  /// shorter one.
  func isOf(_ format: LogFormat) -> Bool {
    let least = isFull ? count / 2 : count - count / 5
    var left = count - least
    for line in lines where !format.matches(line) {
      left -= 1
      if left < 0 { return false }
    }
    return true
  }
}
