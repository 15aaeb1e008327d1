// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Which column of a hand-written table says what, told by the words of its header.
struct TimelineColumns {
  /// A day that stands apart from the time of day.
  private(set) var day: Int?
  private(set) var time: Int
  private(set) var text: Int?
  private(set) var kind: Int?
  private(set) var service: Int?
  private(set) var clock: Int?
  private(set) var zone: Int?
  /// The zone that the header names: `Time (UTC)`; empty where it names none.
  private(set) var headerZone = ""
  let count: Int

  /// More columns than any table has that people fill in.
  static let maxCount = 64

  // In each list the word that decides stands before those that give way to it.
  private static let times = [
    "time", "timestamp", "datetime", "date time", "when", "start", "started", "start time",
    "started at", "event time", "occurred at", "clock time",
  ]
  private static let days = ["date", "day"]
  private static let texts = [
    "text", "event", "message", "description", "summary", "what happened", "details", "detail",
    "entry", "what", "action", "note", "notes", "comment", "comments",
  ]
  private static let kinds = ["kind", "milestone", "type", "status", "phase", "stage"]
  private static let services = ["service", "component", "team", "system"]
  private static let clocks = ["clock", "source"]
  private static let zones = ["zone", "timezone", "time zone", "tz"]
  /// Columns of logs: a log is no timeline, whatever else it has.
  private static let logs: Set = [
    "level", "severity", "loglevel", "log level", "logger", "thread", "pid", "lineno",
  ]

  /// Nil unless a column has times and another says what happened.
  init?(header: [String]) {
    guard 2...TimelineColumns.maxCount ~= header.count else { return nil }
    let names = header.map(TimelineColumns.name)
    guard !names.contains(where: { TimelineColumns.logs.contains($0.text) }) else { return nil }
    func column(_ words: [String]) -> Int? {
      for word in words {
        if let index = names.firstIndex(where: { $0.text == word }) { return index }
      }
      return nil
    }
    let day = column(TimelineColumns.days)
    guard let time = column(TimelineColumns.times) ?? day else { return nil }
    text = column(TimelineColumns.texts)
    kind = column(TimelineColumns.kinds)
    guard text != nil || kind != nil else { return nil }
    self.time = time
    self.day = day == time ? nil : day
    service = column(TimelineColumns.services)
    clock = column(TimelineColumns.clocks)
    zone = column(TimelineColumns.zones)
    headerZone = names[time].zone
    if headerZone.isEmpty, let day { headerZone = names[day].zone }
    count = header.count
  }

  /// What stands in brackets behind a heading and is no zone; whatever else does must not pass for UTC.
  private static let forms = ["yy", "hh", "24", "iso", "rfc", "approx", "estimate", "optional"]

  /// The words of a heading in lower case, and the zone that it names.
  private static func name(_ heading: String) -> (text: String, zone: String) {
    guard heading.utf8.count <= 60 else { return ("", "") }
    var text = heading.lowercased()
    var zone = ""
    if let open = text.firstIndex(where: { $0 == "(" || $0 == "[" }) {
      zone = text[open...].filter { $0 != "(" && $0 != ")" && $0 != "[" && $0 != "]" }
      text = String(text[..<open])
    }
    var words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    for word in ["utc", "gmt"] where words.count > 1 {
      if words.last == word {
        words.removeLast()
        zone = word
      } else if words.first == word {
        words.removeFirst()
        zone = word
      }
    }
    if forms.contains(where: { zone.contains($0) }) { zone = "" }
    return (words.joined(separator: " "), RecordText.trimmed(zone).uppercased())
  }
}
