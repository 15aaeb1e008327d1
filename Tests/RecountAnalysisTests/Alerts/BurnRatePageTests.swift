// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

private typealias F = AlertFixture

/// The table of worked examples in the documentation, row by row.
struct BurnRatePageTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var rate: BurnRate
    var base: Double
    var step: Double
    var minutes: Int

    var testDescription: String { "\(rate.factor): \(base) to \(step)" }
  }

  static let rows: [Row] = {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Sources/RecountKit/RecountKit.docc/Alerts.md")
    let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map {
        Double($0.trimmingCharacters(in: .whitespaces))
      }
      guard cells.count == 6, let factor = cells[0], let long = cells[1], let objective = cells[2],
        let base = cells[3], let step = cells[4], let minutes = cells[5]
      else { return nil }
      // The short windows of the workbook are a twelfth of the long ones.
      return Row(
        rate: BurnRate(
          factor: factor, longMinutes: Int(long), shortMinutes: Int(long) / 12,
          objective: objective), base: base, step: step, minutes: Int(minutes))
    }
  }()

  @Test func `the page has its table`() {
    #expect(BurnRatePageTests.rows.count == 6)
  }

  @Test(arguments: rows) func `a row is what the formula gives`(row: Row) {
    #expect(row.rate.delayMinutes(base: row.base, step: row.step) == row.minutes)
  }

  @Test(arguments: rows, [1, 2, 3] as [UInt64])
  func `a drawn step is paged within two minutes of the row`(row: Row, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed &* 977 &+ UInt64(row.rate.longMinutes))
    let onset = row.rate.longMinutes + 700
    let window = onset..<onset + 300
    let failed = (0..<onset + 740).map { minute in
      Int64(generator.binomial(3000, window.contains(minute) ? row.step : row.base))
    }
    let series = F.series(onset + 740, failed: { failed[$0] }, total: { _ in 3000 })
    let result = try #require(F.result(.burnRate(row.rate), F.input(series, window: window)))
    let delay = try #require(result.detection?.delay.minutes)
    #expect(abs(delay - Double(row.minutes)) <= 2)
    #expect(result.falseAlarms == 0)
  }
}
