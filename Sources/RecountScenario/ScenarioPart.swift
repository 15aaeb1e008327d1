// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A share of a case that can be written on its own: one service over one day.
///
/// Parts share nothing, so a caller may write several at once; their files differ.
package struct ScenarioPart: Sendable {
  enum Content: Sendable {
    case requests(RequestPart)
    case steps(StepPart)
  }

  let content: Content

  /// Name for progress: `pipelines 2022-12-16`.
  package let name: String

  /// Writes the part's files below `folder`.
  ///
  /// Missing folders are created, existing files are replaced. After an error a file may be left
  /// unfinished.
  ///
  /// - Parameter folder: the case folder.
  /// - Returns: what is true of them by construction.
  /// - Throws: `ScenarioError` when a file cannot be written.
  package func write(to folder: String) throws(ScenarioError) -> PartTruth {
    switch content {
    case .requests(let part):
      try OutputFolder.create(folder + "/access")
      return try part.write(to: folder)
    case .steps(let part):
      try OutputFolder.create(folder + "/builds")
      return try part.write(to: folder)
    }
  }
}
