// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct SignatureMinerTests {
  private func templates(_ lines: [String], repeats: Int = 1) -> [String] {
    var table = TokenRowTable()
    for line in lines { table.insert(Array(line.utf8)[...], count: Int64(repeats)) }
    return SignatureMiner.mine(table, service: "shop").signatures.map(\.text)
  }

  private func ids(_ lines: [[UInt8]]) -> Set<SignatureID> {
    var table = TokenRowTable()
    for line in lines { table.insert(line[...]) }
    return Set(SignatureMiner.mine(table, service: "shop").signatures.map(\.id))
  }

  @Test func `five values make a slot, four do not`() {
    let words = ["red", "green", "blue", "pink", "grey"]
    #expect(templates(words.map { "pool went \($0) at once" }) == ["pool went * at once"])
    #expect(templates(words.prefix(4).map { "pool went \($0) at once" }).count == 4)
  }

  @Test func `behind a name three values do, behind an equals sign two`() {
    let lines = ["ann", "bob", "cid"].map { "no rights for user \($0) here" }
    #expect(templates(lines) == ["no rights for user * here"])
    #expect(templates(Array(lines.prefix(2))).count == 2)
    #expect(templates(["lost state=up now", "lost state=down now"]) == ["lost state = * now"])
    #expect(templates(["lost 7 now", "lost all now"]) == ["lost * now"])
  }

  @Test func `the first slot needs seven values and one word is too little to hang on`() {
    let words = ["red", "green", "blue", "pink", "grey", "teal", "cyan"]
    #expect(templates(words.map { "\($0) is lost" }) == ["* is lost"])
    #expect(templates(words.prefix(6).map { "\($0) is lost" }).count == 6)
    #expect(templates(["lost=up", "lost=down", "lost=off"]).count == 3)
    #expect(templates(words).count == 7)
  }

  @Test func `types of exceptions and frames never merge`() {
    let names = ["A", "B", "C", "D", "E", "F"]
    #expect(templates(names.map { "call failed with \($0)Exception today" }).count == 6)
    var table = TokenRowTable()
    for name in names {
      table.insert(Array("IOError: disk".utf8)[...], frame: Array("at\(name)".utf8)[...])
    }
    #expect(SignatureMiner.mine(table, service: "").signatures.count == 6)
  }

  @Test func `a large template takes in a special case of it`() {
    let lines = ["red", "green", "blue", "pink", "grey"].map { "pool \($0) went down" }
    let all = lines + ["pool light sea green went down", "pool of five words too long went down"]
    #expect(
      templates(all) == ["pool * went down", "pool of five words too long went down"])
  }

  @Test func `ids follow from the set of lines alone`() {
    let simulation = TemplateSimulation(seed: 77, made: 60, lines: 3000)
    let expected = ids(simulation.lines)
    var random = SeededGenerator(seed: 5)
    for _ in 0..<2 {
      var lines = simulation.lines.shuffled(using: &random)
      #expect(ids(lines) == expected)
      // Some lines many times over, which changes every proportion.
      for _ in 0..<2000 { lines.append(lines[random.below(40)]) }
      #expect(ids(lines.shuffled(using: &random)) == expected)
    }
  }

  @Test(arguments: [31, 32, 33])
  func `known templates are found again`(seed: UInt64) {
    let simulation = TemplateSimulation(seed: seed, made: 130, lines: 20_000)
    var table = TokenRowTable()
    let rows = simulation.lines.compactMap { table.insert($0[...]) }
    let result = SignatureMiner.mine(table, service: "shop")
    let found = rows.map { result.signatureOfRow[$0] }
    #expect(GroupingScore.accuracy(simulation.labels, found) >= 0.95)
    #expect(result.signatures.reduce(0) { $0 + $1.lines } == 20_000)
    #expect(result.signatures.reduce(0) { $0 + $1.rows } == table.count)
  }

  @Test func `the id is a hash of service and template that never changes`() {
    #expect(SignatureID(service: "", template: []).text == "af63bd4c8601b7df")
    let one = SignatureID(service: "a", template: Array("b".utf8))
    #expect(one != SignatureID(service: "ab", template: []))
    #expect(SignatureID(bits: 10).text == "000000000000000a")
  }

  @Test func `nothing gives nothing, and an empty line is a signature`() {
    #expect(SignatureMiner.mine(TokenRowTable(), service: "").signatures.isEmpty)
    #expect(templates([""]) == [""])
    #expect(templates(["*", "7"]) == ["*"])
    #expect(templates(["= = = =", ": : :"]).count == 2)
  }

  @Test func `random rows neither trap nor lose a line`() {
    var random = SeededGenerator(seed: 6)
    let words = ["a", "b", "c", "=", ",", "(", ")", "1", "user", "x.Error", "\""]
    var table = TokenRowTable()
    for _ in 0..<4000 {
      let line = (0..<random.below(9)).map { _ in words[random.below(words.count)] }
      table.insert(Array(line.joined(separator: " ").utf8)[...])
    }
    let result = SignatureMiner.mine(table, service: "s")
    #expect(result.signatures.reduce(0) { $0 + $1.lines } == 4000)
    #expect(Set(result.signatures.map(\.id)).count == result.signatures.count)
  }
}
