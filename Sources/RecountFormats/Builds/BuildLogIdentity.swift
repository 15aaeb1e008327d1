// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Which run and job a build log belongs to, by where it lies: logs seldom say it themselves.
struct BuildLogIdentity {
  /// The folder, or for an archive entry the archive and the folder inside it.
  var run: String
  /// The file name without its suffixes.
  var job: String

  /// - Parameter path: A path, with `!` before the name of an archive entry.
  init(path: String) {
    let cut = path.lastIndex { $0 == "/" || $0 == "!" }
    let name = cut.map { path[path.index(after: $0)...] } ?? path[...]
    run = cut.map { String(path[..<$0]) } ?? ""
    var stem = name
    for suffix in [".gz", ".txt", ".log"] where stem.hasSuffix(suffix) && stem.count > suffix.count
    {
      stem = stem.dropLast(suffix.count)
    }
    job = String(stem)
  }
}
