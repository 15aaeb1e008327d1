// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

extension TimeRange {
  /// Reads `START/END`, two times of RFC 3339; END may be a time of day alone, which lies after START.
  ///
  /// `2022-12-16T10:00Z/11:30Z` ends on the same day, `2022-12-16T23:00Z/01:00Z` on the next. Nil for
  /// anything else, and for a range that is empty or runs backwards.
  package init?(parsing text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let start = Timestamp(parsing: parts[0]) else { return nil }
    if let end = Timestamp(parsing: parts[1]) {
      guard start < end else { return nil }
      self.init(start: start, end: end)
      return
    }
    guard let day = parts[0].split(whereSeparator: { $0 == "T" || $0 == " " }).first,
      let sameDay = Timestamp(parsing: "\(day)T\(parts[1])")
    else { return nil }
    self.init(start: start, end: sameDay > start ? sameDay : sameDay + .hours(24))
  }
}
