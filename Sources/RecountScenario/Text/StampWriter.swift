// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Writes instants the way servers print them, the text of the day kept between lines.
package struct StampWriter: Sendable {
  private static let dayLength: Int64 = 86_400_000_000
  private static let monthNames: [StaticString] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private var dayStart: Int64 = .min
  /// For example `16/Dec/2022:`.
  private var logDay: [UInt8] = []
  /// For example `2022-12-16T`.
  private var isoDay: [UInt8] = []

  package init() {}

  /// Appends `16/Dec/2022:10:07:31 +0000`.
  package mutating func appendLog(_ microseconds: Int64, to buffer: inout ByteBuffer) {
    let inDay = enterDay(of: microseconds)
    buffer.append(logDay)
    appendClock(inDay, to: &buffer)
    buffer.append(" +0000")
  }

  /// Appends `2022-12-16T10:07:31.042Z`.
  package mutating func appendMilliseconds(_ microseconds: Int64, to buffer: inout ByteBuffer) {
    let inDay = enterDay(of: microseconds)
    buffer.append(isoDay)
    appendClock(inDay, to: &buffer)
    buffer.append(0x2E)
    buffer.append(inDay / 1000 % 1000, width: 3)
    buffer.append(0x5A)
  }

  /// Appends `2022-12-16T10:07:31.042113Z`.
  package mutating func appendMicroseconds(_ microseconds: Int64, to buffer: inout ByteBuffer) {
    let inDay = enterDay(of: microseconds)
    buffer.append(isoDay)
    appendClock(inDay, to: &buffer)
    buffer.append(0x2E)
    buffer.append(inDay % 1_000_000, width: 6)
    buffer.append(0x5A)
  }

  private func appendClock(_ inDay: Int, to buffer: inout ByteBuffer) {
    let seconds = inDay / 1_000_000
    buffer.append(seconds / 3600, width: 2)
    buffer.append(0x3A)
    buffer.append(seconds / 60 % 60, width: 2)
    buffer.append(0x3A)
    buffer.append(seconds % 60, width: 2)
  }

  /// Microseconds since midnight; the texts are those of the day afterwards.
  private mutating func enterDay(of microseconds: Int64) -> Int {
    let inDay = microseconds &- dayStart
    if inDay >= 0, inDay < StampWriter.dayLength { return Int(inDay) }
    let time = Timestamp(microseconds: microseconds)
    dayStart = time.floored(to: .hours(24)).microseconds
    let date = time.date
    var text = ByteBuffer(capacity: 16)
    text.append(date.day, width: 2)
    text.append(0x2F)
    text.append(StampWriter.monthNames[date.month - 1])
    text.append(0x2F)
    text.append(date.year, width: 4)
    text.append(0x3A)
    logDay = text.bytes
    text.removeAll()
    text.append(date.year, width: 4)
    text.append(0x2D)
    text.append(date.month, width: 2)
    text.append(0x2D)
    text.append(date.day, width: 2)
    text.append(0x54)
    isoDay = text.bytes
    return Int(microseconds - dayStart)
  }
}
