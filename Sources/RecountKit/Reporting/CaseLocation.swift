// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation

/// Finds the case file that a command is about.
package enum CaseLocation {
  /// The file named by an option, else by the environment, else the only one in the folder.
  package static func find(
    option: String?, environment: [String: String], folder: String
  ) throws(RecountError) -> String {
    if let option { return option }
    if let named = environment["RECOUNT_CASE"], !named.isEmpty { return named }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let cases = names.filter { $0.hasSuffix(".recount") }.sorted()
    if cases.count == 1 { return folder == "." ? cases[0] : folder + "/" + cases[0] }
    if cases.isEmpty {
      throw RecountError(
        .noInput, "no case file was named and none lies here",
        cause: "looked at -C, at RECOUNT_CASE, and for *.recount in \(folder)",
        try: "recount ingest LOGS... -C incident.recount")
    }
    throw RecountError(
      .usage, "several case files lie here: \(cases.joined(separator: ", "))",
      try: "name one with -C")
  }
}
