// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import RecountModel
import Testing

@Suite struct NaturalOrderTests {
  @Test(arguments: [
    ["access.log", "access.log.1", "access.log.2", "access.log.9", "access.log.10.gz"],
    ["a", "a1", "a01", "a2", "a10", "a100", "b"].sorted(by: NaturalOrder.precedes),
    ["a-20221209.log", "a-20221216.log", "a-20230101.log"],
    ["", "0", "1", "2", "10", "11", "a"],
    ["1a", "1b", "2a", "10a"],
    ["x9y8", "x9y10", "x10y1"],
    ["99999999999999999999", "100000000000000000000"],
    ["a.log", "a1.log", "ab.log"],
    ["run-1/job-2/3_x.txt", "run-1/job-2/12_x.txt", "run-1/job-10/1_x.txt", "run-2/job-1/1_x.txt"],
    ["B", "a", "ä"],
  ])
  func `orders names as people count`(names: [String]) {
    #expect(names.reversed().sorted(by: NaturalOrder.precedes) == names)
  }

  @Test func `settles names that differ only in leading zeros`() {
    let names = ["a1", "a01", "a001", "a1b", "a01b"]
    let sorted = names.sorted(by: NaturalOrder.precedes)
    #expect(names.reversed().sorted(by: NaturalOrder.precedes) == sorted)
    #expect(sorted == ["a001", "a01", "a1", "a01b", "a1b"])
  }

  @Test func `is a strict order over all names`() {
    let parts = ["a", "b", ".", "0", "00", "1", "01", "9", "10", "é", "-"]
    var random = SeededGenerator(seed: 51)
    let names = (0..<120).map { _ in
      (0..<random.below(5)).map { _ in parts[random.below(parts.count)] }.joined()
    }
    let before = names.map { left in names.map { NaturalOrder.precedes(left, $0) } }
    for i in names.indices {
      for j in names.indices {
        // Exactly one of: before, behind, the same name.
        let count = (before[i][j] ? 1 : 0) + (before[j][i] ? 1 : 0)
        guard count == (Array(names[i].utf8) == Array(names[j].utf8) ? 0 : 1) else {
          Issue.record("\(names[i]) and \(names[j])")
          return
        }
        for k in names.indices where before[i][j] && before[j][k] && !before[i][k] {
          Issue.record("\(names[i]) < \(names[j]) < \(names[k])")
          return
        }
      }
    }
  }
}
