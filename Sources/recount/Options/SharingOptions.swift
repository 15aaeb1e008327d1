// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import Foundation
import RecountKit

/// For whom a report is written, and what they may not read.
struct SharingOptions: ParsableArguments {
  @Flag(help: "Write report-brief.md instead: impact, timing and timeline alone.")
  var brief = false

  @Flag(
    help: """
      Write report-external.md instead: impact without raw lines, paths and evidence, redacted and \
      scanned for leaks.
      """)
  var external = false

  @Flag(help: "Fail with status 3, and write nothing, when the report holds addresses or secrets.")
  var leakScan = false

  @Option(
    help: ArgumentHelp(
      "A value that the leak scan lets pass, with * for any run of characters.",
      valueName: "value"))
  var allowLeak: [String] = []

  @Option(
    help: ArgumentHelp(
      "The key for pseudonyms; by default RECOUNT_REDACT_KEY, else one that the case keeps.",
      valueName: "file"), completion: .file())
  var redactKey: String?

  func validate() throws {
    if brief, external { throw ValidationError("--brief and --external are two reports.") }
    if !allowLeak.isEmpty, !external, !leakScan {
      throw ValidationError("--allow-leak needs --external or --leak-scan.")
    }
  }

  var sharing: ReportSharing {
    var sharing = ReportSharing()
    sharing.audience = external ? .external : brief ? .brief : .team
    sharing.isScanned = leakScan
    sharing.allowed = allowLeak
    sharing.keyPath = redactKey
    sharing.environment = ProcessInfo.processInfo.environment
    return sharing
  }
}
