// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// Creates folders and files for writing.
enum OutputFolder {
  /// Creates `path` and the folders above it where they are missing.
  static func create(_ path: String) throws(ScenarioError) {
    var end = path.startIndex
    while end != path.endIndex {
      let next = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
      let folder = String(path[..<next])
      if unsafe mkdir(folder, 0o755) != 0 {
        let code = errno
        // A folder that cannot be made may still exist, on a read-only parent for example.
        guard code == EEXIST || next != path.endIndex else {
          throw .file(operation: "create the folder", path: folder, errno: code)
        }
      }
      end = next
    }
  }

  /// Opens `path` for writing from the start.
  static func openFile(_ path: String) throws(ScenarioError) -> Int32 {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .file(operation: "create", path: path, errno: errno) }
    return descriptor
  }
}
