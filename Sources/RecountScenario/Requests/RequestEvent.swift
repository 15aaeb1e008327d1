// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// One request with everything decided, before a format words it.
struct RequestEvent: Sendable {
  /// Microseconds since the epoch; the request is counted at one of the two, by its format.
  var start: Int64
  var end: Int64
  var status: Int
  var cause: RequestCause
  var route: Int
  /// Random stream for what does not matter to the counts: client, agent, ids, sizes.
  var details: SeededGenerator

  /// Order in which a server writes its lines, ties settled by start.
  static func isWritten(_ left: RequestEvent, before right: RequestEvent) -> Bool {
    (left.end, left.start) < (right.end, right.start)
  }

  var microseconds: Int64 { end - start }
}

/// Why a request went the way it did, in the words no format has in common.
enum RequestCause: Sendable {
  /// The service answered, whatever the status.
  case answered
  /// No backend to choose.
  case noBackend
  /// A backend refused the connection.
  case connect
  /// A backend did not answer in time.
  case timeout
  /// A backend closed the connection half-way.
  case reset
  /// The limit on requests was hit before a backend was asked.
  case rateLimit
  /// The client left.
  case clientAbort
  /// What arrived was no request.
  case malformed
  /// The first backend failed, the second answered.
  case retried
}

extension Int {
  /// Whether a status is a failed outcome: 5xx, and 429 by its cause.
  var isFailedStatus: Bool { self >= 500 || self == 429 }
}
