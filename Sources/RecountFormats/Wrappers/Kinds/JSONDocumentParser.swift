// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// JSON objects that are no lines of their own: the elements of a list, on one line or over many, and
/// objects that stand printed over many lines one behind the other.
///
/// Each object is read as if it stood in one line. It is of the line on which it begins; its other lines
/// are continuations, and those with nothing but brackets and commas are ignored. Of a line with several
/// objects each event counts; it is a reject when one of them is. A damaged object is a reject, and
/// reading goes on with the next that begins in the same column. Memory is bounded by the longest line
/// and `maxObjectBytes`.
final class JSONDocumentParser: PeeledParser {
  static let maxObjectBytes = 1 << 20

  private let inside: WrapperInside
  private let services: WrapperServices
  private var splitter = JSONObjectSplitter()
  /// Objects that wait to be read, none of which shares its line.
  private var out = PeeledLines()
  /// Objects of the line that is read, or on which the open object began.
  private var bundle = PeeledLines()
  /// Where the open object begins.
  private var origin: LineOrigin?

  init(_ inner: any EventParser, _ services: WrapperServices) {
    inside = WrapperInside(inner, services)
    self.services = services
  }

  var wantsTimes: Bool { inside.wantsTimes }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    if lines.isOversized { breakOff(.truncated, into: &events) }
    parseOutermost(lines, services, into: &events)
  }

  func parse(_ lines: PeeledLines, into events: inout EventBatch) {
    let bytes = lines.batch.bytes.span
    for index in 0..<lines.batch.count {
      let range = Int(lines.batch.starts[index])..<Int(lines.batch.ends[index])
      read(bytes, range, lines, index, into: &events)
    }
    flush(into: &events)
  }

  func finish(into events: inout EventBatch) {
    breakOff(.truncated, into: &events)
    flush(into: &events)
    inside.finish(into: &events)
  }

  // MARK: - Lines

  private func read(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ lines: PeeledLines, _ index: Int,
    into events: inout EventBatch
  ) {
    if splitter.beginsAnew(bytes, range) { breakOff(.malformedJSON, into: &events) }
    let continues = origin != nil
    let isSkipping = splitter.isLost
    var begins = false
    var isOdd = false
    splitter.begin(range)
    while let step = splitter.next(bytes) {
      switch step {
      case .begins:
        origin = lines.origin(index)
        begins = true
      case .ends:
        endObject(lines, index, into: &events)
      case .odd: isOdd = true
      }
    }
    if begins {
      // The line is counted with its objects, or is a reject because of the rest of it.
      if isOdd, origin == nil { refuseBundle(lines, index, into: &events) }
    } else if continues || isSkipping {
      events.countContinuationLine()
    } else if isOdd {
      events.reject(lines.batch, index, .notThisFormat)
      events.rejects[events.rejects.count - 1].place(at: lines.origin(index))
    } else {
      events.countIgnoredLine()
    }
    if origin == nil { endBundle(into: &events) }
  }

  /// Takes over the object that ended in line `index`.
  private func endObject(_ lines: PeeledLines, _ index: Int, into events: inout EventBatch) {
    guard let origin else { return }
    if splitter.isOverlong { return breakOff(.overlong, into: &events) }
    self.origin = nil
    if let last = bundle.origins.last, last != origin { endBundle(into: &events) }
    bundle.batch.starts.append(Int32(clamping: bundle.batch.bytes.count))
    bundle.batch.bytes.append(contentsOf: splitter.text)
    bundle.batch.ends.append(Int32(clamping: bundle.batch.bytes.count))
    bundle.origins.append(origin)
    if services.areGiven { bundle.services.append(lines.service(index)) }
    if wantsTimes { bundle.times.append(lines.time(index)) }
    if origin.number != lines.origin(index).number { services.joined.append(origin.number) }
  }

  // MARK: - Objects

  /// Reads the objects of a line that has ended.
  private func endBundle(into events: inout EventBatch) {
    defer { bundle.removeAll() }
    guard let origin = bundle.origins.first else { return }
    if bundle.batch.count == 1 {
      let start = out.batch.bytes.count
      out.batch.bytes.append(contentsOf: bundle.batch.bytes)
      out.batch.starts.append(Int32(clamping: start))
      out.batch.ends.append(Int32(clamping: out.batch.bytes.count))
      out.origins.append(origin)
      out.services.append(contentsOf: bundle.services)
      out.times.append(contentsOf: bundle.times)
      return
    }
    flush(into: &events)
    inside.parseBundle(bundle, of: origin, into: &events)
  }

  /// A line that holds more than its objects is none of a document.
  private func refuseBundle(
    _ lines: PeeledLines, _ index: Int, into events: inout EventBatch
  ) {
    bundle.removeAll()
    events.reject(lines.batch, index, .malformedJSON)
    events.rejects[events.rejects.count - 1].place(at: lines.origin(index))
  }

  /// Rejects the object that is open and does not end.
  private func breakOff(_ reason: RejectReason, into events: inout EventBatch) {
    guard let origin else { return }
    // What stood on the same line before goes with it.
    if bundle.origins.last == origin { bundle.removeAll() } else { endBundle(into: &events) }
    flush(into: &events)
    events.tally.lines += 1
    events.tally.rejects += 1
    events.rejects.append(
      Reject(
        line: origin.number, byteOffset: origin.offset,
        reason: splitter.isOverlong ? .overlong : reason, excerpt: splitter.text[...]))
    services.joined.append(origin.number)
    self.origin = nil
    splitter.breakOff()
  }

  private func flush(into events: inout EventBatch) {
    inside.parse(out, into: &events)
    out.removeAll()
  }
}
