// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension ChartCard {
  /// Marks that the key lists; the rest are counted below it.
  private static let maxKeyRows = 18

  /// What the numbers stand for, below the chart; answers where it ends.
  mutating func key(top: Double) -> Double {
    var bottom = top
    let listed = Array(marks.prefix(ChartCard.maxKeyRows))
    if !listed.isEmpty { bottom = keyColumns(listed, top: top + 10) }
    for note in notes(listed: listed.count) {
      bottom += 18
      writer.text(note, x: ChartCard.padding, y: bottom, color: .quietInk)
    }
    return bottom
  }

  private mutating func keyColumns(_ listed: [ChartMark], top: Double) -> Double {
    let metrics = TextMetrics(size: 12)
    let badge = listed.map { badgeWidth(String($0.number)) }.max() ?? BadgeRow.height
    let times = listed.map { keyTime($0.time) }
    let timeWidth = times.map(metrics.width).max() ?? 0
    let labels = listed.map { PlainText.line($0.label, maxScalars: 120) }
    let textLeft = badge + 8 + timeWidth + 8
    let widest = textLeft + (labels.map(metrics.width).max() ?? 0)
    let room = ChartCard.width - 2 * ChartCard.padding
    let columns = widest + 16 <= room / 3 ? 3 : widest + 16 <= room / 2 || listed.count > 3 ? 2 : 1
    let columnWidth = room / Double(columns)
    let rows = (listed.count + columns - 1) / columns
    for (index, mark) in listed.enumerated() {
      let left = ChartCard.padding + Double(index / rows) * columnWidth
      let y = top + Double(index % rows) * 23
      let number = String(mark.number)
      self.badge(
        number, centre: left + badge / 2, top: y, width: badgeWidth(number), mark.basis)
      writer.text(times[index], x: left + badge + 8, y: y + 13.5, color: .quietInk)
      writer.text(
        metrics.fitted(labels[index], into: columnWidth - textLeft - 12), x: left + textLeft,
        y: y + 13.5)
    }
    return top + Double(rows) * 23
  }

  private func keyTime(_ time: Timestamp) -> String {
    let clock = ChartNumber.clock(time)
    return scale.axis.onlyDay == nil ? "\(time.date.dayAndMonth) \(clock)" : clock
  }

  private func notes(listed: Int) -> [String] {
    var notes: [String] = []
    if marks.count > listed { notes.append("\(marks.count - listed) more are not listed.") }
    if marks.contains(where: { $0.basis == .declared }) {
      notes.append("Dashed: declared by people or records.")
    }
    if marks.contains(where: { $0.basis == .measured }) {
      notes.append("Solid: measured in the logs.")
    }
    if hasUnlabelledGap { notes.append("Grey hatching: no logs.") }
    if !omittedMarks.isEmpty {
      let numbers = omittedMarks.prefix(12).map { String($0.number) }.joined(separator: ", ")
      let more = omittedMarks.count > 12 ? " and \(omittedMarks.count - 12) more" : ""
      notes.append("Not in this range: \(numbers)\(more).")
    }
    let room = ChartCard.width - 2 * ChartCard.padding
    let line = notes.joined(separator: " ")
    return notes.isEmpty ? [] : TextMetrics(size: 12).wrapped(line, into: room, maxLines: 2)
  }
}
