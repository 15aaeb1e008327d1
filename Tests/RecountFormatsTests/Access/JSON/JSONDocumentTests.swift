// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Requests that stand in JSON documents instead of lines.
@Suite struct JSONDocumentTests {
  private static func object(_ number: Int, status: Int = 200) -> String {
    #"{"@timestamp":"2025-03-12T09:14:0\#(number % 10)Z","http.request.method":"GET","url.path":"/a/\#(number)?q=[{","http.response.status_code":\#(status),"labels":["x","}"]}"#
  }

  /// The object over six lines, the first of them indented by `indent`.
  private static func printed(_ number: Int, indent: String = "") -> String {
    """
    \(indent){
    \(indent)  "@timestamp": "2025-03-12T09:14:0\(number % 10)Z",
    \(indent)  "http": {"request": {"method": "GET"},
    \(indent)    "response": {"status_code": 503}},
    \(indent)  "url.path": "/b/\(number)\\"{"
    \(indent)}
    """
  }

  private static func parse(_ text: String, linesEach: Int = .max) throws -> ParsedContent {
    let found = FormatDetector.detect(entry: nil, LineBatches.whole(Array(text.utf8))).format
    #expect(found?.name == "json-document/json-access")
    let format = try #require(FormatCatalog.format(named: "json-document/json-access"))
    let parsed = ParsedContent(
      LineBatches.batches(Array(text.utf8), linesEach: linesEach), as: format)
    #expect(parsed.closes)
    return parsed
  }

  private static func lines(_ parsed: ParsedContent) -> [String] {
    parsed.members.map { "\($0["line"] ?? "") \($0["path"] ?? $0["reason"] ?? "")" }
  }

  @Test func `a list in one line gives each of its requests`() throws {
    let list = "[" + (0..<40).map { Self.object($0) }.joined(separator: ", ") + "]\n"
    let parsed = try Self.parse(list)
    #expect(parsed.tally.lines == 1 && parsed.tally.eventLines == 1 && parsed.tally.events == 40)
    #expect(parsed.members.map { $0["path"] } == (0..<40).map { "/a/\($0)" })
    #expect(parsed.members.allSatisfy { $0["line"] == "1" && $0["offset"] == "0" })
  }

  @Test(arguments: [1, 2, 3, 5, 7, .max])
  func `a list that is printed over many lines is read, wherever it is cut`(linesEach: Int) throws {
    let text =
      "[\n" + (0..<5).map { Self.printed($0, indent: "  ") }.joined(separator: ",\n") + "\n]\n"
    let parsed = try Self.parse(text, linesEach: linesEach)
    #expect(Self.lines(parsed) == (0..<5).map { "\(2 + 6 * $0) /b/\($0)\"{" })
    #expect(parsed.members.allSatisfy { $0["status"] == "503" && $0["method"] == "GET" })
    #expect(parsed.tally.lines == 32 && parsed.tally.ignored == 2)
    #expect(parsed.tally.continuationLines == 25 && parsed.tally.rejects == 0)
    let offset = text.utf8.count { $0 == 0x7B } > 0 ? parsed.members[1]["offset"] : nil
    let second = Array(text.utf8)[Int(offset ?? "0") ?? 0]
    #expect(second == 0x20)
  }

  @Test(arguments: [1, 4, .max])
  func `objects that are printed one behind the other are read`(linesEach: Int) throws {
    let text = (0..<4).map { Self.printed($0) }.joined(separator: "\n") + "\n"
    let parsed = try Self.parse(text, linesEach: linesEach)
    #expect(Self.lines(parsed) == (0..<4).map { "\(1 + 6 * $0) /b/\($0)\"{" })
    #expect(parsed.tally.continuationLines == 20)
  }

  @Test(arguments: [1, .max])
  func `brackets and objects may share lines`(linesEach: Int) throws {
    let text = """
      [{"time":"2025-03-12T09:14:00Z",
        "status":200,"path":"/one"}, {"time":"2025-03-12T09:14:01Z","status":200,"path":"/two"}, {
        "time":"2025-03-12T09:14:02Z","status":500,"path":"/three"
      }, \(Self.object(4)),
      \(Self.object(5))]
      """
    let parsed = try Self.parse(text, linesEach: linesEach)
    #expect(Self.lines(parsed) == ["1 /one", "2 /two", "2 /three", "4 /a/4", "5 /a/5"])
    #expect(parsed.tally.lines == 5 && parsed.tally.eventLines == 4)
    #expect(parsed.tally.continuationLines == 1 && parsed.tally.events == 5)
  }

  @Test(arguments: [1, .max])
  func `a damaged object is a reject and costs the others nothing`(linesEach: Int) throws {
    var broken = Self.printed(1).split(separator: "\n").map(String.init)
    // Cut inside a text, and an object that does not end before the next begins.
    broken[1] = #"  "@timestamp": "2025-03-1"#
    let open = Self.printed(2).split(separator: "\n").dropLast().joined(separator: "\n")
    let text = [
      Self.printed(0), broken.joined(separator: "\n"), open, Self.printed(3),
      #"{"status":"none"}"#, "what is this", Self.printed(4), "{", #"  "status": 5"#,
    ].joined(separator: "\n")
    let parsed = try Self.parse(text, linesEach: linesEach)
    #expect(parsed.members.filter { $0["kind"] == "request" }.count == 3)
    #expect(
      parsed.rejects.map(\.line) == [7, 13, 24, 25, 32])
    #expect(
      parsed.rejects.map(\.reason)
        == [.malformedJSON, .malformedJSON, .malformedTime, .notThisFormat, .truncated])
    #expect(parsed.tally.events == 3)
  }

  @Test func `a list of the records of a cloud is read as theirs`() throws {
    let record =
      FormatCatalog.format(named: "gcp-request")?.examples.first?.line ?? ""
    let text = "[\n" + [record, record].joined(separator: ",\n") + "\n]\n"
    let found = FormatDetector.detect(entry: nil, LineBatches.whole(Array(text.utf8))).format
    #expect(found?.name == "json-document/gcp-request")
    let format = try #require(found)
    #expect(ParsedContent(text, as: format).tally.events == 2)
  }

  @Test func `documents of other things are none of requests`() {
    for text in [
      #"[{"a":1},{"a":2}]"#, "{\n  \"time\": \"2025-03-12T09:14:00Z\"\n}\n", "[]", "[1, 2, 3]",
      "[\n  {\n    \"status\": 200\n  }\n]",
    ] {
      let found = FormatDetector.detect(entry: nil, LineBatches.whole(Array(text.utf8))).format
      #expect(found == nil, "\(text) is \(found?.name ?? "")")
    }
  }
}
