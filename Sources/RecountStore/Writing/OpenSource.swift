// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What the writer knows of a source between its beginning and its end.
struct OpenSource {
  var id: Int64
  /// Service of all its events, whatever their lines say.
  var forced: Int64?
  /// Service of events whose line does not say.
  var fallback: Int64
  /// Where each dictionary stood before the source; nil when it cannot be taken back alone.
  var marks: [String: Int]?
  /// The same of the routes of services.
  var routeMark = 0
  /// What the case had of the source before; nil for a new one.
  var former: FormerSource?
  var rejects: Int64 = 0
  var rollup = RollupAccumulator()
  var requestSpans = EventSpans()
  var stepSpans = EventSpans()
}

/// A source of the case as it was before more of it was read.
struct FormerSource {
  var fileHash: String
  var contentHash: String
  var contentBytes: Int64
  var tally: LineTally
  var first: Int64
  var last: Int64
  var timeQuality: TimeQuality
}
