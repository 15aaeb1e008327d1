// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The export of journald: entries of `NAME=value` lines, each ended by a blank line.
///
/// A value with line feeds or other controls is binary: its name alone in a line, the length as eight
/// bytes, the least first, then the value and a line feed. The splitter cuts such a value into lines,
/// which are put together again from the bytes of the batch. An event stands at the first line of its
/// entry; the other lines are continuations. Memory is bounded by `maxTextBytes`.
///
/// Source: https://systemd.io/JOURNAL_EXPORT_FORMATS/
final class JournalExportParser: PeeledParser {
  static let maxTextBytes = 1 << 20

  private let inside: WrapperInside
  private let services: WrapperServices
  private var fields = JournalFields()
  private var binary: JournalBinary?
  /// Where the entry that is being read began.
  private var origin: LineOrigin?
  private var outerService: Int32 = -1
  private var out = PeeledLines()

  init(_ inner: any EventParser, _ services: WrapperServices) {
    inside = WrapperInside(inner, services)
    self.services = services
  }

  var wantsTimes: Bool { inside.wantsTimes }

  static func matches(_ line: [UInt8]) -> Bool {
    JournalFields.nameEnd(line.span, 0..<line.count) != nil
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    parseOutermost(lines, services, into: &events)
  }

  func parse(_ lines: PeeledLines, into events: inout EventBatch) {
    let bytes = lines.batch.bytes.span
    for index in 0..<lines.batch.count {
      let range = Int(lines.batch.starts[index])..<Int(lines.batch.ends[index])
      if binary != nil {
        readBinary(bytes, JournalBinary.stored(lines.batch, index))
        events.countContinuationLine()
      } else if isBlank(bytes, range) {
        endEntry(into: &events)
        events.countIgnoredLine()
      } else if let name = JournalFields.nameEnd(bytes, range) {
        if origin == nil {
          origin = lines.origin(index)
          outerService = lines.service(index)
        } else {
          events.countContinuationLine()
        }
        if name == range.upperBound {
          binary = JournalBinary(isMessage: bytes.equals(ByteRange(range), "MESSAGE"))
        } else {
          fields.read(bytes, ByteRange(range.lowerBound, name), name + 1..<range.upperBound)
        }
      } else {
        let start = out.batch.bytes.count
        copyBytes(bytes, range, to: &out.batch.bytes)
        add(start, lines.origin(index), service: lines.service(index), time: lines.time(index))
      }
    }
    inside.parse(out, into: &events)
    out.removeAll()
  }

  func finish(into events: inout EventBatch) {
    endEntry(into: &events)
    inside.parse(out, into: &events)
    out.removeAll()
    inside.finish(into: &events)
  }

  /// Reads a line as it is stored, its line feed included.
  private func readBinary(_ bytes: Span<UInt8>, _ stored: Range<Int>) {
    binary?.read(bytes, stored)
    guard let read = binary, read.isOver else { return }
    if read.isMessage { fields.message = read.value }
    binary = nil
  }

  private func endEntry(into events: inout EventBatch) {
    if let binary, binary.isMessage { fields.message = binary.value }
    binary = nil
    defer {
      fields = JournalFields()
      origin = nil
    }
    guard let origin else { return }
    guard var message = fields.message else { return events.countIgnoredLine() }
    if firstIndex(of: 0x1B, in: message.span, 0..<message.count) != nil {
      message = EscapeSequences.stripped(message.span, 0..<message.count)
    }
    while let last = message.last, last == 0x0A || last == 0x0D { message.removeLast() }
    let start = out.batch.bytes.count
    out.batch.bytes.append(contentsOf: message)
    let named =
      fields.service.isEmpty || !services.areGiven
      ? -1 : services.number(fields.service, .unit)
    services.joined.append(origin.number)
    add(start, origin, service: named >= 0 ? named : outerService, time: fields.time)
  }

