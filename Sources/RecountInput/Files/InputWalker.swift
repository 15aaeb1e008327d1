// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// Finds the files below the paths a user names.
package enum InputWalker {
  /// The regular files of `paths`, folders walked, in natural order of their names.
  ///
  /// A file named outright is always given; inside folders, names that begin with a dot are left
  /// out. A folder reached twice through links is walked once. `-` is standard input.
  ///
  /// - Throws: When a named path does not exist, a folder cannot be listed, or a name in it is not
  ///   UTF-8.
  package static func files(_ paths: [String]) throws(InputError) -> [String] {
    var found: [String] = []
    var visited: Set<FolderIdentity> = []
    for path in paths {
      if path == "-" {
        found.append(path)
        continue
      }
      try walk(path, isNamed: true, into: &found, visited: &visited)
    }
    return found
  }

  private struct FolderIdentity: Hashable {
    var device: UInt
    var inode: UInt
  }

  private static func walk(
    _ path: String, isNamed: Bool, into found: inout [String], visited: inout Set<FolderIdentity>
  ) throws(InputError) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      let code = errno
      // A dangling link inside a folder is not the user's request.
      guard isNamed else { return }
      throw InputError(code == ENOENT ? .missing : .systemCall("stat"), path: path, code: code)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      let isRegular = status.st_mode & S_IFMT == S_IFREG
      if isRegular || isNamed { found.append(path) }
      return
    }
    let identity = FolderIdentity(device: UInt(status.st_dev), inode: UInt(status.st_ino))
    guard visited.insert(identity).inserted else { return }
    let prefix = path.hasSuffix("/") ? path : path + "/"
    let entries = try entries(of: path)
    for name in NaturalOrder.sorted(Array(entries.keys)) {
      // Most entries are plain files, and the folder says so: no need to ask about each.
      if entries[name] == true {
        found.append(prefix + name)
      } else {
        try walk(prefix + name, isNamed: false, into: &found, visited: &visited)
      }
    }
  }

  /// The visible names in a folder, each with whether it is known to be that of a regular file.
  private static func entries(of folder: String) throws(InputError) -> [String: Bool] {
    guard let handle = unsafe opendir(folder) else {
      throw InputError(.notReadable, path: folder, code: errno)
    }
    defer { unsafe closedir(handle) }
    var entries: [String: Bool] = [:]
    while let entry = unsafe readdir(handle) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(validatingCString: $0)
        }
      }
      // Repaired, the name would be that of no file, and the file would be missed in silence.
      guard let name else {
        throw InputError(.unsupported("a name that is not UTF-8"), path: folder)
      }
      guard !name.hasPrefix(".") else { continue }
      entries[name] = unsafe Int(entry.pointee.d_type) == Int(DT_REG)
    }
    return entries
  }
}
