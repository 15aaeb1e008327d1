// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import Testing

@Suite struct InputConditionTests {
  @Test func `keeps each remark once, in order`() {
    var condition = InputCondition()
    for remark in ["b", "a", "b", "c"] { condition.note(remark) }
    #expect(condition.remarks == ["b", "a", "c"])
  }

  @Test func `merges what went wrong`() {
    var left = InputCondition()
    left.isDamaged = true
    left.note("a")
    var right = InputCondition()
    right.isTruncated = true
    right.note("b")
    right.note("a")
    left.merge(right)
    #expect(left.isDamaged && left.isTruncated && left.remarks == ["a", "b"])
    left.merge(InputCondition())
    #expect(left.isDamaged && left.isTruncated && left.remarks == ["a", "b"])
  }

  @Test func `bounds its remarks and says so once`() {
    var condition = InputCondition()
    for number in 0..<100_000 { condition.note("entry \(number)") }
    #expect(condition.remarks.count == InputCondition.maxRemarks + 1)
    #expect(condition.remarks.last == "further remarks were left out")
    var merged = InputCondition()
    merged.merge(condition)
    merged.merge(condition)
    #expect(merged.remarks == condition.remarks)
  }
}
