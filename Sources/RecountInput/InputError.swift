// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Why an input could not be opened or read at all.
///
/// Damage inside an input is not an error: what could be read is kept and the source's state says so.
package struct InputError: Error, Sendable {
  package enum Reason: Sendable {
    case missing
    /// A folder without any file in it.
    case emptyFolder
    case notReadable
    case systemCall(String)
    case unsupported(String)
    /// The input holds more than a limit allows; limits can be set from outside.
    case limit(InputLimits.Kind)
  }

  package var reason: Reason
  package var path: String
  /// The operating system's code, 0 when there is none.
  package var code: Int32

  package init(_ reason: Reason, path: String, code: Int32 = 0) {
    self.reason = reason
    self.path = path
    self.code = code
  }

  /// What was refused, when the error is a refusal and not a failure of reading.
  package var refusal: String? {
    switch reason {
    case .unsupported(let what): what
    case .limit(let limit): limit.sentence
    case .missing, .emptyFolder, .notReadable, .systemCall: nil
    }
  }
}
