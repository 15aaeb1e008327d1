// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountAnalysis
import RecountModel
import RecountReport
import Testing

struct JSONDocumentTests {
  static let documents: [(String, String)] = {
    let findings = SampleFindings.findings
    let reject = Reject(
      line: 7, byteOffset: 1234, reason: .malformedTime, excerpt: [0x22, 0xFF, 0][...])
    return [
      ("sources", SourcesJSON.text(findings.sources)),
      ("rejects", SourcesJSON.text(rejects: [("logs/web.log.gz", reject)])),
      ("impact", ImpactJSON.text(findings)), ("clocks", ClocksJSON.text(findings)),
      ("timeline", Timeline.json(findings)),
    ]
  }()

  @Test(arguments: documents)
  func `the document is JSON with data, schema and warnings`(name: String, text: String) throws {
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(Set(object.keys) == ["data", "schema", "warnings"])
    #expect(object["schema"] as? String == "recount.\(name)/1")
    #expect(object["data"] is [String: Any] && object["warnings"] is [String])
    #expect(text.hasSuffix("}\n") && text.filter { $0 == "\n" }.count == 1)
  }

  @Test(arguments: documents)
  func `keys are sorted in every object and absent values are absent`(name: String, text: String) {
    let scanner = KeyScanner(text)
    #expect(scanner.unsorted.isEmpty, "\(scanner.unsorted)")
    #expect(!text.contains("null"))
  }

  @Test(arguments: documents)
  func `times are RFC 3339 in UTC with microseconds`(name: String, text: String) {
    let days = text.components(separatedBy: "2022-12-16T").dropFirst()
    #expect(name == "rejects" || !days.isEmpty)
    for rest in days {
      #expect(
        rest.prefix(17).wholeMatch(of: /\d\d:\d\d:\d\d\.\d{6}Z"/) != nil, "\(rest.prefix(20))")
    }
  }

  @Test(arguments: documents.filter { $0.0 != "rejects" })
  func `the document is the one that was recorded`(name: String, text: String) throws {
    let spread = text.split(separator: "},{").joined(separator: "},\n{")
    try expectSnapshot(spread, named: "\(name).json")
  }

  @Test func `bytes of a reject come decoded and escaped`() throws {
    let text = try #require(JSONDocumentTests.documents.first { $0.0 == "rejects" }?.1)
    #expect(text.contains(#""excerpt":"\"\#u{FFFD}\u0000""#))
    #expect(text.contains(#""byte_offset":1234"#) && text.contains(#""reason":"malformed_time""#))
  }

  @Test func `nothing found gives documents with empty lists`() throws {
    let findings = CaseFindings()
    for text in [
      SourcesJSON.text([]), SourcesJSON.text(rejects: []), ImpactJSON.text(findings),
      ClocksJSON.text(findings), Timeline.json(findings),
    ] {
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      let data = try #require(object["data"] as? [String: Any])
      for (_, value) in data {
        #expect((value as? [Any])?.isEmpty ?? (value as? [String: Any])?.isEmpty ?? false)
      }
    }
  }

  @Test(arguments: Hostile.texts.indices)
  func `hostile text comes back as it was`(index: Int) throws {
    let text = Timeline.json(Hostile.findings(Hostile.texts[index]))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let data = try #require(object["data"] as? [String: Any])
    let entries = try #require(data["entries"] as? [[String: Any]])
    #expect(entries.contains { $0["text"] as? String == Hostile.texts[index] })
  }
}

/// Finds keys that stand out of order; the parser of Foundation forgets the order.
private struct KeyScanner {
  private(set) var unsorted: [String] = []

  init(_ json: String) {
    var stack: [String?] = []
    var text = ""
    var isInString = false
    var isEscaped = false
    for character in json.unicodeScalars {
      if isInString {
        if !isEscaped, character == "\"" { isInString = false }
        isEscaped = !isEscaped && character == "\\"
        text.unicodeScalars.append(character)
        continue
      }
      switch character {
      case "\"":
        isInString = true
        text = ""
      case "{", "[": stack.append(character == "{" ? "" : nil)
      case "}", "]": stack.removeLast()
      case ":":
        if let last = stack.last, let previous = last, text <= previous { unsorted.append(text) }
        stack[stack.count - 1] = text
      default: break
      }
    }
  }
}
