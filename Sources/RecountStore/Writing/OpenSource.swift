// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What the writer knows of a source between its beginning and its end.
struct OpenSource {
  var id: Int64
  /// Service of all its events, whatever their lines say.
  var forced: Int64?
  /// Service of events whose line does not say.
  var fallback: Int64
  /// Where each dictionary stood before the source.
  var marks: [String: Int]
  var rejects: Int64 = 0
  var rollup = RollupAccumulator()
  var requestSpans = EventSpans()
  var stepSpans = EventSpans()
}
