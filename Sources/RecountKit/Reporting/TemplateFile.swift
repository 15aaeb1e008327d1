// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
package import RecountReport

/// The outlines that a report can have: those that come with Recount, and files of the user's.
package enum TemplateFile {
  /// What a folder with a template holds.
  package static let fileName = "report.mustache"

  /// Outlines of the longest report that anybody writes.
  private static let maxBytes = 1 << 20

  /// The template of this name, else the one in the folder or file at this path.
  ///
  /// - Throws: When there is none, or it cannot be the outline of a report.
  package static func template(_ place: String) throws(RecountError) -> ReportTemplate {
    if let shipped = ReportTemplate.shipped.first(where: { $0.name == place }) { return shipped }
    let path = try path(place)
    let text = try text(path)
    do throws(TemplateProblem) {
      return try ReportTemplate(name: path, text: text)
    } catch {
      throw RecountError(error, path)
    }
  }

  /// Reads a template, and says that it can be used.
  ///
  /// - Throws: As ``template(_:)``.
  package static func check(_ place: String) throws(RecountError) -> String {
    "\(try template(place).name) can be the outline of a report"
  }

  /// The shipped templates; as JSON with the sections that one may name.
  package static func list(_ format: ListingFormat) -> String {
    guard let style = TextTable.Style(rawValue: format.rawValue) else { return json }
    var table = TextTable([.init("template"), .init("whose outline it is")])
    for template in ReportTemplate.shipped { table.rows.append([template.name, template.title]) }
    return table.text(style)
  }

  /// The sections that a template may name, a line each.
  package static var sections: [String] {
    ReportTemplate.sections.map { section in
      section.name + String(repeating: " ", count: max(1, 10 - section.name.count))
        + section.content
    }
  }

  /// A template as a file to learn from and to change.
  ///
  /// - Throws: As ``template(_:)``.
  package static func text(of place: String) throws(RecountError) -> String {
    try template(place).text
  }

  // MARK: - Files

  private static func path(_ place: String) throws(RecountError) -> String {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else {
      let names = ReportTemplate.shipped.map(\.name)
      throw RecountError(
        .noInput, "there is no template of this name, and no folder or file", at: place,
        cause: "the shipped ones are \(names.joined(separator: ", "))",
        try: Spelling.nearest(to: place, in: names).map { "--template \($0)" }
          ?? "recount templates")
    }
    return isFolder.boolValue ? place + "/" + fileName : place
  }

  private static func text(_ path: String) throws(RecountError) -> String {
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw RecountError(
        .noInput, "the template cannot be read", at: path, cause: error.localizedDescription,
        try: "recount templates default > \(fileName)")
    }
    guard data.count <= maxBytes else {
      throw RecountError(
        .failed, "the template is too large", at: path, cause: "\(data.count) bytes")
    }
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw RecountError(.failed, "the template is not UTF-8", at: path)
    }
    return text
  }

  private static var json: String {
    var json = JSONWriter()
    json.beginObject()
    json.key("data")
    json.beginObject()
    json.key("sections")
    list(ReportTemplate.sections.map { ($0.name, $0.content) }, "content", &json)
    json.key("templates")
    list(ReportTemplate.shipped.map { ($0.name, $0.title) }, "title", &json)
    json.endObject()
    json.member("schema", "recount.templates/1")
    json.key("warnings")
    json.beginArray()
    json.endArray()
    json.endObject()
    json.endLine()
    return json.text
  }

  private static func list(
    _ entries: [(name: String, text: String)], _ key: String, _ json: inout JSONWriter
  ) {
    json.beginArray()
    for entry in entries {
      json.beginObject()
      for (key, value) in [(key, entry.text), ("name", entry.name)].sorted(by: { $0.0 < $1.0 }) {
        json.member(key, value)
      }
      json.endObject()
    }
    json.endArray()
  }
}

extension RecountError {
  fileprivate init(_ problem: TemplateProblem, _ path: String) {
    let names = ReportTemplate.sections.map(\.name)
    let near = problem.unknownName.flatMap { Spelling.nearest(to: $0, in: names) }
    self.init(
      .failed, "the template cannot be used", at: "\(path):\(problem.line)", cause: problem.reason,
      try: near.map { "did you mean `\($0)`?" }
        ?? problem.unknownName.map { _ in "one of \(names.joined(separator: ", "))" }
        ?? "recount templates default, for what a template looks like")
  }
}
