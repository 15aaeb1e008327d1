// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Why a corpus could not be written.
package enum CorpusError: Error, CustomStringConvertible {
  /// zlib's code.
  case compression(Int32)
  /// What was tried on which file, with the system's code.
  case file(operation: String, path: String, errno: Int32)

  package var description: String {
    switch self {
    case .compression(let code): "zlib refused with code \(code)"
    case .file(let operation, let path, let code): "cannot \(operation) \(path): errno \(code)"
    }
  }
}
