// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountKit
import Testing

/// Pages of the documentation that are made of formats and their examples.
@Suite struct FormatDocumentTests {
  /// Compares a page with the one that is kept; `RECOUNT_RECORD=1` writes it anew and fails the test.
  private static func expect(_ text: String, _ name: String) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/RecountKit/RecountKit.docc/\(name)")
    if ProcessInfo.processInfo.environment["RECOUNT_RECORD"] == "1" {
      try Data(text.utf8).write(to: file)
      Issue.record("recorded \(name)")
      return
    }
    let kept = try? String(contentsOf: file, encoding: .utf8)
    #expect(text == kept, "\(name) is not current; RECOUNT_RECORD=1 ./Tests/run records it anew")
  }

  @Test func `the page of formats is current`() throws {
    try Self.expect(FormatDocument.text, "Formats.md")
  }

  @Test func `the page of format strings is current`() throws {
    try Self.expect(FormatStringDocument.text, "FormatStrings.md")
  }

  @Test func `every string of the manuals takes the line beside it`() throws {
    #expect(FormatStringDocument.complaints == [])
  }
}
