// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Lines that a container engine cut are whole again, wherever it cut them.
@Suite struct WrapperJoinTests {
  private static let line = Array(
    #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /cart?a=\"1\"&b=2 HTTP/1.1" 502 157 "-" "curl/8.5.0""#
      .utf8)
  private static let other = Array(
    #"198.51.100.9 - - [12/Mar/2025:09:14:03 +0000] "GET / HTTP/1.1" 200 5 "-" "x""#.utf8)

  private static func format(_ kind: WrapperKind) throws -> LogFormat {
    try #require(LogFormat.combined.wrapped(in: [kind]))
  }

  @Test(arguments: [WrapperKind.cri, .dockerJSON])
  func `a line cut at any place is one event at its first part`(kind: WrapperKind) throws {
    let format = try Self.format(kind)
    let bare = ParsedContent([LineBatches.whole(Self.line)], as: .combined).bareObjects
    for cut in 0..<Self.line.count {
      var rendered = WrapperRenderer(kind, seed: UInt64(cut))
      rendered.append(Self.other)
      let cuts = cut % 3 == 0 ? [cut] : [cut / 3, cut]
      rendered.append(Self.line, cuts: cuts, between: cut % 2 == 0 ? Self.other : nil)
      rendered.append(Self.other)
      for linesEach in [1, 2, .max] {
        let parsed = ParsedContent(
          LineBatches.batches(rendered.content, linesEach: linesEach), as: format)
        #expect(parsed.closes && parsed.tally.rejects == 0)
        #expect(parsed.tally.lines == Int64(rendered.lines))
        #expect(parsed.tally.continuationLines == Int64(cuts.count))
        let index = try #require(parsed.bareObjects.firstIndex(of: bare[0]))
        #expect(parsed.places[index] == rendered.places[1])
        #expect(parsed.tally.events == Int64(3 + (cut % 2 == 0 ? cuts.count : 0)))
      }
    }
  }

  @Test(arguments: [WrapperKind.cri, .dockerJSON])
  func `a line of many times sixteen kibibytes is one`(kind: WrapperKind) throws {
    let long =
      Array(Self.line.prefix(60)) + Array(repeating: 0x61, count: 50_000)
      + Array(Self.line.dropFirst(60))
    var rendered = WrapperRenderer(kind)
    rendered.append(long, cuts: [16_384, 32_768, 49_152])
    let parsed = ParsedContent(
      LineBatches.batches(rendered.content, linesEach: 1), as: try Self.format(kind))
    let bare = ParsedContent([LineBatches.whole(long)], as: .combined)
    #expect(parsed.bareObjects == bare.bareObjects && parsed.tally.events == 1)
    #expect(parsed.tally.continuationLines == 3 && parsed.closes)
  }

  @Test(arguments: [WrapperKind.cri, .dockerJSON])
  func `parts that nothing follows are a line at the end`(kind: WrapperKind) throws {
    var rendered = WrapperRenderer(kind)
    rendered.append(Self.line, cuts: [20, Self.line.count])
    // The last, empty part is cut off.
    let lines = LineBatches.batches(rendered.content, linesEach: 1).dropLast()
    let parsed = ParsedContent(Array(lines), as: try Self.format(kind))
    #expect(parsed.tally.events == 1 && parsed.tally.continuationLines == 1 && parsed.closes)
    #expect(parsed.places == [rendered.places[0]])
  }

  @Test(arguments: [WrapperKind.cri, .dockerJSON])
  func `what grows beyond the limit is a reject, and the next line is none`(kind: WrapperKind)
    throws
  {
    let huge = Self.line + Array(repeating: 0x61, count: 1_200_000)
    var rendered = WrapperRenderer(kind)
    rendered.append(huge, cuts: Array(stride(from: 100_000, to: huge.count, by: 100_000)))
    rendered.append(Self.other)
    for linesEach in [1, .max] {
      let parsed = ParsedContent(
        LineBatches.batches(rendered.content, linesEach: linesEach), as: try Self.format(kind))
      #expect(parsed.rejects.map(\.reason) == [.overlong] && parsed.rejects.map(\.line) == [1])
      #expect(parsed.tally.events == 1 && parsed.closes)
      #expect(parsed.tally.lines == Int64(rendered.lines))
    }
  }

  @Test func `parts of different containers are not mixed`() throws {
    let half = Self.line.count / 2
    var text: [UInt8] = []
    for part in [Self.line[..<half], Self.line[half...]] {
      for name in ["web-1", "cart-1", "auth-1"] {
        let tag = part.startIndex == 0 ? "P" : "F"
        text += Array("\(name)  | 2025-03-12T09:14:02Z stdout \(tag) ".utf8) + part + [0x0A]
      }
    }
    let format = try #require(LogFormat.combined.wrapped(in: [.compose, .cri]))
    for linesEach in [1, 4, .max] {
      let parsed = ParsedContent(LineBatches.batches(text, linesEach: linesEach), as: format)
      #expect(parsed.tally.events == 3 && parsed.tally.continuationLines == 3 && parsed.closes)
      #expect(parsed.members.map { $0["service"] } == ["web", "cart", "auth"])
      #expect(parsed.members.map { $0["line"] } == ["1", "2", "3"])
    }
  }

  /// More containers than are held at a time.
  @Test func `joins are bounded, and those that are pushed out are rejects`() throws {
    var text: [UInt8] = []
    for index in 0..<40 {
      text +=
        Array("c\(index)-1  | 2025-03-12T09:14:02Z stdout P ".utf8) + Self.line.prefix(50) + [0x0A]
    }
    let format = try #require(LogFormat.combined.wrapped(in: [.compose, .cri]))
    let parsed = ParsedContent(LineBatches.batches(text, linesEach: 7), as: format)
    #expect(parsed.tally.rejects == 40 && parsed.closes)
    #expect(Set(parsed.rejects.map(\.line)) == Set(1...40))
  }
}
