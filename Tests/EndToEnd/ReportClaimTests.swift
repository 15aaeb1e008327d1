// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// `check --report` on texts that people wrote, through the program.
@Suite struct ReportClaimTests {
  /// A case without logs: one note of the year that `year` gives, or nothing that tells a year.
  private static func emptyCase(_ folder: TemporaryFolder, year: Int) throws -> String {
    try folder.write("time,event\n\(year)-01-01T00:00:00Z,note\n", "\(year)/records/notes.csv")
    try folder.write("records: [records/notes.csv]\n", "\(year)/incident.yml")
    let path = folder.path("\(year).recount")
    let outcome = try Binary.run(["ingest", folder.path("\(year)"), "-C", path, "-q"])
    try #require(outcome.status == 0, "\(outcome.error)")
    return path
  }

  // MARK: - Accounts of a cloud

  private static let azure = SharedData.path("incidents/azure_label_CC0.csv")

  /// Three in four; CST and texts without any time give none.
  @Test(.enabled(if: SharedData.isThere, "needs the folder shared/data beside the package"))
  func `accounts give start, end and zone as people read them`() throws {
    let rows = Self.records(Array(try Data(contentsOf: URL(fileURLWithPath: Self.azure))))
    let header = try #require(rows.first)
    let columns = try ["description", "label_start_time", "label_end_time", "label_timezone"].map {
      try #require(header.firstIndex(of: $0))
    }
    let folder = try TemporaryFolder()
    let path = try Self.emptyCase(folder, year: 2021)
    var found = 0
    var misses: [String] = []
    var named = 0
    for (number, row) in rows.dropFirst().enumerated() {
      let label = Array(columns.dropFirst().map { row[$0] })
      let report = try folder.write(row[columns[0]], "\(number + 1).html")
      let data = try Binary.run(["check", "--report", report, "--json", "-C", path]).data()
      let claims = try #require(data["claims"] as? [[String: Any]])
      let ends = ["onset", "ended"].map { kind in
        claims.first { $0["claim"] as? String == kind }
      }
      let zone = ends.compactMap { $0?["zone"] as? String }.first ?? "UNKNOWN"
      let read = try ends.map { try Self.wall($0, zone) } + [zone]
      let refused = (data["refused"] as? [[String: Any]])?.compactMap { $0["reason"] as? String }
      if ["CST", "UNKNOWN"].contains(label[2]) {
        // Row 69 explains its CST once, as UTC+8.
        let isClear = label[2] == "CST" && read == label
        #expect(isClear || ends.allSatisfy { $0 == nil }, "row \(number + 1): \(read)")
        if refused?.contains(where: { $0.hasPrefix("CST stands for more than one") }) == true {
          named += 1
        }
      }
      if read == label {
        found += 1
      } else {
        misses.append("row \(number + 1): read \(read), label \(label) \(refused ?? [])")
      }
    }
    print("accounts as labelled: \(found) of \(rows.count - 1)")
    for miss in misses { print(miss) }
    // One of the four explains its CST, and one states no end.
    #expect(rows.count == 96 && found * 4 >= 95 * 3 && named == 2)
  }

  private static let hours = ["UTC": 0, "EDT": -4, "EST": -5, "PST": -8, "PDT": -7, "CST": 8]

  /// The wall time in its own zone, as the labels have it.
  private static func wall(_ claim: [String: Any]?, _ zone: String) throws -> String {
    guard let claim else { return "UNKNOWN" }
    let time = try #require(claim["time"] as? String)
    let format = ISO8601DateFormatter()
    format.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    let date = try #require(format.date(from: String(time.prefix(23)) + "Z"))
    let local = date.addingTimeInterval(Double(hours[zone] ?? 0) * 3600)
    format.formatOptions = [.withYear, .withMonth, .withDay, .withTime, .withColonSeparatorInTime]
    return format.string(from: local).replacing("Z", with: "")
  }

  private static func records(_ text: [UInt8]) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    for byte in text {
      switch byte {
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

  // MARK: - Years

  @Test func `a report without a year takes that of the records, and is refused without any`()
    throws
  {
    let folder = try TemporaryFolder()
    let report = try folder.write(
      "On December 16, errors began at 10:07 UTC and it was resolved at 15:40 UTC.\n", "report.md")
    let known = try Self.emptyCase(folder, year: 2022)
    let data = try Binary.run(["check", "--report", report, "--json", "-C", known]).data()
    let times = (data["claims"] as? [[String: Any]])?.compactMap { $0["time"] as? String }
    #expect(times == ["2022-12-16T10:07:00.000000Z", "2022-12-16T15:40:00.000000Z"])
    // Build steps without any time: a case that knows no day.
    try folder.write(
      "<testsuite name=\"t\" tests=\"1\"><testcase name=\"a\" classname=\"b\"/></testsuite>\n",
      "junit/report.xml")
    let blank = folder.path("blank.recount")
    let ingest = try Binary.run(["ingest", folder.path("junit"), "-C", blank, "-q"])
    try #require(ingest.status == 0, "\(ingest.error)")
    let outcome = try Binary.run(["check", "--report", report, "--format", "tsv", "-C", blank])
    #expect(!outcome.output.contains("1970"))
    #expect(outcome.error.contains("not used: `December 16`: the year is not known"))
  }

  // MARK: - Length

  @Test(.timeLimit(.minutes(2))) func `a sentence of five thousand times is checked in seconds`()
    throws
  {
    let folder = try TemporaryFolder()
    let path = try Self.emptyCase(folder, year: 2022)
    let text = (0..<5000).map { "failed at 10:\($0 % 50 + 10) UTC" }.joined(separator: ", ")
    #expect(text.utf8.count > 90_000)
    let report = try folder.write("On December 16, 2022 it was detected: " + text, "report.md")
    let clock = ContinuousClock()
    let time = try clock.measure {
      let outcome = try Binary.run(["check", "--report", report, "--json", "-C", path])
      #expect([0, 3].contains(outcome.status), "\(outcome.error)")
    }
    print("5,000 times in one sentence: \(time)")
    #expect(time < .seconds(10))
  }
}
