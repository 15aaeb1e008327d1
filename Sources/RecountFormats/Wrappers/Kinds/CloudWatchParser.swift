// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Lines of CloudWatch that carry many lines each: `{"logGroup":…,"logEvents":[{"timestamp":…,"message":…}]}`,
/// or `{"events":[…]}`.
///
/// Such a line is a reject when one of the lines in it is, with the first of them, an event line when
/// they gave events, else ignored; the events count each. Memory is bounded by the line and `maxEvents`.
///
/// Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
final class CloudWatchParser: PeeledParser {
  static let maxEvents = 100_000

  private let inside: WrapperInside
  private let services: WrapperServices
  private var clock = WrapperClock(path: "", year: nil)
  private var scanner = JSONScanner()
  private var out = PeeledLines()
  private let events = [JSONScanner.hash("logEvents"), JSONScanner.hash("events")]
  private let group = [JSONScanner.hash("logGroup"), JSONScanner.hash("logGroupName")]
  private let message = JSONScanner.hash("message")
  private let timestamp = JSONScanner.hash("timestamp")

  init(_ inner: any EventParser, _ services: WrapperServices) {
    inside = WrapperInside(inner, services)
    self.services = services
  }

  var wantsTimes: Bool { inside.wantsTimes }

  static func matches(_ line: [UInt8]) -> Bool {
    let parser = CloudWatchParser(LineCollector(), WrapperServices(areGiven: false))
    return parser.bundle(line.span, 0..<line.count)?.events != nil
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    parseOutermost(lines, services, into: &events)
  }

  func parse(_ lines: PeeledLines, into events: inout EventBatch) {
    let bytes = lines.batch.bytes.span
    for index in 0..<lines.batch.count {
      let range = Int(lines.batch.starts[index])..<Int(lines.batch.ends[index])
      out.removeAll()
      guard !range.isEmpty, bytes[range.lowerBound] == 0x7B else {
        copyBytes(bytes, range, to: &out.batch.bytes)
        add(0, lines, index, service: lines.service(index), time: lines.time(index))
        inside.parse(out, into: &events)
        continue
      }
      guard let bundle = bundle(bytes, range), let list = bundle.events,
        open(bytes, list, bundle.group, lines, index)
      else {
        events.reject(lines.batch, index, .malformedJSON)
        events.rejects[events.rejects.count - 1].place(at: lines.origin(index))
        continue
      }
      inside.parseBundle(out, of: lines.origin(index), into: &events)
    }
  }

  /// What is held inside belongs to lines that were counted.
  func finish(into events: inout EventBatch) {
    let tally = events.tally
    let rejects = events.rejects.count
    inside.finish(into: &events)
    let made = events.tally.events
    events.tally = tally
    events.tally.events = made
    events.rejects.removeSubrange(rejects...)
  }

  // MARK: - Parts

  /// Where the list of events stands and the name of the group; nil for what is no JSON object.
  private func bundle(
    _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> (events: Range<Int>?, group: ByteRange)? {
    var list: Range<Int>?
    var name = ByteRange.absent
    scanner.begin(range)
    while true {
      switch scanner.next(bytes) {
      case .malformed: return nil
      case .end: return (list, name)
      case .member(let member):
        if events.contains(member.path), case .array = member.kind { list = member.value.range }
        if group.contains(member.path), case .string = member.kind { name = member.value }
      }
    }
  }

  /// Puts the lines of a list out; false when it is none.
  private func open(
    _ bytes: Span<UInt8>, _ list: Range<Int>, _ group: ByteRange, _ lines: PeeledLines, _ index: Int
  ) -> Bool {
    guard let objects = JSONArray.objects(bytes, list, limit: CloudWatchParser.maxEvents) else {
      return false
    }
    var service = services.areGiven ? services.number(bytes, group, .group) : -1
    if service < 0 { service = lines.service(index) }
    for object in objects {
      var slip = WrapperSlip()
      slip.timeForm = .epoch
      scanner.begin(object)
      loop: while true {
        switch scanner.next(bytes) {
        case .malformed: return false
        case .end: break loop
        case .member(let member):
          if member.path == timestamp { slip.time = member.value }
          if member.path == message, case .string = member.kind { slip.text = member.value }
        }
      }
      let start = out.batch.bytes.count
      if EscapedText.append(bytes, slip.text.range, to: &out.batch.bytes) { show(from: start) }
      while let last = out.batch.bytes.last, last == 0x0A || last == 0x0D,
        out.batch.bytes.count > start
      {
        out.batch.bytes.removeLast()
      }
      add(start, lines, index, service: service, time: clock.read(bytes, slip) ?? lines.time(index))
    }
    return true
  }

  private func show(from start: Int) {
    let visible = EscapeSequences.stripped(out.batch.bytes.span, start..<out.batch.bytes.count)
    out.batch.bytes.removeSubrange(start...)
    out.batch.bytes.append(contentsOf: visible)
  }

  /// Adds the line that stands in the buffer from `start` on.
  private func add(
    _ start: Int, _ lines: PeeledLines, _ index: Int, service: Int32, time: WrapperTime
  ) {
    out.batch.starts.append(Int32(truncatingIfNeeded: start))
    out.batch.ends.append(Int32(truncatingIfNeeded: out.batch.bytes.count))
    out.origins.append(lines.origin(index))
    if services.areGiven { out.services.append(service) }
    if wantsTimes { out.times.append(time) }
  }
}
