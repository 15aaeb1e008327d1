// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountBenchmarking

/// A stage with its input ready, and what a run of it must count.
package struct PreparedStage {
  let expected: StageCounts
  let run: () throws -> StageCounts
  /// Looks at what a run left behind and takes it away; not measured.
  let inspect: () throws -> Void

  package init(
    expecting expected: StageCounts, run: @escaping () throws -> StageCounts,
    inspect: @escaping () throws -> Void = {}
  ) {
    self.expected = expected
    self.run = run
    self.inspect = inspect
  }
}
