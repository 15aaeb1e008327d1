// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Takes the lines of batches out of one kind of wrapper.
struct WrapperPeeler<Kind: Wrapper> {
  private var kind = Kind()
  private var slip = WrapperSlip()
  private var joins = OpenJoins()
  private var clock: WrapperClock
  private let services: WrapperServices
  private let wantsTimes: Bool
  /// The service that the path names.
  private let pathService: Int32
  /// Texts that do not stand in the outer lines as they are.
  private var copied: [UInt8] = []
  private var out = PeeledLines()
  /// Where the copied texts begin in what is given out.
  private var base = 0

  init(_ services: WrapperServices, path: String, wantsTimes: Bool) {
    self.services = services
    self.wantsTimes = wantsTimes
    clock = WrapperClock(path: path, year: services.year)
    let name = Kind.isContainerFile ? WrapperServices.name(path: path) : nil
    pathService = name.map { services.number($0, .plain) } ?? -1
  }

  /// The lines inside `lines`; `takeBack` is to follow.
  mutating func peel(_ lines: PeeledLines, into events: inout EventBatch) -> PeeledLines {
    let bytes = lines.batch.bytes.span
    base = Kind.copiesText ? 0 : bytes.count
    let hasEscapes = firstIndex(of: 0x1B, in: bytes, 0..<bytes.count) != nil
    for index in 0..<lines.batch.count {
      let range = Int(lines.batch.starts[index])..<Int(lines.batch.ends[index])
      if hasEscapes, firstIndex(of: 0x1B, in: bytes, range) != nil {
        let visible = EscapeSequences.stripped(bytes, range)
        take(visible.span, 0..<visible.count, lines, index, isCopied: true, into: &events)
      } else {
        take(bytes, range, lines, index, isCopied: Kind.copiesText, into: &events)
      }
    }
    return give(lines.batch.bytes)
  }

  /// The lines whose further parts did not come.
  mutating func finish(into events: inout EventBatch) -> PeeledLines {
    base = 0
    while let join = joins.removeFirst() { take(join, into: &events) }
    return give([])
  }

  /// Takes the buffers back that `peel` gave out.
  mutating func takeBack(_ peeled: inout PeeledLines) {
    swap(&out, &peeled)
    if Kind.copiesText { swap(&copied, &out.batch.bytes) }
    out.batch.bytes = []
    copied.removeAll(keepingCapacity: true)
    out.removeAll()
  }

  private mutating func give(_ bytes: [UInt8]) -> PeeledLines {
    if Kind.copiesText || bytes.isEmpty {
      swap(&copied, &out.batch.bytes)
    } else {
      // Shared, not copied, unless some texts do not stand there as they are.
      out.batch.bytes = bytes
      if !copied.isEmpty { out.batch.bytes.append(contentsOf: copied) }
    }
    var given = PeeledLines()
    swap(&given, &out)
    return given
  }

  // MARK: - A line

  @inline(__always)
  private mutating func take(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ lines: PeeledLines, _ index: Int, isCopied: Bool,
    into events: inout EventBatch
  ) {
    slip.reset()
    switch kind.open(bytes, range, into: &slip) {
    case .opened: break
    case .other:
      slip.reset()
      slip.text = ByteRange(range)
      return put(bytes, lines, index, isCopied: isCopied, isWrapped: false, into: &events)
    case .malformed: return refuse(lines, index, into: &events)
    }
    if slip.isPartial || !joins.isEmpty,
      join(bytes, lines, index, into: &events)
    {
      return
    }
    put(bytes, lines, index, isCopied: isCopied, isWrapped: true, into: &events)
  }

  @inline(__always)
  private mutating func put(
    _ bytes: Span<UInt8>, _ lines: PeeledLines, _ index: Int, isCopied: Bool, isWrapped: Bool,
    into events: inout EventBatch
  ) {
    var range = slip.text.range
    if isCopied || slip.escaping != .none {
      let start = copied.count
      let piece = Self.append(bytes, slip, to: &copied)
      if piece == .broken {
        copied.removeSubrange(start...)
        return refuse(lines, index, into: &events)
      }
      if piece == .hasEscape { show(from: start) }
      trim(from: start)
      range = base + start..<base + copied.count
    }
    add(
      range, origin: lines.origin(index),
      service: isWrapped ? service(bytes, lines, index) : lines.service(index),
      time: wantsTimes ? time(bytes, lines, index) : .absent)
  }

