// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Mustache

/// The outline of a report as a Mustache template: computed sections with room for people between
/// them.
package struct ReportTemplate: Sendable {
  /// What the option of the command line calls it; a path, for one of the user's.
  package let name: String
  /// Whose outline it is, in a few words.
  package let title: String
  /// Mustache, every line ended by LF.
  package let text: String
  /// The computed sections that it has no place for.
  let omitted: [String]

  /// Takes a template of the user's.
  ///
  /// - Throws: When it is not valid Mustache, names a section that no report has, or could not be
  ///   written again with what people add.
  package init(name: String, text: String) throws(TemplateProblem) {
    self.name = name
    title = ""
    // Of a template that ends in `{`, the library says that it overflows.
    let plain = LineEnds.plain(text)
    self.text = plain.utf8.last == 0x0A ? plain : plain + "\n"
    let named = try TemplateScan.names(in: self.text)
    omitted = ReportTemplate.sections.map(\.name).filter { !named.contains($0) }
    try parse()
  }

  /// One that comes with Recount, whose tests hold that it is valid.
  private init(_ name: String, _ title: String, _ bytes: [UInt8]) {
    self.name = name
    self.title = title
    text = String(decoding: bytes, as: UTF8.self)
    let named = (try? TemplateScan.names(in: text)) ?? []
    omitted = ReportTemplate.sections.map(\.name).filter { !named.contains($0) }
  }

  /// The template as the library reads it, which puts in blocks as they are.
  ///
  /// - Throws: `MustacheTemplate.ParserError`.
  func mustache() throws -> MustacheTemplate {
    try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + text)
  }

  /// What the scan lets through and the library does not, such as a mark that combines with a brace.
  private func parse() throws(TemplateProblem) {
    do {
      _ = try mustache()
    } catch let error as MustacheTemplate.ParserError {
      // The library counts the line of the content type.
      throw TemplateProblem(
        line: max(1, error.context.lineNumber - 1), "it is not valid Mustache (\(error.error))")
    } catch {
      throw TemplateProblem(line: 1, "it is not valid Mustache (\(error))")
    }
  }

  // MARK: - Shipped

  /// The outline of a report for which no template was named.
  package static let standard = ReportTemplate(
    "default", "Recount's own", PackageResources.default_mustache)

  /// All templates that come with Recount.
  package static let shipped: [ReportTemplate] = [
    standard,
    ReportTemplate(
      "google-sre", "example postmortem of Google's SRE book",
      PackageResources.google_sre_mustache),
    ReportTemplate(
      "atlassian", "postmortem template of Atlassian's incident handbook",
      PackageResources.atlassian_mustache),
    ReportTemplate(
      "pagerduty", "postmortem template of PagerDuty's incident response",
      PackageResources.pagerduty_mustache),
  ]

  /// One page: what happened, how bad it was, when who knew.
  static let brief = ReportTemplate("brief", "one page", PackageResources.brief_mustache)

  /// What people outside could see, and what is done about it.
  static let external = ReportTemplate(
    "external", "for people outside", PackageResources.external_mustache)

  // MARK: - Sections

  /// The computed sections that a template may name, with what each holds.
  package static let sections: [(name: String, content: String)] = [
    ("title", "title, version, at a glance"),
    ("summary", "two or three sentences from the numbers"),
    ("impact", "windows, failures, objectives, charts"),
    ("builds", "failed build steps; absent without any"),
    ("timing", "milestones, lengths of time, conflicts"),
    ("timeline", "what was recorded and what the logs show"),
    ("shows", "order, origin, signatures, alerts; absent without any"),
    ("quality", "sources, gaps, rejects, method"),
    ("evidence", "hashes of the sources, the statement behind every figure"),
  ]
}
