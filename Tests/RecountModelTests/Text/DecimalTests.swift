// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Testing

@Suite struct DecimalTests {
  @Test(
    arguments: [
      (0, 2, "0.00"), (-0.0, 2, "0.00"), (1.5, 0, "2"), (-1.5, 0, "-2"), (2.5, 0, "3"),
      (0.125, 2, "0.13"), (-0.125, 2, "-0.13"), (-0.004, 2, "0.00"), (0.05, 1, "0.1"),
      (12.3, 3, "12.300"), (0.000_000_001, 9, "0.000000001"), (99.95, 1, "100.0"),
      (1_234_567.891, 2, "1234567.89"), (.infinity, 2, "null"), (-.infinity, 0, "null"),
      (.nan, 1, "null"),
    ] as [(Double, Int, String)])
  func `prints a fixed number of places`(value: Double, decimals: Int, text: String) {
    #expect(Decimal.fixed(value, decimals: decimals) == text)
  }

  @Test(
    arguments: [
      (9_300_000_000_000, 6, "9300000000000"), (9_300_000_000_000.75, 6, "9300000000001"),
      (-9_300_000_000_000.75, 6, "-9300000000001"), (9.3e18, 0, "9300000000000000000"),
      (-1e19, 0, "-10000000000000000000"), (1e30, 2, "1e19"), (-1e30, 2, "-1e19"),
    ] as [(Double, Int, String)])
  func `prints the nearest whole number where places do not fit`(
    value: Double, decimals: Int, text: String
  ) {
    #expect(Decimal.fixed(value, decimals: decimals) == text)
    #expect(Decimal.text(value, decimals: decimals) == text)
  }

  @Test(
    arguments: [
      (0, 6, "0"), (-0.0, 6, "0"), (-0.000_000_1, 6, "0"), (1, 6, "1"), (100, 0, "100"),
      (100, 3, "100"), (0.5, 6, "0.5"), (-2.25, 6, "-2.25"), (1.230_000_4, 6, "1.23"),
      (1.0 / 3, 6, "0.333333"), (1e-9, 6, "0"), (.nan, 6, "null"),
    ] as [(Double, Int, String)])
  func `cuts trailing zeros`(value: Double, decimals: Int, text: String) {
    #expect(Decimal.text(value, decimals: decimals) == text)
  }

  @Test(
    arguments: [
      (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (-1000, "-1,000"), (123_456, "123,456"),
      (1_234_567, "1,234,567"), (.max, "9,223,372,036,854,775,807"),
      (.min, "-9,223,372,036,854,775,808"),
    ] as [(Int64, String)])
  func `groups by threes`(value: Int64, text: String) {
    #expect(Decimal.grouped(value) == text)
  }

  @Test(
    arguments: [
      (1234.5, "1,235"), (-1234.5, "-1,235"), (-0.4, "0"), (.nan, "null"), (.infinity, "null"),
      (9.1e18, "9100000000000000000"),
    ] as [(Double, String)])
  func `groups rounded numbers`(value: Double, text: String) {
    #expect(Decimal.groupedText(value) == text)
  }

  @Test(arguments: [
    (0, "0.0 %"), (1, "100.0 %"), (0.0213, "2.1 %"), (0.5, "50.0 %"), (0.000_000_1, "< 0.1 %"),
    (0.000_499, "< 0.1 %"), (0.0005, "0.1 %"), (0.9994, "99.9 %"), (0.9995, "> 99.9 %"),
    (0.9995.nextDown, "99.9 %"), (1.0.nextDown, "> 99.9 %"), (1.25, "125.0 %"),
    (Double.leastNonzeroMagnitude, "< 0.1 %"),
  ])
  func `prints a share as a percentage`(value: Double, text: String) {
    #expect(Decimal.percent(value) == text)
  }

  @Test func `never prints a share as none or all when it is neither`() {
    var random = SeededGenerator(seed: 13)
    for _ in 0..<5000 {
      let small = random.unit() * 0.002 + 1e-12
      for share in [small, 1 - small] {
        let text = Decimal.percent(share)
        guard text != "0.0 %", text != "100.0 %" else {
          Issue.record("\(share) prints as \(text)")
          return
        }
      }
    }
  }

  @Test func `stays within half a unit of the last place`() {
    var random = SeededGenerator(seed: 14)
    for _ in 0..<5000 {
      let decimals = random.below(7)
      let value = (random.unit() - 0.5) * 1e6
      var unit = 1.0
      for _ in 0..<decimals { unit /= 10 }
      let printed = Double(Decimal.fixed(value, decimals: decimals)) ?? .nan
      guard abs(printed - value) <= unit * 0.500_001 else {
        Issue.record("\(value) with \(decimals) places prints as \(printed)")
        return
      }
    }
  }
}
