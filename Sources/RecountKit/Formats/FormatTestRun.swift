// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import RecountReport

/// `recount formats test`: formats held against their own examples.
package struct FormatTestRun {
  private let tests: [FormatTest]

  /// Tests the formats called `names`; without names those that `files` describe, and without these
  /// all that are known.
  ///
  /// - Throws: For a name that no format has.
  package init(_ names: [String], formats files: [String] = []) throws(RecountError) {
    let listing = try FormatListing(formats: files)
    var formats = listing.own.isEmpty ? FormatCatalog.all : listing.own
    if !names.isEmpty {
      formats = []
      for name in names { formats.append(try listing.known(name)) }
    }
    tests = formats.map(FormatTest.init)
  }

  /// Whether every example does what stands beside it.
  package var holds: Bool { tests.allSatisfy(\.holds) }

  package func text(_ format: ListingFormat) -> String {
    guard let style = TextTable.Style(rawValue: format.rawValue) else { return json }
    var table = TextTable([
      .init("format"), .init("result"), .init("accepted", .right), .init("rejected", .right),
    ])
    table.rows = tests.map {
      [
        $0.name, $0.holds ? "ok" : "\($0.failures.count) failed", "\($0.accepted)",
        "\($0.rejected)",
      ]
    }
    return table.text(style)
  }

  /// What failed, for standard error; empty when nothing did.
  package var complaints: [String] {
    tests.flatMap { test in
      test.failures.map { failure in
        let mismatch = failure.mismatch.map { "\n" + FormatStringCheck.cause($0) } ?? ""
        return "\(test.name): `\(TerminalText.line(failure.line))` \(failure.what)\(mismatch)"
      }
    }
  }

  private var json: String {
    JSONFrame.text(schema: "format_tests", key: "formats", tests) { test, json in
      json.member("accepted", test.accepted)
      json.key("failures")
      json.beginArray()
      for failure in test.failures {
        json.beginObject()
        json.member("byte", failure.mismatch?.byteOffset)
        json.member("line", failure.line)
        json.member("what", failure.what)
        json.endObject()
      }
      json.endArray()
      json.member("name", test.name)
      json.member("rejected", test.rejected)
    }
  }
}
