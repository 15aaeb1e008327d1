// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The HTML of an entry: a paragraph an update, `<p><small>Mar <var>12</var>, <var>11:02</var>
/// UTC</small><br><strong>Resolved</strong> - text</p>`.
struct FeedContent {
  private let html: [UInt8]

  /// Bytes of text that are looked at: more than a milestone keeps.
  private static let maxTextBytes = 4 * RecordText.maxScalars + 64

  init(_ html: [UInt8]) {
    self.html = html
  }

  /// Whether the entry announces work.
  var isMaintenance: Bool { find("THIS IS A SCHEDULED EVENT", 0..<html.count) != nil }

  /// The updates, as they are listed.
  func posts(_ dates: FeedDates) -> [PageIncident.Post] {
    let starts = starts()
    return starts.enumerated().map { index, start in
      let end = index + 1 < starts.count ? starts[index + 1] : html.count
      return post(start..<end, dates)
    }
  }

  private func post(_ range: Range<Int>, _ dates: FeedDates) -> PageIncident.Post {
    let stampEnd = find("</small>", range) ?? range.upperBound
    var rest = stampEnd..<range.upperBound
    var status = ""
    if let open = find("<strong>", rest), let close = find("</strong>", open..<rest.upperBound) {
      status = text(open..<close).lowercased().split(separator: " ").joined(separator: "_")
      rest = close..<rest.upperBound
    }
    var body = Substring(text(rest))
    if body.hasPrefix("-") { body = body.dropFirst() }
    return PageIncident.Post(
      status: status, body: RecordText.line(String(body)),
      time: dates.time(text(range.lowerBound..<stampEnd)))
  }

  /// Where the paragraphs of updates begin.
  private func starts() -> [Int] {
    var starts: [Int] = []
    var index = 0
    while let found = find("<small>", index..<html.count) {
      let before = html[..<found].suffix(16).reversed().drop { $0 <= 0x20 }
      if before.starts(with: ">p<".utf8) { starts.append(found) }
      index = found + 7
    }
    return starts
  }

  /// The index at which `literal` stands in `range`.
  private func find(_ literal: StaticString, _ range: Range<Int>) -> Int? {
    let bytes = html.span
    var index = range.lowerBound
    let last = range.upperBound - literal.utf8CodeUnitCount
    while index <= last {
      if bytes.hasPrefix(literal, at: index) { return index }
      index += 1
    }
    return nil
  }

  /// What a person reads of `range`: no tags, one space between words.
  private func text(_ range: Range<Int>) -> String {
    var kept: [UInt8] = []
    var index = range.lowerBound
    // What is left is looked through once for the end of a tag that has none, not for each.
    var mayEnd = true
    while index < range.upperBound, kept.count < FeedContent.maxTextBytes {
      if mayEnd, opensTag(index, range.upperBound) {
        let end = html[index..<range.upperBound].firstIndex(of: 0x3E)
        mayEnd = end != nil
        kept.append(0x20)
        index = (end ?? index) + 1
      } else {
        kept.append(html[index])
        index += 1
      }
    }
    let decoded = String(decoding: XMLText.decode(kept), as: UTF8.self)
    return RecordText.line(decoded.split(separator: "&nbsp;").joined(separator: " "), limit: .max)
  }

  /// Whether a tag begins at `start`; a `<` among numbers is text.
  private func opensTag(_ start: Int, _ limit: Int) -> Bool {
    guard html[start] == 0x3C, start + 1 < limit else { return false }
    let next = html[start + 1]
    return next == 0x2F || next == 0x21 || (next | 0x20) &- 0x61 < 26
  }
}
