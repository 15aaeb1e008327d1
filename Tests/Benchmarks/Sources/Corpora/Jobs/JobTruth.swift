// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What is known of a corpus of job logs because it was made so.
package struct JobTruth: Sendable {
  package var files = 0
  package var lines = 0
  package var bytes = 0
  /// Lines whose text begins with `##[error]`.
  package var errorLines = 0
  /// Jobs that a command failed; each has at least one line with an error.
  package var failedJobs = 0

  package init() {}

  package var json: String {
    """
    {"bytes":\(bytes),"error_lines":\(errorLines),"failed_jobs":\(failedJobs),"files":\(files),\
    "lines":\(lines)}
    """
  }

  static func += (left: inout JobTruth, right: JobTruth) {
    left.files += right.files
    left.lines += right.lines
    left.bytes += right.bytes
    left.errorLines += right.errorLines
    left.failedJobs += right.failedJobs
  }
}
