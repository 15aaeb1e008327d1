// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Why a run ended without a single event: never a success, and always with the nearest reason.
enum NoEvents {
  static func error(_ summary: IngestSummary) -> RecountError {
    if let silent = summary.silent.first, summary.rejects == 0 {
      return RecountError(
        .failed, "no event was found in \(summary.lines) lines", at: silent.name,
        cause: "they are of the format \(silent.format); none of them tells of an event",
        try: "the log of requests beside it")
    }
    if summary.lines > 0 {
      return RecountError(
        .failed, "no event was found in \(summary.lines) lines",
        cause: "\(summary.rejects) lines were rejected",
        try: "recount parse FILE | head, or another format with --as")
    }
    if let broken = summary.broken.first {
      return RecountError(
        .failed, "the input is \(broken.state.rawValue) before its first event", at: broken.name,
        cause: broken.remarks, try: "copy the file again from where it came from")
    }
    if let name = summary.unknown.first {
      return RecountError(
        .failed, "no known format fits the file", at: name,
        cause: cause(summary.wrappers[name]),
        try: "recount formats explain FILE, then --as FORMAT")
    }
    if let name = summary.empty.first {
      return RecountError(.noInput, "the file is empty", at: name)
    }
    return RecountError(.failed, "no event was found")
  }

  private static func cause(_ wrappers: [String]?) -> String {
    guard let wrappers else {
      return "too few of its first lines are of one format that is known"
    }
    return "its lines are wrapped in \(wrappers.joined(separator: "/")), "
      + "and what is inside is of no known format"
  }
}
