// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Why one line is not of a format: the byte at which it leaves it, and what belongs there.
package struct LineMismatch: Hashable, Sendable {
  /// The line as the format sees it, without its wrappers.
  package var line: [UInt8]
  /// Byte of `line`.
  package var byteOffset: Int
  /// Byte of the line as it is stored, where the text stands there as it is.
  package var storedOffset: Int?
  /// What belongs there, for people.
  package var expected: String
  /// What stands there instead; nothing at the end of the line, and where something is missing.
  package var found: [UInt8]

  /// The sentence for people.
  ///
  /// Bytes of the line are not made safe for a terminal.
  package var sentence: String {
    "byte \(byteOffset + 1): expected \(expected), found "
      + (found.isEmpty ? "the end of the line" : "`\(String(decoding: found, as: UTF8.self))`")
  }
}

extension LogFormat {
  /// Where `stored`, a line that this format refuses, leaves it; nil where that cannot be told, as
  /// for documents and for lines that mean something only behind others.
  ///
  /// A format string knows its own elements. For JSON it is the byte at which the object breaks, and
  /// for a row of a W3C log the first column that it lacks or the first value too many. Any other format
  /// is asked what the least change is that would make the line one of its own, with pieces of its
  /// examples and of `neighbours`, which are lines of the same log that it takes; its parser is the
  /// judge. `header` is a line that it has to have read before, such as the one that names columns.
  package func mismatch(
    _ stored: [UInt8], behind header: [UInt8]? = nil, neighbours: [[UInt8]] = []
  ) -> LineMismatch? {
    guard let inside else {
      return ownMismatch(stored, LineJudge(self, behind: header, neighbours))
    }
    var line = stored
    for kind in inside.wrappers {
      guard let text = kind.text(of: line) else { break }
      line = text
    }
    guard var mismatch = inside.format.ownMismatch(line, LineJudge(inside.format)) else {
      return nil
    }
    mismatch.storedOffset = LogFormat.place(of: line, in: stored).map { $0 + mismatch.byteOffset }
    return mismatch
  }

  /// The byte up to which `line` could be of this format, 0 where that cannot be told; a JSON object is
  /// of none that writes text, and no other line is of one that writes objects.
  package func reach(of line: [UInt8]) -> Int {
    isDocument || family != .access || isJSON != (line.first == 0x7B)
      ? 0 : LineRepair.reach(Array(line.prefix(1024)), LineJudge(self))
  }

  private func ownMismatch(_ line: [UInt8], _ judge: LineJudge) -> LineMismatch? {
    if let pattern {
      return pattern.explain(line).map { mismatch in
        LineMismatch(
          line: line, byteOffset: mismatch.byteOffset, storedOffset: mismatch.byteOffset,
          expected: mismatch.expectation, found: mismatch.found)
      }
    }
    guard !isDocument, !judge.takes(line) else { return nil }
    if isJSON, let place = LogFormat.breakOfJSON(line) {
      return LineMismatch(
        line: line, byteOffset: place, storedOffset: place,
        expected: line.first == 0x7B ? "the object to go on as JSON" : "a JSON object",
        found: LogFormat.excerpt(line, place))
    }
    if self === LogFormat.w3c, let counted = W3CMismatch.of(line, behind: judge.header) {
      return counted
    }
    guard let repair = LineRepair.least(line, judge) else { return nil }
    return LineMismatch(
      line: line, byteOffset: repair.range.lowerBound, storedOffset: repair.range.lowerBound,
      expected: repair.expectation,
      found: repair.range.isEmpty
        ? LogFormat.excerpt(line, repair.range.lowerBound) : Array(line[repair.range]))
  }

  /// Whether its lines are JSON objects.
  var isJSON: Bool { examples.first?.line.utf8.first == 0x7B }

  /// The byte at which the object of `line` breaks; nil for one that is whole.
  private static func breakOfJSON(_ line: [UInt8]) -> Int? {
    var scanner = JSONScanner()
    scanner.begin(0..<line.count)
    while true {
      switch scanner.next(line.span) {
      case .member: continue
      case .end: return nil
      case .malformed: return min(scanner.index, line.count)
      }
    }
  }

  static func excerpt(_ line: [UInt8], _ place: Int) -> [UInt8] {
    Array(line[min(place, line.count)...].prefix(PatternMismatch.maxFoundBytes))
  }

  /// Where `text` stands in `line`, looked for from the end: a wrapper comes before its text.
  private static func place(of text: [UInt8], in line: [UInt8]) -> Int? {
    guard !text.isEmpty, text.count <= line.count else { return nil }
    return (0...(line.count - text.count)).last { line[$0...].starts(with: text) }
  }
}

extension WrapperKind {
  /// The text in the wrapper of `line`; nil where there is none.
  func text(of line: [UInt8]) -> [UInt8]? {
    let collector = LineCollector()
    let parser = parser(around: collector, WrapperServices(areGiven: true), path: "")
    var events = EventBatch()
    var lines = PeeledLines()
    lines.batch = LineBatch(
      bytes: line, starts: [0], ends: [Int32(clamping: line.count)], firstLine: 0)
    parser.parse(lines, into: &events)
    parser.finish(into: &events)
    return events.rejects.isEmpty ? collector.lines.first : nil
  }
}
