// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// How long to wait before a statement that only reads is sent again.
package struct RetryPolicy: Sendable {
  /// Wait before the second attempt; it doubles with each further one.
  package var first: Duration
  package var longest: Duration
  /// How to wait; tests give one that does not.
  package var pause: @Sendable (Duration) async -> Void

  package init(
    first: Duration = .milliseconds(250), longest: Duration = .seconds(10),
    pause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
  ) {
    self.first = first
    self.longest = longest
    self.pause = pause
  }

  /// The wait after `attempt` attempts: 250 ms, 500 ms, 1 s and so on up to `longest`.
  package func wait(after attempt: Int) -> Duration {
    min(longest, first * (1 << max(0, min(attempt - 1, 30))))
  }
}
