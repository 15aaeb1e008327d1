// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import RecountReport

/// Lists formats and explains one: its page is made of the examples that are its tests.
package enum FormatListing {
  package static func text(
    _ name: String?, _ format: ListingFormat
  ) throws(RecountError) -> String {
    if let name { return try page(name, format) }
    guard let style = TextTable.Style(rawValue: format.rawValue) else {
      return json(FormatCatalog.all)
    }
    var table = TextTable([.init("format"), .init("kind"), .init("stamp"), .init("what it is")])
    for known in FormatCatalog.all {
      table.rows.append([known.name, known.family.rawValue, known.stamp.rawValue, known.title])
    }
    return table.text(style)
  }

  private static func page(_ name: String, _ format: ListingFormat) throws(RecountError) -> String {
    guard let known = try FormatChoice.format(named: name) else { return "" }
    if format == .json { return json([known]) }
    var text = "\(known.name): \(known.title)\n\n\(known.notes)\n\nAccepted:\n"
    for example in known.examples {
      text += "\n  \(indented(example.line))\n  → \(indented(example.expected))\n"
    }
    if !known.refusals.isEmpty { text += "\nRejected:\n" }
    for refusal in known.refusals {
      text +=
        "\n  \(indented(refusal.line))\n  → \(refusal.reason.name): \(refusal.reason.sentence)\n"
    }
    return text
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
  }

  private static func json(_ formats: [LogFormat]) -> String {
    JSONFrame.text(schema: "formats", key: "formats", formats) { format, json in
      json.member("family", format.family.rawValue)
      json.member("name", format.name)
      json.member("notes", format.notes)
      json.member("stamp", format.stamp.rawValue)
      json.member("title", format.title)
    }
  }
}