  private func add(_ start: Int, _ origin: LineOrigin, service: Int32, time: WrapperTime) {
    out.batch.starts.append(Int32(truncatingIfNeeded: start))
    out.batch.ends.append(Int32(truncatingIfNeeded: out.batch.bytes.count))
    out.origins.append(origin)
    if services.areGiven { out.services.append(service) }
    if wantsTimes { out.times.append(time) }
  }
}

/// What the fields of one entry say.
private struct JournalFields {
  var message: [UInt8]?
  var service: [UInt8] = []
  var time = WrapperTime.absent
  private var serviceRank = Int.max
  private var hasSent = false

  private static let serviceNames: [StaticString] = [
    "CONTAINER_NAME", "SYSLOG_IDENTIFIER", "_SYSTEMD_UNIT", "_COMM",
  ]

  init() {}

  /// The index of the equals sign behind the field's name, or the end of a line that is only a name.
  static func nameEnd(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound, index < range.lowerBound + 65 {
      let byte = bytes[index]
      if byte == 0x3D { return index > range.lowerBound ? index : nil }
      guard byte &- 0x41 < 26 || byte == 0x5F || isDigit(byte) && index > range.lowerBound else {
        return nil
      }
      index += 1
    }
    return index == range.upperBound && index > range.lowerBound + 1 ? index : nil
  }

  mutating func read(_ bytes: Span<UInt8>, _ name: ByteRange, _ value: Range<Int>) {
    if bytes.equals(name, "MESSAGE") {
      var text: [UInt8] = []
      copyBytes(bytes, value, to: &text)
      message = text
    } else if bytes.equals(name, "_SOURCE_REALTIME_TIMESTAMP")
      || bytes.equals(name, "__REALTIME_TIMESTAMP") && !hasSent
    {
      if let micros = TimeScan.epoch(bytes, ByteRange(value)) {
        time = WrapperTime(micros: micros, quality: .exact)
      }
      hasSent = name.count > 20
    } else {
      for (rank, known) in JournalFields.serviceNames.enumerated()
      where rank < serviceRank && bytes.equals(name, known) {
        service.removeAll(keepingCapacity: true)
        copyBytes(bytes, value, to: &service)
        serviceRank = rank
      }
    }
  }
}

/// A value of which the length is stated.
private struct JournalBinary {
  let isMessage: Bool
  private(set) var value: [UInt8] = []
  private(set) var isOver = false
  /// Bytes of the length that were read.
  private var lengthBytes = 0
  private var length: UInt64 = 0

  init(isMessage: Bool) {
    self.isMessage = isMessage
  }

  /// Where line `index` stands in the bytes of its batch with all that the splitter took off its ends.
  static func stored(_ lines: LineBatch, _ index: Int) -> Range<Int> {
    let bytes = lines.bytes.span
    var start = 0
    if index > 0 {
      let before = Int(lines.ends[index - 1])
      let own = Int(lines.starts[index])
      start = own
      if before < own, let feed = firstIndex(of: 0x0A, in: bytes, before..<own) { start = feed + 1 }
    }
    let end = Int(lines.ends[index])
    let feed = firstIndex(of: 0x0A, in: bytes, end..<bytes.count)
    return min(start, end)..<max(end, feed.map { $0 + 1 } ?? end)
  }

  /// Reads a stored line; a last one without a line feed is taken as if it had one.
  mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    for index in range { read(bytes[index]) }
    if range.isEmpty || bytes[range.upperBound - 1] != 0x0A { read(0x0A) }
  }

  private mutating func read(_ byte: UInt8) {
    if isOver { return }
    if lengthBytes < 8 {
      length |= UInt64(byte) << UInt64(lengthBytes * 8)
      lengthBytes += 1
      return
    }
    // The line feed behind the value, or what stands there although it should not.
    guard length > 0 else {
      isOver = true
      return
    }
    length -= 1
    if isMessage, value.count < JournalExportParser.maxTextBytes { value.append(byte) }
  }
}
