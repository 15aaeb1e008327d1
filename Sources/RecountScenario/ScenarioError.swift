// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// Why a scenario could not be generated.
package enum ScenarioError: Error, Hashable, Sendable {
  /// A value of the scenario file does not make sense; the key as it stands in the file.
  case invalid(key: String, problem: String)
  /// The system refused an operation on a file or folder.
  case file(operation: String, path: String, errno: Int32)
  /// zlib failed with its own code, which only a lack of memory or a wrong level can cause.
  case compression(path: String, code: Int32)

  /// One line that says what failed, where and why.
  package var message: String {
    switch self {
    case .invalid(let key, let problem): "\(key): \(problem)"
    case .file(let operation, let path, let code):
      "cannot \(operation) \(path): \(ScenarioError.text(of: code))"
    case .compression(let path, let code): "cannot compress \(path): zlib code \(code)"
    }
  }

  private static func text(of code: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard unsafe strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
    let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
