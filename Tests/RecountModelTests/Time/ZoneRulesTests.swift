// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Testing

/// Stamps without a zone, compared with a search among all moments.
@Suite struct ZoneRulesTests {
  private static let minute: Int64 = 60_000_000

  /// New York in 2024: from five to four hours behind UTC on 10 March, back on 3 November.
  private static let changes: [(at: Timestamp, offset: TimeSpan)] = [
    (Timestamp(CivilDate(year: 2024, month: 3, day: 10), hour: 7), .hours(-4)),
    (Timestamp(CivilDate(year: 2024, month: 11, day: 3), hour: 6), .hours(-5)),
  ]
  private static let newYork = ZoneRules(
    name: "America/New_York", first: .hours(-5), changes: changes)

  private func offset(_ moment: Int64) -> Int64 {
    let changes = ZoneRulesTests.changes
    if moment < changes[0].at.microseconds { return -300 * ZoneRulesTests.minute }
    return (moment < changes[1].at.microseconds ? -240 : -300) * ZoneRulesTests.minute
  }

  /// All moments at which a clock showed `local`.
  private func moments(_ local: Int64) -> [Int64] {
    [-300, -240].map { local - $0 * ZoneRulesTests.minute }
      .filter { $0 + offset($0) == local }.sorted()
  }

  @Test func `every half hour of the year is the moment at which a clock showed it`() {
    let first = Timestamp(CivilDate(year: 2024, month: 1, day: 1)).microseconds
    var clock = ZoneClock(ZoneRulesTests.newYork)
    var repeated = 0
    var skipped = 0
    for step in 0..<(366 * 48) {
      let local = first + Int64(step) * 30 * ZoneRulesTests.minute
      let all = moments(local)
      let (moment, reading) = clock.read(local)
      switch reading {
      case .plain: #expect([moment] == all)
      case .repeated:
        repeated += 1
        #expect(all.count == 2 && moment == all[0])
      case .skipped:
        skipped += 1
        #expect(all.isEmpty && moment == local + 300 * ZoneRulesTests.minute)
      }
    }
    #expect(repeated == 2 && skipped == 2)
  }

  /// Stamps in minutes after midnight of 3 November, and which of the two hours they are of.
  @Test(arguments: [
    // The clock goes back at two, which shows as a step of an hour.
    ([55, 65, 90, 119, 60, 75, 100, 119, 121], "·1112222·"),
    // A line that was written late belongs to the hour before.
    ([59, 118, 60, 119, 61], "·1212"),
    // Nothing came before: it is taken for the first.
    ([90, 95], "11"),
    // The end of the second hour was just before.
    ([125, 118, 126], "·2·"),
  ])
  func `in the hour that comes twice the line before tells which`(
    minutes: [Int], hours: String
  ) throws {
    let midnight = Timestamp(CivilDate(year: 2024, month: 11, day: 3)).microseconds
    var clock = ZoneClock(ZoneRulesTests.newYork)
    let found = minutes.map { minute in
      let local = midnight + Int64(minute) * ZoneRulesTests.minute
      let (moment, reading) = clock.read(local)
      guard reading == .repeated else { return "·" }
      return moment == moments(local)[0] ? "1" : "2"
    }
    #expect(found.joined() == hours)
  }

  @Test func `a moment that was stated in full tells the hour as well`() {
    let half = Timestamp(CivilDate(year: 2024, month: 11, day: 3), hour: 1, minute: 30)
    var clock = ZoneClock(ZoneRulesTests.newYork)
    clock.pass(
      Timestamp(CivilDate(year: 2024, month: 11, day: 3), hour: 6, minute: 25).microseconds)
    #expect(clock.read(half.microseconds).micros == (half + .hours(5)).microseconds)
  }

  @Test func `UTC leaves stamps as they are`() {
    var clock = ZoneClock(.utc)
    for local in [0, 1_730_000_000_000_000, -1, Int64(4_000_000_000_000_000)] {
      #expect(clock.read(local).micros == local)
    }
  }
}
