// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
import RecountModel

/// Inserts sources, the stretches of time they have events in, their rejects and their milestones.
final class SourceInsert {
  private let insertSource: RawStatement
  private let insertNote: RawStatement
  private let insertMark: RawStatement
  private let insertSpan: RawStatement
  private let insertFormat: RawStatement
  private let insertReject: RawStatement
  private let insertMilestone: RawStatement

  init(_ database: Database) throws {
    insertSource = try RawStatement(
      database,
      "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    insertNote = try RawStatement(
      database,
      """
      INSERT INTO source_note VALUES (?1, ?2, ?3)
      ON CONFLICT DO UPDATE SET n = CASE WHEN ?4 THEN ?3 ELSE n + ?3 END
      """)
    insertMark = try RawStatement(
      database, "INSERT OR IGNORE INTO stamp_mark VALUES (?, ?, ?)")
    insertSpan = try RawStatement(
      database,
      """
      INSERT INTO source_service VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET last_us = max(last_us, excluded.last_us),
        events = events + excluded.events
      """)
    insertFormat = try RawStatement(
      database, "INSERT OR REPLACE INTO source_format VALUES (?, ?, ?, ?)")
    insertReject = try RawStatement(
      database,
      "INSERT INTO reject(source, line, byte_offset, reason, excerpt) VALUES (?, ?, ?, ?, ?)")
    insertMilestone = try RawStatement(
      database,
      """
      INSERT INTO milestone(kind, time_us, plus_minus_us, service, clock, text, source, line,
        position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
  }

  func append(_ record: SourceRecord, id: Int64) throws {
    let tally = record.tally
    insertSource.bind(1, id)
    let texts = [
      (2, record.path), (3, record.fileHash), (4, record.contentHash), (5, record.openingHash),
      (8, record.format), (9, record.service), (10, record.zone), (11, record.timeQuality.name),
      (20, record.state.rawValue), (21, record.remarks.joined(separator: "\n")),
    ]
    for (index, text) in texts { insertSource.bind(index, text: text) }
    let numbers = [
      (6, record.storedBytes), (7, record.contentBytes), (12, tally.lines), (13, tally.eventLines),
      (14, tally.continuationLines), (15, tally.rejects), (16, tally.ignored), (17, tally.events),
      (18, record.first?.microseconds ?? 0), (19, record.last?.microseconds ?? 0),
    ]
    for (index, number) in numbers { insertSource.bind(index, number) }
    try insertSource.run()
  }

  /// Adds notes to those that the source has.
  func append(_ notes: [SourceNote: Int64], source: Int64) throws {
    for note in SourceNote.allCases {
      guard let number = notes[note], number != 0 else { continue }
      insertNote.bind(1, source)
      insertNote.bind(2, text: note.rawValue)
      insertNote.bind(3, number)
      insertNote.bind(4, note.isConstant ? 1 : 0)
      try insertNote.run()
    }
  }

  func append(_ mark: StampMark, source: Int64) throws {
    insertMark.bind(1, source)
    insertMark.bind(2, mark.line)
    insertMark.bind(3, text: mark.note.rawValue)
    try insertMark.run()
  }

  func append(_ spans: EventSpans, of unit: EventUnit, source: Int64) throws {
    for (service, span) in spans.all {
      insertSpan.bind(1, source)
      insertSpan.bind(2, service)
      insertSpan.bind(3, Int64(unit.rawValue))
      insertSpan.bind(4, span.first)
      insertSpan.bind(5, span.last)
      insertSpan.bind(6, span.count)
      try insertSpan.run()
    }
  }

  /// Where formats begin, in the order of lines.
  func append(_ formats: [FormatRange], source: Int64) throws {
    for range in formats {
      insertFormat.bind(1, source)
      insertFormat.bind(2, range.firstLine)
      insertFormat.bind(3, range.byteOffset)
      insertFormat.bind(4, text: range.format)
      try insertFormat.run()
    }
  }

  func append(_ reject: Reject, source: Int64) throws {
    insertReject.bind(1, source)
    insertReject.bind(2, reject.line)
    insertReject.bind(3, reject.byteOffset)
    insertReject.bind(4, text: reject.reason.name)
    insertReject.bind(5, blob: reject.excerpt)
    try insertReject.run()
  }

  /// Of a milestone that came with a source, the evidence is its line.
  func append(_ milestone: Milestone, source: Int64) throws {
    insertMilestone.bind(1, text: milestone.kind.rawValue)
    insertMilestone.bind(2, milestone.time.microseconds)
    insertMilestone.bind(3, milestone.plusMinus.microseconds)
    insertMilestone.bind(4, text: milestone.service ?? "")
    insertMilestone.bind(5, text: milestone.clock.rawValue)
    insertMilestone.bind(6, text: milestone.text)
    insertMilestone.bind(7, source)
    insertMilestone.bind(8, Int64(milestone.evidence) ?? 0)
    insertMilestone.bind(9, Int64(milestone.position))
    try insertMilestone.run()
  }
}
