// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The sources of a case as a table; too many are summed per archive or folder.
struct SourceTable {
  /// Rows that the table has at most.
  static let maxRows = 30

  let sources: [SourceRecord]

  var markdown: String {
    var table = MarkdownTable([
      .init("Source"), .init("Format"), .init("Service"), .init("Lines", .right),
      .init("Events", .right), .init("Rejects", .right),
    ])
    let shown = sources.filter { $0.format != "archive" }
    let groups =
      shown.count > SourceTable.maxRows ? SourceTable.grouped(shown) : shown.map { Group($0) }
    table.rows = groups.prefix(SourceTable.maxRows).map(\.cells)
    let rest = groups.count - table.rows.count
    return table.text + (rest > 0 ? "\n\(rest) more: `recount sources`\n" : "")
  }

  /// Sources of one archive or folder, format and service.
  private struct Group {
    var path: String
    let format: String
    let service: String
    var count = 1
    var tally: LineTally

    init(_ source: SourceRecord) {
      path = source.path
      format = source.formatNames.joined(separator: " + ")
      service = source.service
      tally = source.tally
    }

    var cells: [String] {
      let name = path.isEmpty ? "" : Markdown.codeCell(path) + " "
      return [
        count > 1
          ? name + "(\(ReportNumber.count(Int64(count))) contents)" : Markdown.codeCell(path),
        Markdown.cell(format), Markdown.codeCell(service), ReportNumber.count(tally.lines),
        ReportNumber.count(tally.events), ReportNumber.count(tally.rejects),
      ]
    }
  }

  private static func grouped(_ sources: [SourceRecord]) -> [Group] {
    var groups: [[String]: Group] = [:]
    for source in sources {
      let cut = source.path.firstIndex(of: "!") ?? source.path.lastIndex(of: "/")
      let folder = cut.map { String(source.path[..<$0]) } ?? ""
      let key = [folder, source.formatNames.joined(separator: " + "), source.service]
      guard var group = groups[key] else {
        groups[key] = Group(source)
        continue
      }
      group.path = folder
      group.count += 1
      group.tally += source.tally
      groups[key] = group
    }
    return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }
}
