// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A line whose stamp could be of two moments or of none.
package struct StampMark: Hashable, Sendable {
  package var line: Int64
  /// `repeatedHour` or `skippedHour`.
  package var note: SourceNote

  package init(line: Int64, note: SourceNote) {
    self.line = line
    self.note = note
  }
}

/// What stamps left unsaid, as bits of `RequestColumns.unstated`.
package enum UnstatedPart {
  package static let zone: UInt8 = 1
  package static let year: UInt8 = 2
}

extension EventBatch {
  /// Counts the requests of the batch whose stamps leave something unsaid.
  package var unstatedNotes: [SourceNote: Int64] {
    guard timeQuality != .exact else { return [:] }
    var zoneless: Int64 = 0
    var yearless: Int64 = 0
    for parts in requests.unstated {
      zoneless += Int64(parts & UnstatedPart.zone)
      yearless += Int64(parts & UnstatedPart.year) >> 1
    }
    var notes: [SourceNote: Int64] = [:]
    if zoneless > 0 { notes[.zoneless] = zoneless }
    if yearless > 0 { notes[.yearless] = yearless }
    for mark in stampMarks { notes[mark.note, default: 0] += 1 }
    return notes
  }

  /// Moves the times of requests whose stamps state no zone, read as UTC so far, to where `clock` has
  /// them; `stamp` is which of their times the stamps are.
  package mutating func place(with clock: inout ZoneClock, stamp: StampKind) {
    let count = requests.count
    guard requests.unstated.count == count else { return }
    for row in 0..<count {
      let read = stamp == .start ? requests.start[row] : requests.end[row]
      if requests.unstated[row] & UnstatedPart.zone == 0 {
        clock.pass(read)
        continue
      }
      let (moment, reading) = clock.read(read)
      let shift = moment &- read
      requests.start[row] &+= shift
      requests.end[row] &+= shift
      if reading != .plain {
        let note = reading == .repeated ? SourceNote.repeatedHour : .skippedHour
        stampMarks.append(StampMark(line: requests.line[row], note: note))
      }
    }
  }
}