  @inline(__always)
  private static func append(
    _ bytes: Span<UInt8>, _ slip: WrapperSlip, to text: inout [UInt8]
  ) -> TextPiece {
    switch slip.escaping {
    case .none:
      copyBytes(bytes, slip.text.range, to: &text)
      return .plain
    case .json:
      return EscapedText.append(bytes, slip.text.range, to: &text) ? .hasEscape : .plain
    case .byteList:
      guard EscapedText.appendList(bytes, slip.text.range, to: &text) else { return .broken }
      return .hasEscape
    }
  }

  /// Takes colours off the copied text from `start` on.
  private mutating func show(from start: Int) {
    guard firstIndex(of: 0x1B, in: copied.span, start..<copied.count) != nil else { return }
    let visible = EscapeSequences.stripped(copied.span, start..<copied.count)
    copied.removeSubrange(start...)
    copied.append(contentsOf: visible)
  }

  /// Takes a line's end off the copied text from `start` on.
  @inline(__always)
  private mutating func trim(from start: Int) {
    if copied.count > start, copied[copied.count - 1] == 0x0A { copied.removeLast() }
    if copied.count > start, copied[copied.count - 1] == 0x0D { copied.removeLast() }
  }

  @inline(__always)
  private mutating func add(
    _ range: Range<Int>, origin: LineOrigin, service: Int32, time: WrapperTime
  ) {
    out.batch.starts.append(Int32(truncatingIfNeeded: range.lowerBound))
    out.batch.ends.append(Int32(truncatingIfNeeded: range.upperBound))
    out.origins.append(origin)
    if services.areGiven { out.services.append(service) }
    if wantsTimes { out.times.append(time) }
  }

  @inline(__always)
  private func service(_ bytes: Span<UInt8>, _ lines: PeeledLines, _ index: Int) -> Int32 {
    if Kind.namesServices {
      let own = services.number(bytes, slip.service, Kind.serviceForm)
      if own >= 0 { return own }
    }
    let outer = lines.service(index)
    return outer >= 0 ? outer : pathService
  }

  private mutating func time(
    _ bytes: Span<UInt8>, _ lines: PeeledLines, _ index: Int
  ) -> WrapperTime {
    clock.read(bytes, slip) ?? lines.time(index)
  }

  private func refuse(_ lines: PeeledLines, _ index: Int, into events: inout EventBatch) {
    events.reject(lines.batch, index, .malformedJSON)
    let origin = lines.origin(index)
    events.rejects[events.rejects.count - 1].line = origin.number
    events.rejects[events.rejects.count - 1].byteOffset = origin.offset
  }

  // MARK: - Joins

  /// Whether the line is a part of another, and is dealt with.
  private mutating func join(
    _ bytes: Span<UInt8>, _ lines: PeeledLines, _ index: Int, into events: inout EventBatch
  ) -> Bool {
    let outer = lines.service(index)
    var known = joins.index(stream: slip.stream, outerService: outer)
    let isFirst = known == nil
    if isFirst {
      guard slip.isPartial else { return false }
      let begun = joins.begin(
        OpenJoins.Join(
          stream: slip.stream, outerService: outer, service: service(bytes, lines, index),
          origin: lines.origin(index), time: wantsTimes ? time(bytes, lines, index) : .absent))
      if let oldest = begun.pushedOut { take(oldest, into: &events) }
      known = begun.index
    }
    guard let known else { return false }
    // Only lists can be broken, and no wrapper with lists has parts.
    let slip = slip
    _ = joins.extend(known) { Self.append(bytes, slip, to: &$0) }
    if !isFirst { events.countContinuationLine() }
    if !slip.isPartial { take(joins.end(known), into: &events) }
    return true
  }

  /// Adds a line that was put together.
  private mutating func take(_ join: OpenJoins.Join, into events: inout EventBatch) {
    if join.isOverlong {
      events.reject(LineBatch(starts: [0], ends: [0]), 0, .overlong)
      events.rejects[events.rejects.count - 1].line = join.origin.number
      events.rejects[events.rejects.count - 1].byteOffset = join.origin.offset
      services.joined.append(join.origin.number)
      return
    }
    let start = copied.count
    copied.append(contentsOf: join.text)
    show(from: start)
    trim(from: start)
    add(
      base + start..<base + copied.count, origin: join.origin, service: join.service,
      time: join.time)
    services.joined.append(join.origin.number)
  }
}
