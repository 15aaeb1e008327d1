// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The history feed of a Statuspage: RSS or Atom, one entry an incident, its updates in HTML.
///
/// Each entry and each update counts as a line. A feed that is not whole gives no milestones.
///
/// No description of these feeds is published; the form is that of
/// https://www.githubstatus.com/history.atom and its like.
final class StatuspageFeedParser: EventParser {
  private var document = RecordDocument()

  private static let escaped = RecordMarks("&lt;small&gt;", "&lt;strong&gt;")
  private static let plain = RecordMarks("<![CDATA[", "<small>", "<strong>")

  /// Whether one line holds the escaped HTML in which only these feeds tell an incident.
  static func matches(_ line: [UInt8]) -> Bool {
    guard let start = line.firstIndex(where: { $0 > 0x20 }) else { return false }
    if line[start] == 0x26 {
      return line[start...].starts(with: "&lt;p&gt;".utf8) && escaped.allStand(in: line)
    }
    return line[start] == 0x3C && (escaped.allStand(in: line) || plain.allStand(in: line))
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    document.finish(FeedReader.read, isSpread: StatuspageFeedParser.isSpread, into: &events) {
      entry, offset, document, events in
      // The year of an update is told by the stamp of its entry.
      if !entry.posts.isEmpty { events.lower(to: .yearInferred) }
      PageIncident(name: entry.title, isMaintenance: entry.isMaintenance, posts: entry.posts)
        .append(at: offset, of: &document, into: &events)
    }
  }

  /// Whether a text begins as XML and its first line is not all of a feed.
  private static func isSpread(_ bytes: [UInt8]) -> Bool {
    guard let start = bytes.firstIndex(where: { $0 > 0x20 }), bytes[start] == 0x3C,
      let end = bytes[start...].firstIndex(of: 0x0A), bytes[end...].contains(where: { $0 > 0x20 })
    else { return false }
    if case .records = FeedReader.read(Array(bytes[start..<end])) { return false }
    return true
  }
}
