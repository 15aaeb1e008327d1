// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Events of a calendar: maintenance windows, change freezes, on-call shifts.
///
/// Each event gives a note at its start and one at its end. Zones are those of the IANA data; others
/// are refused, and so is an event that the content ends in. Of an event that recurs only the first
/// time is read, and one that was cancelled is counted and gives nothing.
///
/// Source: RFC 5545
final class CalendarParser: EventParser {
  private var held = HeldLines()

  static func opens(_ line: [UInt8]) -> Bool {
    line.starts(with: Array("BEGIN:VCALENDAR".utf8)) && line.dropFirst(15).allSatisfy { $0 <= 0x20 }
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    held.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    defer { held = HeldLines() }
    var entry: CalendarEntry?
    var position = 0
    var index = 0
    while index < held.count {
      let first = index
      let line = unfolded(&index, into: &events)
      if held.isBlank(first) {
        events.countIgnoredLine()
      } else if let property = CalendarProperty(line) {
        read(property, at: first, &entry, &position, into: &events)
      } else {
        held.reject(first, .notThisFormat, into: &events)
      }
    }
    // The lines of it are counted, all but the one with which it begins.
    if let entry { held.reject(entry.line, .truncated, into: &events) }
  }

  /// The line at `index` with those folded into it, which are counted; `index` then stands behind them.
  private func unfolded(_ index: inout Int, into events: inout EventBatch) -> [UInt8] {
    var line = Array(held.line(index))
    index += 1
    while index < held.count, let mark = held.line(index).first, mark == 0x20 || mark == 0x09,
      !held.isBlank(index)
    {
      line.append(contentsOf: held.line(index).dropFirst())
      events.countContinuationLine()
      index += 1
    }
    return line
  }

  // MARK: - Events

  private func read(
    _ property: CalendarProperty, at line: Int, _ open: inout CalendarEntry?, _ position: inout Int,
    into events: inout EventBatch
  ) {
    let isEvent = property.value.uppercased() == "VEVENT"
    if property.name == "BEGIN", isEvent {
      if let lost = open { held.reject(lost.line, .truncated, into: &events) }
      open = CalendarEntry(line: line)
      return
    }
    guard var entry = open else {
      events.countIgnoredLine()
      return
    }
    if property.name == "END", isEvent {
      open = nil
      events.countEventLine(events: 0)
      finish(entry, &position, into: &events)
      return
    }
    let isRefused = !entry.take(property, at: line)
    open = entry
    if isRefused {
      held.reject(line, .malformedTime, into: &events)
    } else {
      events.countEventLine(events: 0)
    }
  }

  /// Appends what an event gives and counts the line with which it begins.
  private func finish(_ entry: CalendarEntry, _ position: inout Int, into events: inout EventBatch)
  {
    guard let start = entry.start else {
      if entry.hasBadTime {
        events.countEventLine(events: 0)
      } else {
        held.reject(entry.line, .missingField, into: &events)
      }
      return
    }
    guard !entry.isCancelled, !entry.hasBadTime else {
      events.countEventLine(events: 0)
      return
    }
    let name = entry.summary.isEmpty ? "event" : entry.summary
    let more = entry.description.isEmpty ? "" : ": \(entry.description)"
    append("\(name) begins\(more)", start.time, at: start.line, &position, into: &events)
    var count: Int64 = 1
    if var end = entry.end?.time ?? entry.duration.map({ start.time + $0 }) {
      // The end of whole days is the midnight after them.
      if end.isDay { end = end + .hours(-24) }
      append("\(name) ends", end, at: entry.end?.line ?? start.line, &position, into: &events)
      count = 2
    }
    events.countEventLine(events: count)
  }

  private func append(
    _ text: String, _ stamp: CalendarTime, at line: Int, _ position: inout Int,
    into events: inout EventBatch
  ) {
    if !stamp.hasZone, events.timeQuality == .exact { events.timeQuality = .zoneAssumed }
    events.milestones.append(
      Milestone(
        kind: .note, time: stamp.isDay ? stamp.time + .hours(12) : stamp.time,
        plusMinus: stamp.plusMinus, clock: .report, text: RecordText.line(text),
        evidence: String(held.number(line)), position: position))
    position += 1
  }
}
