// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The folders of an archive of logs that was unpacked in which the logs of single steps lie.
///
/// Such a folder is told by the log of the step that every job has; one file alone could as well be
/// the log of a job.
package struct GitHubStepFolders: Sendable {
  private let folders: Set<Substring>

  /// - Parameter paths: All files that are read together.
  package init(_ paths: [String]) {
    folders = Set(paths.filter { $0.hasSuffix("/1_Set up job.txt") }.map(Self.folder))
  }

  package func holds(_ path: String) -> Bool {
    folders.contains(Self.folder(path)) && GitHubLogIdentity.isStepEntry(path)
  }

  private static func folder(_ path: String) -> Substring {
    path.lastIndex(of: "/").map { path[..<$0] } ?? ""
  }
}
