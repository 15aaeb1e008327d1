// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation

/// Settings that go with a statement, all known to every engine since 2018.
enum StatementSettings {
  typealias Settings = [(name: String, value: String)]

  /// An id that no other statement has.
  static func newIdentifier() -> String { "recount-" + UUID().uuidString.lowercased() }

  /// Settings of a statement that only reads.
  ///
  /// `readonly` 2 forbids every change but lets the limits be set. A profile of the user may be set to
  /// cut answers short in silence, to pass over dead shards or to add rows of extremes: all of that
  /// is put right, as a partial count is worse than none. The answer is held back until it is whole,
  /// so that an error has a status of its own.
  static func reading(_ limits: RemoteLimits) -> Settings {
    let modes = ["timeout", "result", "read", "group_by", "sort", "distinct", "set", "join"]
    return [
      ("readonly", "2"), ("max_execution_time", "\(limits.seconds)"),
      // One more for the row that ends the answer.
      ("max_result_rows", "\(limits.resultRows + 1)"),
      ("max_result_bytes", "\(limits.resultBytes)"),
      ("skip_unavailable_shards", "0"), ("extremes", "0"), ("max_parallel_replicas", "1"),
      ("wait_end_of_query", "1"),
      // The session says what it can read, and reads it; counts shrink to a fifth and less.
      ("enable_http_compression", "1"),
    ] + modes.map { ($0 + "_overflow_mode", "throw") }
  }

  /// Settings of a statement that writes: rows are on their shards when it is over.
  static func writing(_ limits: RemoteLimits) -> Settings {
    [
      ("max_execution_time", "\(limits.seconds)"), ("insert_distributed_sync", "1"),
      ("input_format_allow_errors_num", "0"), ("wait_end_of_query", "1"),
    ]
  }
}
