// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountInput
import RecountModel
import RecountReport
import RecountStore

/// Checks what Recount needs of the machine, and says how to mend what is missing.
package enum Doctor {
  package struct Check: Sendable {
    package enum Verdict: String, Sendable {
      case ok, missing, failed
    }

    package var name: String
    package var verdict: Verdict
    package var detail: String
    /// What to do when the verdict is not ok.
    package var hint: String?
    /// Whether Recount works without it.
    package var isOptional = false
  }

  /// All checks; `searchPath` is the value of PATH, for optional tools.
  package static func checks(folder: String, searchPath: String) -> [Check] {
    [
      sqlite, zlib, fastInflate, libarchive, writable(folder),
      tool("rsvg-convert", "librsvg2-bin", searchPath),
    ]
  }

  /// The checks as a list in the form asked for.
  package static func text(_ checks: [Check], _ format: ListingFormat) -> String {
    if let style = TextTable.Style(rawValue: format.rawValue) {
      var table = TextTable([.init("check"), .init("verdict"), .init("found"), .init("what to do")])
      for check in checks {
        table.rows.append([check.name, check.verdict.rawValue, check.detail, check.hint ?? ""])
      }
      return table.text(style)
    }
    var json = JSONWriter()
    json.beginObject()
    json.key("data")
    json.beginObject()
    json.key("checks")
    json.beginArray()
    for check in checks {
      json.beginObject()
      json.member("detail", check.detail)
      json.member("hint", check.hint)
      json.member("name", check.name)
      json.member("optional", check.isOptional)
      json.member("verdict", check.verdict.rawValue)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.member("schema", "recount.doctor/1")
    json.key("warnings")
    json.beginArray()
    json.endArray()
    json.endObject()
    json.endLine()
    return json.text
  }

  private static var sqlite: Check {
    let version = CaseReader.sqliteVersion
    let isEnough = version.compare("3.37", options: .numeric) != .orderedAscending
    return Check(
      name: "SQLite", verdict: isEnough ? .ok : .failed, detail: version,
      hint: isEnough ? nil : "Recount needs SQLite 3.37 or newer for STRICT tables")
  }

  private static var zlib: Check {
    Check(name: "zlib", verdict: .ok, detail: InputLibraries.zlibVersion)
  }

  private static var fastInflate: Check {
    switch InputLibraries.fastInflate {
    case .ready: Check(name: "ISA-L", verdict: .ok, detail: "inflates gzip", isOptional: true)
    case .missing:
      Check(
        name: "ISA-L", verdict: .missing, detail: "not found: zlib inflates gzip, slower",
        hint: "apt-get install libisal2", isOptional: true)
    case .notBuilt:
      Check(
        name: "ISA-L", verdict: .missing, detail: "built without it: zlib inflates gzip, slower",
        hint: "apt-get install libisal-dev, then build anew", isOptional: true)
    }
  }

  private static var libarchive: Check {
    Check(name: "libarchive", verdict: .ok, detail: InputLibraries.archiveVersion)
  }

  private static func writable(_ folder: String) -> Check {
    let canWrite = FileManager.default.isWritableFile(atPath: folder)
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
    let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value
    let space = free.map { "\($0 / 1_048_576) MiB free" } ?? "free space not known"
    return Check(
      name: "folder", verdict: canWrite ? .ok : .failed, detail: space,
      hint: canWrite ? nil : "the folder cannot be written; name another with -C or -o")
  }

  private static func tool(_ name: String, _ package: String, _ searchPath: String) -> Check {
    let found = searchPath.split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    return Check(
      name: name, verdict: found == nil ? .missing : .ok,
      detail: found == nil ? "not found: charts stay SVG" : "found",
      hint: found == nil ? "apt-get install \(package)" : nil, isOptional: true)
  }
}
