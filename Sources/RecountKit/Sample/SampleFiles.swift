// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation

/// The files of a sample incident: those that come with Recount, or those of a folder.
struct SampleFiles {
  var place: String
  var scenario: [UInt8]
  var incident: [UInt8]
  /// Path below the case folder, and content.
  var records: [(path: String, content: [UInt8])]

  static func find(_ name: String) throws(RecountError) -> SampleFiles {
    if name == "bitbucket-2022-12-16" {
      return SampleFiles(
        place: name, scenario: PackageResources.scenario_yml,
        incident: PackageResources.incident_yml,
        records: [("records/statuspage.json", PackageResources.statuspage_json)])
    }
    guard let scenario = read(name + "/scenario.yml") else {
      let near = Spelling.nearest(to: name, in: SampleRun.names)
      throw RecountError(
        .failed, "there is no sample called `\(name)`, nor a folder with a scenario.yml",
        cause: "known: \(SampleRun.names.joined(separator: ", "))",
        try: near.map { "did you mean `\($0)`?" })
    }
    let records = name + "/records"
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: records)) ?? []).sorted()
    return SampleFiles(
      place: name, scenario: scenario, incident: read(name + "/" + IncidentFile.name) ?? [],
      records: names.compactMap { file in
        read(records + "/" + file).map { ("records/" + file, $0) }
      })
  }

  private static func read(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map { Array($0) }
  }
}
