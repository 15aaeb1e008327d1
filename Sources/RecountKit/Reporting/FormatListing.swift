// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import RecountReport

/// Lists formats and shows one: its page is made of the examples that are its tests.
package struct FormatListing {
  /// Formats that the user described.
  let own: [LogFormat]

  /// Lists the formats of the files at `formats` too.
  package init(formats: [String] = []) throws(RecountError) {
    own = try OwnFormats.read(formats)
  }

  /// Every format that is known, one a row.
  package func list(_ format: ListingFormat) -> String {
    guard let style = TextTable.Style(rawValue: format.rawValue) else {
      return FormatListing.json(own + FormatCatalog.all)
    }
    var table = TextTable([.init("format"), .init("family"), .init("stamp"), .init("what it is")])
    for known in own + FormatCatalog.all {
      table.rows.append([known.name, known.family.rawValue, known.stamp.rawValue, known.title])
    }
    return table.text(style)
  }

  /// The page of the format called `name`.
  ///
  /// - Throws: For a name that no format has, with the nearest that one has.
  package func page(
    _ name: String, _ format: ListingFormat
  ) throws(RecountError) -> String {
    let known = try known(name)
    return format == .json ? FormatListing.json([known]) : FormatPage(known).text
  }

  func known(_ name: String) throws(RecountError) -> LogFormat {
    do throws(RecountError) {
      if let format = try FormatChoice(own: own).format(named: name) { return format }
    } catch {
      // A word that is no format is a mistake in the command; a string that is none is one of its own.
      if error.place != nil { throw error }
    }
    throw FormatChoice(own: own).unknown(name, exit: .usage)
  }

  private static func json(_ formats: [LogFormat]) -> String {
    JSONFrame.text(schema: "formats", key: "formats", formats) { format, json in
      let page = FormatPage(format)
      json.key("examples")
      json.beginArray()
      for example in format.examples {
        json.beginObject()
        json.key("gives")
        json.beginArray()
        for object in example.expected.split(separator: "\n") { json.raw(Array(object.utf8)) }
        json.endArray()
        json.member("line", example.line)
        json.endObject()
      }
      json.endArray()
      json.member("family", format.family.rawValue)
      json.key("fields")
      json.beginArray()
      for field in page.fields { json.string(field) }
      json.endArray()
      json.member("force", page.command)
      json.member("name", format.name)
      json.member("notes", format.notes)
      json.key("refusals")
      json.beginArray()
      for refusal in format.refusals {
        json.beginObject()
        json.member("line", refusal.line)
        json.member("reason", refusal.reason.name)
        json.endObject()
      }
      json.endArray()
      json.member("stamp", format.stamp.rawValue)
      json.member("title", format.title)
    }
  }
}
