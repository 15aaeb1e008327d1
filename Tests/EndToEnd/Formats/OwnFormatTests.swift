// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// Formats that people describe in YAML.
@Suite struct OwnFormatTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// The worked example of the documentation.
  private static func documented() throws -> String {
    let page = Binary.root.appendingPathComponent(
      "Sources/RecountKit/RecountKit.docc/OwnFormats.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let start = try #require(text.range(of: "```yaml\n"))
    let end = try #require(text.range(of: "```\n", range: start.upperBound..<text.endIndex))
    return String(text[start.upperBound..<end.lowerBound])
  }

  private static let line =
    #"2025-03-12 09:14:02.310 203.0.113.7 "GET /v1/cart?id=9" 502 31 tenant=blue "curl/8.5.0""#

  private func log(_ prefix: String = "") throws -> String {
    try folder.write(
      (0..<20).map { index in
        prefix + Self.line.replacingOccurrences(of: ":02.310", with: ":\(10 + index).310") + "\n"
      }.joined(), "gateway.log")
  }

  @Test func `the example of the documentation works as it says`() throws {
    let file = try folder.write(try Self.documented(), "gateway.yml")
    let tested = try Binary.run(["formats", "test", "--formats", file])
    #expect(tested.status == 0, "\(tested.error)")
    #expect(tested.output.contains("gateway\tok\t2\t2"), "\(tested.output)")
    let log = try log()
    // It is told without being named, and by its name.
    for options in [[], ["--as", "gateway"]] {
      let parsed = try Binary.run(["parse", log, "--formats", file] + options)
      #expect(parsed.status == 0, "\(parsed.error)")
      let rows = parsed.output.split(separator: "\n")
      #expect(rows.count == 20)
      #expect(rows[0].contains(#""end":"2025-03-12T09:14:10.310000Z""#), "\(rows[0])")
      #expect(rows[0].contains(#""start":"2025-03-12T09:14:10.279000Z""#))
      #expect(rows[0].contains(#""extra":{"tenant":"blue"}"#))
    }
    #expect(try Binary.run(["parse", log]).status == 1)
    let page = try Binary.run(["formats", "show", "gateway", "--formats", file])
    #expect(page.output.contains("One line a request"), "\(page.output)")
    #expect(page.output.contains("malformed_status"))
    let list = try Binary.run(["formats", "list", "--formats", folder.url.path])
    #expect(list.output.contains("\ngateway\taccess\tend\tAccess log of the payment gateway\n"))
  }

  @Test func `a described format is ingested, in wrappers too`() throws {
    let file = try folder.write(try Self.documented(), "formats/gateway.yml")
    let log = try log("2025-03-12T09:14:02.310000000Z stdout F ")
    let look = try Binary.run(["ingest", log, "--dry-run", "--json", "--formats", file])
    #expect(look.output.contains(#""format":"cri/gateway""#), "\(look.output)\(look.error)")
    let path = folder.path("x.recount")
    let outcome = try Binary.run(["ingest", log, "-C", path, "--formats", file])
    #expect(outcome.status == 0, "\(outcome.error)")
    let sources = try Binary.run(["sources", "-C", path, "--json"]).data()
    let source = try #require((sources["sources"] as? [[String: Any]])?.first)
    #expect(source["format"] as? String == "cri/gateway")
    #expect(source["events"] as? Int == 20 && source["rejects"] as? Int == 0)
    let again = try Binary.run(["ingest", log, "-C", path, "--formats", file])
    #expect(again.error.contains("1 already in the case"), "\(again.error)")
  }

  @Test func `incident yml names formats beside it`() throws {
    try folder.write(try Self.documented(), "case/formats/gateway.yml")
    try folder.write(Self.line + "\n", "case/gateway.log")
    for rest in ["", "\nservices:\n  - {name: pay, logs: ['*.log'], format: gateway}\n"] {
      try folder.write("formats: formats/gateway.yml\(rest)\n", "case/incident.yml")
      let outcome = try Binary.run(
        ["ingest", "case", "--dry-run", "--json"], folder: folder.url)
      #expect(outcome.status == 0, "\(outcome.error)")
      #expect(outcome.output.contains(#""format":"gateway""#))
    }
    try folder.write("formats: [formats/gone.yml]\n", "case/incident.yml")
    #expect(try Binary.run(["ingest", "case"], folder: folder.url).status == 66)
  }

  @Test func `explain tells the byte of a described format`() throws {
    let file = try folder.write(try Self.documented(), "gateway.yml")
    let bad = Self.line.replacingOccurrences(of: " 502 ", with: " OK ")
    let log = try folder.write(Self.line + "\n" + bad + "\n", "gateway.log")
    let outcome = try Binary.run(["formats", "explain", log, "--formats", file])
    #expect(outcome.output.contains("gateway.log: gateway, Access log of the payment gateway"))
    #expect(outcome.output.contains("byte 57: expected a value of {status}"), "\(outcome.output)")
  }

  // MARK: - Mistakes

  private func mistake(_ other: String, _ word: String) throws -> Binary.Outcome {
    let text = try Self.documented()
    #expect(text.contains(other))
    let file = try folder.write(text.replacingOccurrences(of: other, with: word), "bad.yml")
    return try Binary.run(["formats", "test", "--formats", file])
  }

  @Test(arguments: [
    ("name: gateway", "name: combined", 2, "the name `combined` is taken"),
    ("name: gateway", "name: Gate Way", 2, "is no name of a format"),
    ("title:", "titel:", 3, "did you mean `title`?"),
    ("stamp: end", "stamp: middle", 5, "`middle` is no stamp"),
    ("unit: ms", "unit: min", 10, "`min` is no unit"),
    ("zone: UTC", "zone: Europe/Berlin", 6, "`Europe/Berlin` is no zone"),
    ("{client} ", "{client}{method}", 7, "nothing stands between {client} and {method}"),
    ("{status} ", "", 7, "the format has no status field, such as {status}"),
    ("{agent}", "{agent} {whatever}", 7, "there is no field {whatever}"),
    ("tenant: text", "tenant: text\n      spare: text", 9, "the field spare is not in the pattern"),
    ("status: 502", "status: 503", 18, "is not `503`"),
    ("status: 502", "state: 502", 18, "the line gives none"),
    ("/v1/cart?id=9\" 502", "/v1/cart?id=9\" oops", 14, "byte 57: expected a value of {status}"),
    ("\" OK 31", "\" 200 31", 25, "a rejected line of gateway is accepted"),
    ("accepted:", "acepted:", 13, "did you mean `accepted`?"),
    ("form: '%Y-%m-%d %H:%M:%S.%f'", "form: '%Q'", 7, "the time format %Q is not known"),
  ])
  func `a mistake is told with its line`(
    other: String, word: String, line: Int, sentence: String
  ) throws {
    let outcome = try mistake(other, word)
    #expect(outcome.status == 64, "\(outcome.error)")
    #expect(outcome.error.contains(sentence), "\(outcome.error)")
    #expect(outcome.error.contains("bad.yml:\(line)"), "\(outcome.error)")
  }

  @Test func `a file that is no YAML is told with its line`() throws {
    let outcome = try mistake("notes: One", "notes: [One")
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("is not valid YAML (") && outcome.error.contains("bad.yml:"))
  }

  @Test func `an example that fails shows the caret`() throws {
    let outcome = try mistake("/v1/cart?id=9\" 502", "/v1/cart?id=9\" oops")
    let lines = outcome.error.split(separator: "\n")
    let caret = try #require(lines.firstIndex { $0.hasSuffix("^") }, "\(outcome.error)")
    #expect(lines[caret - 1].dropFirst(lines[caret].count - 1).hasPrefix("oops 31"))
    let pattern = try mistake("{client} ", "{client}{method}")
    #expect(pattern.error.contains("at its byte 16"), "\(pattern.error)")
    #expect(pattern.error.contains("^"))
  }

  @Test func `a missing file and an empty folder are no input`() throws {
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("empty"), withIntermediateDirectories: true)
    for name in ["gone.yml", "empty"] {
      #expect(
        try Binary.run(["formats", "list", "--formats", folder.path(name)]).status == 66)
    }
  }

  @Test func `a long line is read in no more than its own time`() throws {
    let file = try folder.write(try Self.documented(), "gateway.yml")
    // Near misses of every literal: a matcher that goes back would not end.
    let hostile = String(repeating: "2025-03-12 09:14:02.310 a \"b \" c tenant=", count: 20_000)
    let log = try folder.write(
      (0..<5).map { _ in hostile + "\n" }.joined() + Self.line + "\n", "gateway.log")
    let started = Date()
    let outcome = try Binary.run(["parse", log, "--as", "gateway", "--formats", file])
    #expect(outcome.output.contains(#""status":502"#), "\(outcome.error)")
    #expect(Date().timeIntervalSince(started) < 10)
  }
}
