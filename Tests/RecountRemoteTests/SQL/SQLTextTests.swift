// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountRemote
import RecountTestEngines
import Testing

@Suite struct SQLTextTests {
  @Test(arguments: [
    ("web", "'web'"), ("", "''"), ("o'brien", "'o''brien'"), (#"a\b"#, #"'a\\b'"#),
    (#"\' OR 1 --"#, #"'\\'' OR 1 --'"#), ("a\0b", #"'a\0b'"#), ("é\n", "'é\n'"),
  ])
  func `a text is quoted`(text: String, literal: String) {
    #expect(SQLText.literal(text) == literal)
  }

  @Test func `the smallest number is spelled so that it does not overflow`() {
    #expect(SQLText.literal(Int64.min) == "(-9223372036854775807 - 1)")
    #expect(SQLText.literal(Int64.max) == "9223372036854775807")
    #expect(SQLText.literal(Int64(-5)) == "-5")
  }

  @Test func `a name is a name or nothing`() {
    #expect(SQLText.name("logs") == "\"logs\"")
    #expect(SQLText.name("my table;") == "\"my table;\"")
    for bad in ["", "a\"b", "a`b", "a\\b", "a\nb", String(repeating: "x", count: 129)] {
      #expect(SQLText.name(bad) == nil, "\(bad)")
    }
  }

  @Test(
    .enabled(if: SQLiteShell.missing == nil, "\(SQLiteShell.missing ?? "")"))
  func `the lower bound in SQL is that of the bucket of every duration`() throws {
    var durations = Array(Int64(0)...600)
    for exponent in 9..<62 {
      let power = Int64(1) << Int64(exponent)
      durations += [power - 1, power, power + 1, power + power / 8 - 1, power + power / 8]
    }
    var random = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      durations.append(Int64(truncatingIfNeeded: random.next() >> UInt64(1 + random.below(60))))
    }
    durations.append(.max)
    var mapping = RemoteMapping.recount
    mapping.duration = "d"
    let sql = try #require(try rollupQuery(mapping).durations?.sql)
    let start = try #require(sql.firstRange(of: "coalesce(d, -1) - "))
    let end = try #require(sql.firstRange(of: " AS r_lower_us"))
    let values = durations.map { "(\($0))" }.joined(separator: ",")
    let run = try Subprocess.run(
      "sqlite3", ["-batch", ":memory:"],
      input: """
        CREATE TABLE t(d INTEGER); INSERT INTO t VALUES \(values);
        SELECT \(sql[start.lowerBound..<end.lowerBound]) FROM t;
        """)
    let lower = try #require(run?.output).split(separator: "\n").compactMap { Int64($0) }
    #expect(lower.count == durations.count)
    for (duration, lower) in zip(durations, lower) {
      let bucket = DurationBucket.index(microseconds: duration)
      #expect(DurationBucket.index(microseconds: lower) == bucket, "\(duration)")
      // Behind the doublings that are spelled out a duration stands for itself.
      if duration < 1 << 40 { #expect(lower == DurationBucket.lowerBound(bucket), "\(duration)") }
    }
  }
}
