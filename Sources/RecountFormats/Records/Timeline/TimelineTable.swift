// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Rows of one table or list that people wrote, held until all are known.
///
/// Only all rows together tell whether `03/04/2025` is in March or in April.
struct TimelineTable {
  struct Row {
    /// Line of the content, as `HeldLines` numbers them.
    var line: Int
    var day = ""
    var time = ""
    var zone = ""
    var text = ""
    var kind = ""
    var service = ""
    var clock = ""
    /// Why the row is none.
    var problem: RejectReason?
  }

  var columns: TimelineColumns?
  /// The day of rows that name none, from a heading above them.
  var heading: CivilDate?
  private(set) var rows: [Row] = []

  init(columns: TimelineColumns? = nil, heading: CivilDate? = nil) {
    self.columns = columns
    self.heading = heading
  }

  mutating func append(_ row: Row) { rows.append(row) }

  /// Adds text to the last row, as far as a milestone keeps it.
  mutating func extendLast(_ text: String) {
    guard let last = rows.indices.last, rows[last].text.utf8.count < RecordText.maxScalars else {
      return
    }
    rows[last].text += " " + text
  }

  /// Takes the cells of a row; `separator` joins what stands behind the last column to it.
  mutating func append(cells: [String], line: Int, separator: String) {
    guard let columns else { return }
    var row = Row(line: line)
    func cell(_ column: Int?) -> String {
      guard let column, column < cells.count else { return "" }
      return RecordText.trimmed(cells[column])
    }
    row.time = cell(columns.time)
    row.day = cell(columns.day)
    row.zone = cell(columns.zone)
    if row.zone.isEmpty { row.zone = columns.headerZone }
    row.text = RecordText.line(cell(columns.text))
    row.kind = cell(columns.kind)
    row.service = RecordText.line(cell(columns.service))
    row.clock = cell(columns.clock)
    var rest = cells.dropFirst(columns.count)
    while rest.last?.isEmpty == true { rest.removeLast() }
    if !rest.isEmpty {
      // A text that was not put in quotes holds the separator.
      if columns.text == columns.count - 1 {
        row.text = RecordText.line(([row.text] + rest).joined(separator: separator + " "))
      } else {
        row.problem = .malformedField
      }
    }
    if columns.kind != nil, row.text.isEmpty { row.text = RecordText.line(row.kind) }
    if row.text.isEmpty || row.time.isEmpty && row.day.isEmpty { row.problem = .missingField }
    rows.append(row)
  }

  // MARK: - Milestones

  /// Appends what the rows give, each as a milestone or a reject, in their order.
  func finish(_ held: HeldLines, position: inout Int, into events: inout EventBatch) {
    let moments = rows.map { row in row.problem == nil ? moment(row) : nil }
    let isDayFirst = WrittenMoment.isDayFirst(moments.map { $0?.day })
    var context = heading
    var last: Timestamp?
    for (row, moment) in zip(rows, moments) {
      guard row.problem == nil, let moment,
        var stamp = moment.time(dayFirst: isDayFirst, context: context)
      else {
        held.reject(row.line, row.problem ?? .malformedTime, into: &events)
        continue
      }
      if moment.day == nil, let last, last - stamp.time > .hours(12) {
        // A time of day that falls back so far has passed midnight.
        stamp.time = stamp.time + .hours(24)
        context = context.map { CivilDate(daysSinceEpoch: $0.daysSinceEpoch + 1) }
      } else if let date = moment.date(dayFirst: isDayFirst, context: context) {
        context = date
      }
      last = stamp.time
      if moment.zone == nil, events.timeQuality == .exact { events.timeQuality = .zoneAssumed }
      events.milestones.append(milestone(row, stamp, held, position))
      events.countEventLine()
      position += 1
    }
  }

  private func milestone(
    _ row: Row, _ stamp: (time: Timestamp, plusMinus: TimeSpan), _ held: HeldLines,
    _ position: Int
  ) -> Milestone {
    let kind =
      columns?.kind == nil
      ? MilestoneWord.opening(row.text) ?? .note : MilestoneWord.kind(row.kind)
    return Milestone(
      kind: kind, time: stamp.time, plusMinus: stamp.plusMinus,
      service: row.service.isEmpty ? nil : row.service, clock: TimelineTable.clock(row.clock),
      text: RecordText.line(row.text), evidence: String(held.number(row.line)),
      position: position)
  }

  private static func clock(_ word: String) -> Milestone.Clock {
    switch word.lowercased() {
    case "telemetry", "monitoring", "metrics", "logs": .telemetry
    case "pager", "pagerduty", "opsgenie", "alertmanager": .pager
    case "chat", "slack", "teams": .chat
    case "page", "statuspage", "status page": .page
    default: .report
    }
  }

  /// The moment of a row; nil when its cells are none.
  private func moment(_ row: Row) -> WrittenMoment? {
    var moment = TimelineTable.epoch(row.time) ?? MomentReader.moment(row.time)
    if !row.day.isEmpty, moment?.day == nil || row.time.isEmpty {
      moment = MomentReader.moment(row.time.isEmpty ? row.day : "\(row.day) \(row.time)")
    }
    if moment?.zone == nil, !row.zone.isEmpty {
      // A zone that is not known must not pass for UTC.
      var reader = MomentReader("00:00 \(row.zone)".utf8)
      let zone = reader.moment()?.zone
      let unclear = WrittenZone(word: row.zone, offsetSeconds: nil)
      moment?.zone = reader.isAtEnd ? zone ?? unclear : unclear
    }
    return moment
  }

  /// The moment of an epoch number: `1741770842`, `1741770842310`.
  private static func epoch(_ text: String) -> WrittenMoment? {
    let bytes = Array(text.utf8)
    guard 10...20 ~= bytes.count, bytes.allSatisfy({ isDigit($0) || $0 == 0x2E }),
      bytes.prefix(10).allSatisfy(isDigit),
      let micros = TimeScan.epoch(bytes.span, ByteRange(0, bytes.count))
    else { return nil }
    let time = Timestamp(microseconds: micros)
    let midnight = time.floored(to: .hours(24))
    let isWhole = time == time.floored(to: .seconds(1))
    return WrittenMoment(
      day: .full(time.date),
      clock: WrittenMoment.Clock(
        microseconds: (time - midnight).microseconds,
        plusMinus: TimeSpan(microseconds: isWhole ? 500_000 : 500)),
      zone: .utc)
  }
}
