// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
import RecountInput
import RecountModel
import RecountScenario
import RecountStore

extension RecountError {
  /// Of a content whose stamps state no year, and whose file was last `changed` at a time that says
  /// little: files are copied.
  static func yearUnknown(_ name: String, changed: Timestamp?) -> RecountError {
    let year = changed.map { String($0.dayText.prefix(4)) } ?? "2024"
    let remark = changed.map { " (the file was last changed on \($0.dayText))" } ?? ""
    return RecountError(
      .failed, "year unknown", at: name,
      cause: "its stamps state no year, and neither its name nor the rest of the case tells one",
      try:
        "give --year, such as --year \(year)\(remark), or `year:` of its service in \(IncidentFile.name)"
    )
  }

  init(_ error: InputError) {
    switch error.reason {
    case .missing:
      self.init(
        .noInput, "there is no such file or folder", at: error.path,
        try: "check the path; quote patterns that the shell should not expand")
    case .emptyFolder:
      self.init(
        .noInput, "the folder has no logs in it", at: error.path,
        try: "name the files or the folder that holds them")
    case .notReadable:
      self.init(
        .io, "the file or folder cannot be read", at: error.path,
        cause: RecountError.text(error.code), try: "check its permissions")
    case .systemCall(let call):
      self.init(
        .io, "reading failed", at: error.path, cause: "\(call): \(RecountError.text(error.code))")
    case .unsupported(let what):
      self.init(
        .failed, "\(what) is not supported", at: error.path,
        try: "convert it first, for example with iconv or by unpacking it")
    case .limit(let limit):
      self.init(
        .failed, "the input was refused: \(error.refusal ?? "")", at: error.path,
        try: RecountError.hint(limit))
    }
  }

  init(_ error: StoreError) {
    switch error.reason {
    case .notACase:
      self.init(
        .failed, "the file is not a case of Recount", at: error.path,
        try: "name another file with -C, or let `recount ingest` make a new one")
    case .newerSchema(let version):
      self.init(
        .failed, "the case was written by a newer Recount", at: error.path,
        cause: "its schema is version \(version)", try: "update Recount")
    case .missing:
      self.init(
        .noInput, "the case cannot be opened", at: error.path,
        try: "recount ingest LOGS... -C \(error.path)")
    case .full(let message):
      self.init(
        .io, "there is no room left for the case file", at: error.path, cause: message,
        try: "make room or name another place with -C; what was committed is in the case")
    case .readOnly(let message):
      self.init(
        .io, "the case file cannot be written", at: error.path, cause: message,
        try: "check the permissions of the file and of its folder, or name another place with -C")
    case .database(let message):
      self.init(.io, "the case file could not be used", at: error.path, cause: message)
    case .countsDoNotClose(let message):
      self.init(
        .failed, "the counts of a source do not close, so nothing of it was kept", at: error.path,
        cause: message, try: "report this as a defect, with the log if it can be shared")
    case .statement(let message):
      self.init(
        .failed, "the statement could not be run", at: error.path, cause: message,
        try: "recount query \"SELECT name, sql FROM sqlite_schema WHERE type = 'view'\"")
    }
  }

  init(_ error: ScenarioError) {
    switch error {
    case .invalid: self.init(.failed, "the scenario makes no sense", cause: error.message)
    case .file, .compression: self.init(.io, error.message)
    }
  }

  private static func hint(_ limit: InputLimits.Kind) -> String {
    switch limit {
    case .content: "--max-content BYTES, if the input is to be trusted"
    case .archiveEntries: "--max-entries COUNT, if the archive is to be trusted"
    case .layers: "unpack it first, if it is to be trusted"
    }
  }

  static func text(_ code: Int32) -> String {
    // strerror's buffer may be shared between threads; errors are rendered by one.
    guard let message = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: message)
  }
}
