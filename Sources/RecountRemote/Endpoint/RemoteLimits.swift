// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What one statement may cost the remote engine and this machine.
///
/// Each limit ends the statement with an error of its own; none cuts an answer short in silence.
package struct RemoteLimits: Hashable, Sendable {
  /// Seconds the engine may work on one statement (`max_execution_time`).
  package var seconds: Int
  /// Rows an answer may have (`max_result_rows`).
  package var resultRows: Int
  /// Bytes an answer may have in the engine (`max_result_bytes`), and on the wire.
  package var resultBytes: Int
  /// Seconds of silence after `seconds` until this side gives up.
  package var graceSeconds: Int
  /// Attempts at a statement that only reads, the first one included.
  package var attempts: Int

  package init(
    seconds: Int = 120, resultRows: Int = 2_000_000, resultBytes: Int = 512 << 20,
    graceSeconds: Int = 10, attempts: Int = 3
  ) {
    self.seconds = seconds
    self.resultRows = resultRows
    self.resultBytes = resultBytes
    self.graceSeconds = graceSeconds
    self.attempts = attempts
  }

  /// The first limit that is no sensible number, by its name in a configuration.
  var firstUnusable: String? {
    let all = [
      ("seconds", seconds, 1...86_400), ("rows", resultRows, 1...1_000_000_000),
      ("bytes", resultBytes, 1 << 10...1 << 40), ("grace_seconds", graceSeconds, 0...3_600),
      ("attempts", attempts, 1...20),
    ]
    return all.first { !$0.2.contains($0.1) }?.0
  }
}
