// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import Testing

/// Real terminal outputs against what a viewer of CI logs shows of them.
@Suite(.enabled(if: SharedData.isThere, SharedData.whyNot))
struct TerminalDataTests {
  private static let names = [
    "buildah-build", "control", "curl", "cursor-save-restore", "docker-compose-pull", "docker-pull",
    "homer", "huge-line", "itermlinks", "npm", "pikachu", "playwright", "pwsh", "rustfmt",
    "weather",
  ]

  private static func raw(_ name: String) throws -> [UInt8] {
    try SharedData.read("ci/terminal-to-html/\(name).sh.raw")
  }

  /// The text of the rendered lines.
  ///
  /// Tags and the elements that hold times are taken out, entities decoded. A lone no-break space is
  /// how the viewer gives height to an empty line.
  private static func rendered(_ name: String) throws -> [String] {
    let text = String(
      decoding: try SharedData.read("ci/terminal-to-html/\(name).sh.rendered"), as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let plain = line.replacing(/<time [^>]*>[^<]*<\/time>/, with: "").replacing(
        /<[^>]*>/, with: "")
      let decoded = plain.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
        .replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
        .replacing("&#47;", with: "/").replacing("&amp;", with: "&")
      return decoded == "&nbsp;" ? "" : withoutBlanks(String(decoded))
    }
  }

  /// The viewer leaves out blanks at the end of a line, which nobody sees.
  private static func withoutBlanks(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line = line.dropLast() }
    return String(line)
  }

  private static func visible(_ name: String) throws -> [String] {
    TerminalScreen.lines(of: try raw(name)).map {
      withoutBlanks(String(decoding: $0, as: UTF8.self))
    }
  }

  /// What the viewer would show without the width that it gives its screen, in the two outputs where
  /// that makes a difference; all others are shown alike.
  private static func corrected(_ name: String, _ rendered: [String]) throws -> [String] {
    var lines = rendered
    switch name {
    case "huge-line":
      // The viewer breaks a line after 200 rows of 160 columns; here it is as long as it was written.
      try #require(lines[0].count == 32_000)
      lines[0] += lines.remove(at: 1)
    case "buildah-build":
      // An error of more than 160 columns takes two rows of the viewer, so that the program, which
      // goes up by seven rows to draw its list anew, leaves two stale rows instead of one.
      try #require(lines[51] == "Copying blob 2b238499ec52 done" && lines[53] == lines[51])
      lines.remove(at: 51)
    default: break
    }
    return lines
  }

  @Test(arguments: names)
  func `the screen is what the viewer shows`(name: String) throws {
    let expected = try Self.corrected(name, Self.rendered(name))
    let visible = try Self.visible(name)
    #expect(visible.count == expected.count)
    for (index, pair) in zip(visible, expected).enumerated() where pair.0 != pair.1 {
      Issue.record("line \(index + 1): \(pair.0.prefix(120)) instead of \(pair.1.prefix(120))")
    }
  }
}
