// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Reports of Azure with the start, end and zone that people read in them.
///
/// The labels are wall times with the word of their zone.
@Suite(.enabled(if: SharedData.isThere, SharedData.whyNot)) struct StatedPeriodDataTests {
  @Test func `three periods in four are read as people read them`() throws {
    let rows = Self.records(try SharedData.read("incidents/azure_label_CC0.csv"))
    let header = try #require(rows.first)
    let columns = try ["description", "label_start_time", "label_end_time", "label_timezone"].map {
      try #require(header.firstIndex(of: $0))
    }
    var found = 0
    var refused = 0
    var misses: [String] = []
    for (number, row) in rows.dropFirst().enumerated() {
      let label = Array(columns.dropFirst().map { row[$0] })
      switch StatedPeriod.parse(Self.prose(row[columns[0]])) {
      case .success(let period):
        let read = [Self.wall(period.start), Self.wall(period.end), period.start.zone.word]
        if read == label {
          found += 1
        } else {
          misses.append("row \(number + 1): read \(read), label \(label)")
        }
      case .failure(let reason):
        refused += 1
        misses.append("row \(number + 1): \(reason), label \(label)")
      }
    }
    let count = rows.count - 1
    print(
      "periods as labelled: \(found) of \(count) (\(found * 1000 / count) ‰), refused \(refused)")
    for miss in misses { print(miss) }
    #expect(count == 95)
    #expect(found * 4 >= count * 3)
  }

  private static func wall(_ moment: StatedPeriod.Moment) -> String {
    let local = moment.time + .seconds(Int64(moment.zone.offsetSeconds ?? 0))
    return local.dayText.replacing("-", with: "") + "T"
      + local.secondText.split(separator: " ")[1]
  }

  /// The text of a page without its tags.
  private static func prose(_ page: String) -> String {
    page.replacing(/<[^>]*>/, with: " ").replacing("&nbsp;", with: " ")
      .replacing("&amp;", with: "&").replacing("&ndash;", with: "-")
  }

  private static func records(_ text: [UInt8]) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    for byte in text {
      switch byte {
      // Two quotes inside of quotes are one, which no label has.
      case 0x22: isQuoted.toggle()
      case 0x2C where !isQuoted, 0x0A where !isQuoted:
        row.append(String(decoding: field.filter { $0 != 0x0D }, as: UTF8.self))
        field = []
        if byte == 0x0A {
          rows.append(row)
          row = []
        }
      default: field.append(byte)
      }
    }
    if !row.isEmpty { rows.append(row + [String(decoding: field, as: UTF8.self)]) }
    return rows
  }
}
