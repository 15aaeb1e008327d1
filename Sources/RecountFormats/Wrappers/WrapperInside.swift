// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The parser inside a wrapper, and what has to be done to what it gives.
struct WrapperInside {
  let wantsTimes: Bool
  private let parser: any EventParser
  private let peeled: (any PeeledParser)?
  private let undated: (any UndatedParser)?
  private let services: WrapperServices

  init(_ parser: any EventParser, _ services: WrapperServices) {
    self.parser = parser
    self.services = services
    peeled = parser as? any PeeledParser
    undated = parser as? any UndatedParser
    wantsTimes = undated != nil || peeled?.wantsTimes == true
  }

  /// Has the parser read `lines`, and gives what comes of them their places in the content.
  func parse(_ lines: PeeledLines, into events: inout EventBatch) {
    guard lines.batch.count > 0 else { return }
    if let peeled { return peeled.parse(lines, into: &events) }
    let rows = events.requests.count
    let rejects = events.rejects.count
    var column = DictionaryColumn()
    if services.areGiven { swap(&column, &events.requests.service) }
    if let undated {
      undated.parse(lines.batch, times: lines.times, into: &events)
    } else {
      parser.parse(lines.batch, into: &events)
    }
    if services.areGiven {
      let numbers = events.requests.line
      services.append(
        events.requests.service, { lines.service(Int(numbers[rows + $0])) }, to: &column)
      events.requests.service = column
    }
    place(lines, rows: rows, rejects: rejects, &events)
  }

  /// Has the parser read `lines`, which are one line of the content, that at `origin`.
  ///
  /// It is a reject when one of them is, with the first of them; else an event line when they gave
  /// events, however many.
  func parseBundle(
    _ lines: PeeledLines, of origin: LineOrigin, into events: inout EventBatch
  ) {
    let before = events.tally
    let rejects = events.rejects.count
    parse(lines, into: &events)
    let after = events.tally
    events.tally = before
    events.tally.events = after.events
    if events.rejects.count > rejects {
      events.rejects.removeSubrange((rejects + 1)...)
      events.rejects[rejects].place(at: origin)
      services.joined.append(origin.number)
      events.tally.lines += 1
      events.tally.rejects += 1
    } else if after.eventLines > before.eventLines {
      events.countEventLine(events: 0)
    } else if after.lines > before.lines || lines.batch.count == 0 {
      events.countIgnoredLine()
    } else {
      events.countContinuationLine()
    }
  }

  func finish(into events: inout EventBatch) { parser.finish(into: &events) }

  /// Turns indices among the peeled lines into places in the content.
  private func place(
    _ lines: PeeledLines, rows: Int, rejects: Int, _ events: inout EventBatch
  ) {
    for row in rows..<events.requests.count {
      let origin = lines.origin(Int(events.requests.line[row]))
      events.requests.line[row] = origin.number
      events.requests.byteOffset[row] = origin.offset
    }
    for index in rejects..<events.rejects.count {
      events.rejects[index].place(at: lines.origin(Int(events.rejects[index].line)))
    }
  }
}

extension Reject {
  mutating func place(at origin: LineOrigin) {
    line = origin.number
    byteOffset = origin.offset
  }
}

extension PeeledParser {
  /// Reads a batch of the content itself.
  ///
  /// Its rejects are put in order, each with the beginning of its line as it is stored.
  func parseOutermost(
    _ lines: LineBatch, _ services: WrapperServices, into events: inout EventBatch
  ) {
    if lines.isOversized { return rejectOversized(lines, into: &events) }
    let before = events.rejects.count
    parse(PeeledLines(batch: lines), into: &events)
    if events.rejects.count > before {
      for index in before..<events.rejects.count {
        let place = Int(events.rejects[index].line - lines.firstLine)
        guard place >= 0, place < lines.count,
          !services.joined.contains(events.rejects[index].line)
        else { continue }
        events.rejects[index].excerpt = Array(lines.line(place).prefix(Reject.maxExcerptBytes))
      }
      events.rejects[before...].sort { $0.line < $1.line }
    }
    services.joined.removeAll(keepingCapacity: true)
  }
}
