// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import RecountReport

/// The page of the documentation that is made of what formats say of themselves and of their examples.
package enum FormatDocument {
  /// All formats that come with Recount.
  package static var text: String {
    var text = """
      # Formats

      What Recount reads without being told, made of the descriptions and examples that its tests run.

      `recount formats show NAME` prints what stands here, `recount formats explain FILE` tells what a \
      log looks like and at which byte a line leaves its format. Access logs may stand in wrappers: \
      \(wrappers). Other formats are named by the string of a server's config (<doc:FormatStrings>) \
      or described in a file (<doc:OwnFormats>).


      """
    for (family, heading) in [
      (LogFormat.Family.access, "Access logs"), (.build, "Build logs"), (.record, "Records"),
    ] {
      let formats = FormatCatalog.all.filter { $0.family == family }
      var table = TextTable([.init("format"), .init("what it is")])
      table.rows = formats.map { ["`\($0.name)`", $0.title] }
      text += "## \(heading)\n\n\(table.text(.md))\n"
      text += formats.map(section).joined()
    }
    while text.hasSuffix("\n\n") { text.removeLast() }
    return text
  }

  private static var wrappers: String {
    WrapperKind.allCases.map { "`\($0.rawValue)` (\($0.title))" }.joined(separator: ", ")
  }

  private static func section(_ format: LogFormat) -> String {
    let page = FormatPage(format)
    var text = "### \(format.name)\n\n\(format.title). \(format.notes)\n\n\(page.stamps)\n\n"
    if !page.fields.isEmpty {
      text += "Fields: " + page.fields.map { "`\($0)`" }.joined(separator: ", ") + ".\n\n"
    }
    text += "Accepted, with what they give:\n\n"
    for example in format.examples {
      text += block(example.line, example.expected.isEmpty ? "nothing" : example.expected)
    }
    if !format.refusals.isEmpty { text += "Rejected, with the reason:\n\n" }
    for refusal in format.refusals {
      text += block(refusal.line, "\(refusal.reason.name): \(refusal.reason.sentence)")
    }
    return text
  }

  /// A line and what comes of it, fenced by more backticks than stand in it.
  static func block(_ line: String, _ gives: String) -> String {
    let body = TerminalText.lines(line) + "\n→ " + TerminalText.lines(gives)
    var fence = "```"
    while body.contains(fence) { fence += "`" }
    return "\(fence)text\n\(body)\n\(fence)\n\n"
  }
}
