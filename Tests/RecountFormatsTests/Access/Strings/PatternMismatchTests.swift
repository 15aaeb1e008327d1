// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import Testing

/// Where a line leaves its format.
@Suite struct PatternMismatchTests {
  private static let good =
    #"203.0.113.7 - alice [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200 5 "-" "curl""#

  private static func explain(_ line: String) throws -> PatternMismatch? {
    try FormatString.parse("nginx:combined").get().pattern.explain(Array(line.utf8))
  }

  @Test func `a line of the format has nothing to explain`() throws {
    #expect(try Self.explain(Self.good) == nil)
  }

  @Test(arguments: [
    (
      "203.0.113.7 alice", 0,
      "byte 1: expected $remote_addr and then ` - `, found `203.0.113.7 alice`"
    ),
    (
      good.replacing("12/Mar", with: "32/Mar"), 21,
      "byte 22: expected a value of $time_local, found `32/Mar/2025:09:14:02 +0000] \"GET`"
    ),
    (
      good.replacing(" +0000]", with: " +0000 ]"), 47,
      "byte 48: expected `] \"`, found ` ] \"GET / HTTP/1.1\" 200 5 \"-\" \"c`"
    ),
    (
      good.replacing("200", with: "OK"), 66,
      "byte 67: expected a value of $status, found `OK 5 \"-\" \"curl\"`"
    ),
    (
      good + " 0.031", 82, "byte 83: expected the end of the line, found ` 0.031`"
    ),
    (
      String(good.dropLast()), 77,
      "byte 78: expected $http_user_agent and then `\"`, found `curl`"
    ),
    ("", 0, "byte 1: expected $remote_addr and then ` - `, found the end of the line"),
  ])
  func `the element, the byte and what stood there are told`(
    line: String, offset: Int, sentence: String
  ) throws {
    let mismatch = try #require(try Self.explain(line))
    #expect(mismatch.byteOffset == offset)
    #expect(mismatch.sentence == sentence)
  }

  @Test func `the element is counted as in the pattern`() throws {
    let pattern = try FormatString.parse("nginx:[$msec] $status x").get().pattern
    #expect(pattern.elements.count == 5)
    func element(_ line: String) -> Int? { pattern.explain(Array(line.utf8))?.element }
    #expect(element("(1741770842.310] 200 x") == 0)
    #expect(element("[never] 200 x") == 1)
    #expect(element("[1741770842.310) 200 x") == 2)
    #expect(element("[1741770842.310] 2x x") == 3)
    #expect(element("[1741770842.310] 200 x!") == 5)
  }

  @Test func `a literal that begins and goes on otherwise is told at that byte`() throws {
    let pattern = try FormatString.parse(#"nginx:[$msec] "$request" | $status"#).get().pattern
    let line = Array(#"[1741770842.310] "GET / HTTP/1.1" 200"#.utf8)
    let mismatch = try #require(pattern.explain(line))
    #expect(mismatch.byteOffset == 34 && mismatch.expected == .literal(Array("| ".utf8)))
    #expect(mismatch.sentence == "byte 35: expected `| `, found `200`")
  }

  @Test func `escapes that were taken out do not move the place`() throws {
    let pattern = try FormatString.parse(
      #"nginx:escape=json {"t":"$time_iso8601","a":"$http_user_agent","s":$status}"#
    ).get().pattern
    let line = Array(#"{"t":"2025-03-12T09:14:02Z","a":"\"x\"","s":20}"#.utf8)
    #expect(pattern.explain(line)?.byteOffset == 44)
  }
}
