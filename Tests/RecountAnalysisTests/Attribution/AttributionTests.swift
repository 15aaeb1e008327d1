// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct AttributionTests {
  @Test func `one failing region is the candidate and explains the excess`() throws {
    let result = AttributionAnalysis.analyze(AttributionFixture.oneRegion.input())
    #expect(result.verdict == .concentrated)
    let best = try #require(result.candidates.first)
    #expect(best.terms == [Attribution.Term("region", "eu")])
    #expect(best.isSeparable && best.sameLeaves.isEmpty)
    #expect(best.observed == 270 && best.total == 600)
    #expect(abs(best.expected - 6) < 0.1)
    #expect(best.baseFailed == 30 && best.baseTotal == 3000)
    #expect(abs(try #require(best.share.value) - 1) < 0.01)
    #expect(best.share.interval == nil && best.share.gap == .noBins)
    #expect(best.restRatio == 0)
    #expect(result.parts.map(\.terms) == [best.terms])
    #expect(abs(try #require(result.unexplained)) < 0.01)
    #expect(result.pValue == 0.01 && result.shuffles == 99)
    #expect(result.setsTried == 4 + 3 + 12)
    #expect(result.refusals.isEmpty && result.newValues.isEmpty && !result.isBounded)
    #expect(result.mix?.hasMoved == false)
  }

  @Test func `two failing regions are found one after the other`() {
    var table = AttributionFixture("region", "version")
    for region in ["eu", "us", "ap", "sa", "af", "me"] {
      for version in ["7", "8", "9"] {
        let failed: Int64 = region == "eu" ? 90 : region == "ap" ? 60 : 2
        table.add(region, version, window: (failed, 200), base: (10, 1000))
      }
    }
    let result = AttributionAnalysis.analyze(table.input())
    #expect(
      result.parts.map(\.terms)
        == [[Attribution.Term("region", "eu")], [Attribution.Term("region", "ap")]])
    #expect((result.unexplained ?? 1) < 0.05)
  }

  @Test func `many small parts together are several`() {
    var table = AttributionFixture("host", "version")
    for host in 0..<20 {
      for version in ["7", "8"] {
        table.add(
          "h\(host)", version, window: (host < 5 ? 100 : 2, 200), base: (10, 1000))
      }
    }
    let result = AttributionAnalysis.analyze(table.input())
    #expect(result.verdict == .several)
    #expect(result.parts.count == 5)
  }

  @Test func `a region that only one version serves is not separable from it`() throws {
    var table = AttributionFixture("region", "version")
    table.add("eu", "8", window: (180, 400), base: (20, 2000))
    for region in ["us", "ap"] {
      for version in ["7", "9"] {
        table.add(region, version, window: (4, 400), base: (20, 2000))
      }
    }
    let result = AttributionAnalysis.analyze(table.input())
    let best = try #require(result.candidates.first)
    let terms = [Attribution.Term("region", "eu"), Attribution.Term("version", "8")]
    #expect(best.terms == terms)
    #expect(best.sameLeaves.count == 2 && best.sameLeaves.allSatisfy { $0.count == 1 })
    #expect(!best.isSeparable)
    let refusal = try #require(result.refusals.first)
    #expect(refusal.reason == .notSeparable)
    #expect(refusal.explanation.hasSuffix(": region = eu, version = 8; region = eu; version = 8."))
  }

  @Test func `a host with its region is separable since the region has other hosts`() throws {
    var table = AttributionFixture("host", "region")
    for host in 0..<6 {
      table.add(
        "h\(host)", host < 3 ? "eu" : "us", window: (host == 0 ? 150 : 3, 300), base: (10, 1000))
    }
    let best = try #require(AttributionAnalysis.analyze(table.input()).candidates.first)
    #expect(best.terms == [Attribution.Term("host", "h0"), Attribution.Term("region", "eu")])
    #expect(best.sameLeaves == [[Attribution.Term("host", "h0")]])
    #expect(best.isSeparable)
  }

  @Test func `a version that the base never had is marked as new`() throws {
    var table = AttributionFixture("region", "version")
    for region in ["eu", "us", "ap"] {
      table.add(region, "7", window: (3, 300), base: (10, 1000))
      table.add(region, "8", window: (60, 100), base: (0, 0))
    }
    let result = AttributionAnalysis.analyze(table.input())
    let term = Attribution.Term("version", "8")
    #expect(result.verdict == .concentrated)
    #expect(result.candidates.first?.terms == [term])
    #expect(result.candidates.first?.newValues == [term])
    #expect(result.newValues == [Attribution.NewValue(term: term, failed: 180, total: 300)])
  }

  @Test func `a value is not new when the base was too short to show it`() {
    var table = AttributionFixture("region", "version")
    table.add("eu", "7", window: (500, 100_000), base: (5, 500))
    table.add("us", "7", window: (500, 100_000), base: (5, 500))
    table.add("us", "8", window: (30, 100), base: (0, 0))
    #expect(AttributionAnalysis.analyze(table.input()).newValues.isEmpty)
  }

  @Test func `more traffic where failures always were frequent is a moved mix`() throws {
    var table = AttributionFixture("route", "region")
    table.add("fast", "eu", window: (5, 500), base: (9, 900))
    table.add("slow", "eu", window: (100, 500), base: (20, 100))
    table.add("slow", "us", window: (0, 0), base: (0, 1))
    let result = AttributionAnalysis.analyze(table.input())
    let mix = try #require(result.mix)
    #expect(abs(mix.expectedAtBaseMix - 29) < 1.5)
    #expect(abs(mix.expected - 105) < 5)
    #expect(mix.hasMoved)
    #expect(result.verdict == .everywhere(.nothingStandsOut))
  }

  @Test func `identifiers are left out and listed`() {
    var table = AttributionFixture("client", "region")
    for event in 0..<60 {
      table.add(
        "c\(event)", event < 30 ? "eu" : "us", window: (event < 30 ? 1 : 0, 1), base: (0, 0))
    }
    table.add("other", "eu", window: (0, 0), base: (0, 20))
    table.add("other", "us", window: (0, 0), base: (0, 20))
    let result = AttributionAnalysis.analyze(table.input())
    #expect(
      result.dropped == [Attribution.DroppedDimension(name: "client", values: 61, events: 100)])
    #expect(result.candidates.first?.terms == [Attribution.Term("region", "eu")])
  }

  @Test func `the order of leaves, values and dimensions changes nothing`() {
    var simulation = AttributionSimulation(seed: 11)
    simulation.planted = [2: 0, 4: 0]
    let input = simulation.input()
    let expected = AttributionAnalysis.analyze(input)
    var random = SeededGenerator(seed: 5)
    for _ in 0..<5 {
      var other = input
      let dimensions = Array(input.dimensions.indices).shuffled(using: &random)
      let values = input.dimensions.map { Array($0.values.indices).shuffled(using: &random) }
      other.dimensions = dimensions.map { dimension in
        AttributionInput.Dimension(
          name: input.dimensions[dimension].name,
          values: values[dimension].map { input.dimensions[dimension].values[$0] })
      }
      for index in other.leaves.indices {
        other.leaves[index].values = dimensions.map { dimension in
          values[dimension].firstIndex(of: input.leaves[index].values[dimension]) ?? 0
        }
      }
      other.leaves.shuffle(using: &random)
      let result = AttributionAnalysis.analyze(other)
      #expect(result.candidates.map(\.terms) == expected.candidates.map(\.terms))
      #expect(result.candidates.map(\.score) == expected.candidates.map(\.score))
      #expect(result.parts.map(\.expected) == expected.parts.map(\.expected))
      #expect(result.pValue == expected.pValue)
      #expect(result.verdict == expected.verdict)
    }
  }
}
