// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts
import RecountModel
import Testing

@Suite struct LayoutTests {
  private let scale = TimeScale(axis: TimeAxis(ChartSamples.eightHours), left: 100, width: 700)

  @Test func `moves labels apart in order and within bounds`() {
    var random = SeededGenerator(seed: 3)
    for count in 1...30 {
      let wanted = (0..<count).map { _ in Double(random.below(600)) }.sorted()
      let sizes = (0..<count).map { _ in Double(10 + random.below(10)) }
      let centres = LabelSpread.centres(wanted: wanted, sizes: sizes, within: 0...600)
      for index in centres.indices.dropFirst() {
        let room = (sizes[index - 1] + sizes[index]) / 2
        #expect(centres[index] - centres[index - 1] >= room - 1e-9)
      }
      #expect(centres[0] - sizes[0] / 2 >= -1e-9)
      #expect(centres[count - 1] + sizes[count - 1] / 2 <= 600 + 1e-9)
    }
  }

  @Test func `leaves labels alone that have room`() {
    let centres = LabelSpread.centres(wanted: [20, 100], sizes: [18, 18], within: 0...200)
    #expect(centres == [20, 100])
    #expect(LabelSpread.centres(wanted: [], sizes: [], within: 0...1).isEmpty)
  }

  @Test(arguments: [1, 6, 35, 60, 200])
  func `gives every mark a badge that covers no other`(count: Int) {
    let marks = (1...count).map { number in
      ChartMark(
        number: number, time: ChartSamples.eightHours.start + .minutes(100 + Int64(number / 3)),
        label: "")
    }
    let badges = BadgeRow(marks, scale: scale, bounds: 90...810).badges
    #expect(badges.flatMap(\.lines).count == count)
    for (badge, next) in zip(badges, badges.dropFirst()) {
      #expect(badge.centre + badge.width / 2 < next.centre - next.width / 2)
    }
  }

  @Test func `writes a label into its bar, else beside it`() {
    let bands = [
      ChartSamples.band("09:00", "12:00", "inside"),
      ChartSamples.band("12:30", "12:40", "at right"),
      ChartSamples.band("16:20", "16:30", "a long label at left"),
    ]
    let lanes = BandLanes(bands, scale: scale, room: 100...810, maxLanes: 4)
    #expect(lanes.laneCount == 1)
    #expect(lanes.bars.map(\.isTextInside) == [true, false, false])
    #expect(lanes.bars[1].textLeft > lanes.bars[1].right)
    #expect(lanes.bars[2].textLeft < lanes.bars[2].left)
  }

  @Test func `gives overlapping bands their own lanes, as far as there are any`() {
    let bands = (0..<6).map { ChartSamples.band("09:0\($0)", "12:00", "band \($0)") }
    let lanes = BandLanes(bands, scale: scale, room: 100...810, maxLanes: 4)
    #expect(lanes.bars.map(\.lane) == [0, 1, 2, 3])
    #expect(lanes.omitted == 2)
  }

  @Test func `places labels so that none covers another or a foreign band`() throws {
    var row = LabelRow(bounds: 0...300, avoiding: [110], metrics: TextMetrics(size: 12))
    let placed = row.place("12% at 10:00", at: 100)
    let peak = try #require(placed)
    #expect(peak.left + TextMetrics(size: 12).width("12% at 10:00") < 110)
    let beside = row.place("w1", beside: 100, 120, clearOf: [130...140])
    #expect(beside == nil)
    let endless = row.place(String(repeating: "w", count: 90), at: 10)
    #expect(endless == nil)
  }

  @Test func `draws steps with relative moves and merges equal neighbours`() {
    let columns = [
      StepColumn(left: 0, right: 1.5, top: 5, bottom: 10),
      StepColumn(left: 1.5, right: 3, top: 5, bottom: 10),
      nil,
      StepColumn(left: 4, right: 5, top: 9.75, bottom: 10),
    ]
    #expect(StepPath.area(columns) == "M0 10v-5h3v5h-3zM4 10v-.2h1v.2h-1z")
    #expect(StepPath.line(columns) == "M0 5h3M4 9.8h1")
    #expect(StepPath.area([nil]) == "")
  }

  @Test func `adds up rounded moves without drift`() {
    let columns = (0..<3000).map { index in
      StepColumn(
        left: Double(index) / 7, right: Double(index + 1) / 7, top: Double(index % 2), bottom: 50)
    }
    let moves = StepPath.line(columns).split(separator: "h").dropFirst()
    let width = moves.compactMap { Double($0.prefix { $0 != "v" }) }.reduce(0, +)
    #expect(abs(width - 3000.0 / 7) < 0.06)
  }
}
