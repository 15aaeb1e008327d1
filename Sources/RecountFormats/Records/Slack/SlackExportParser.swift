// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Day files of a Slack export, `<channel>/YYYY-MM-DD.json`: a list of messages.
///
/// A message becomes a note; one that begins with the name of a milestone becomes that milestone, and one
/// with which a bot tells of an alert becomes `alerted`. Messages about the channel itself, deleted
/// ones and the lists of users and channels are counted and give nothing.
///
/// The digits behind the point of `ts` make the stamp unique in its channel, they are no measured time:
/// they keep the order, and the time is known to a second.
///
/// Source: https://slack.com/help/articles/220556107-How-to-read-Slack-data-exports
final class SlackExportParser: EventParser {
  private var document = RecordDocument()

  private static let lists: Set<String> = [
    "users.json", "channels.json", "groups.json", "dms.json", "mpims.json",
  ]
  private static let stamp = LiteralMatcher([Array("\"ts\"".utf8)])

  /// Whether `text` is, or begins, a list of messages: it has a stamp of Slack.
  static func matches(_ text: [UInt8]) -> Bool {
    guard mayBeJSON(text) else { return false }
    var found = false
    stamp.forEachMatch(in: text.span, 0..<text.count) { _, end in
      var value = text[end...].prefix(40).filter { $0 > 0x20 }[...]
      guard value.popFirst() == 0x3A, value.popFirst() == 0x22 else { return true }
      found = SlackExportParser.micros(value.prefix { $0 != 0x22 }) != nil
      return !found
    }
    return found
  }

  /// Whether an entry of an archive is a day file or one of the lists beside them.
  static func matchesEntry(_ name: String, _ firstLine: [UInt8]?) -> Bool {
    guard firstLine?.first(where: { $0 > 0x20 }) == 0x5B else { return false }
    let parts = name.split(separator: "/")
    guard let file = parts.last else { return false }
    if lists.contains(String(file)) { return true }
    guard parts.count > 1, file.utf8.count == 15, file.hasSuffix(".json") else { return false }
    return Timestamp(parsing: String(file.dropLast(5))) != nil
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    document.finishRecords(SlackItem.self, into: &events) { item, offset, document, events in
      let text = RecordText.line(SlackText.plain(item.spokenText))
      guard item.ts != nil || item.isEntry else {
        document.reject(Array(text.utf8)[...], at: offset, .missingField, into: &events)
        return
      }
      guard item.isMessage, !item.isEntry, !text.isEmpty else {
        document.count(events: 0, into: &events)
        return
      }
      guard let micros = item.ts.flatMap({ SlackExportParser.micros(Array($0.utf8)[...]) }) else {
        document.reject(Array(text.utf8)[...], at: offset, .malformedTime, into: &events)
        return
      }
      let element = document.count(events: 1, into: &events)
      events.milestones.append(
        Milestone(
          kind: SlackExportParser.kind(of: text, isFromBot: item.isFromBot),
          time: Timestamp(microseconds: micros), plusMinus: .seconds(1), clock: .chat, text: text,
          evidence: String(element), position: Int(element)))
    }
  }

  /// Microseconds of `1741771262.310019`: ten digits, a point and six.
  private static func micros(_ stamp: ArraySlice<UInt8>) -> Int64? {
    let text = Array(stamp)
    guard text.count == 17, text[10] == 0x2E else { return nil }
    return text.span.scaledDecimal(ByteRange(0, text.count), scale: 6)
  }

  private static func kind(of text: String, isFromBot: Bool) -> Milestone.Kind {
    if let kind = MilestoneWord.opening(text) { return kind }
    guard isFromBot else { return .note }
    let words = text.lowercased().split { !$0.isLetter }
    // The same bots tell that an alert is over.
    let isOver = words.contains { $0 == "resolved" || $0 == "recovered" || $0 == "closed" }
    let isAlert = words.contains {
      $0 == "firing" || $0 == "triggered" || $0 == "alert" || $0 == "alerts"
    }
    return isAlert && !isOver ? .alerted : .note
  }
}
