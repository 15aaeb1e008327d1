// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What one access-log line says, as places in the line and numbers: no value is copied.
struct RequestFields {
  /// Microseconds since the epoch; which moment it marks is `stampKind`.
  var stamp: Int64 = 0
  var stampKind = StampKind.end
  /// When the request began, if the line says so besides its stamp.
  var statedStart: Int64?
  var hasZone = true
  var hasYear = true
  /// Number and place of the line.
  var line: Int64 = 0
  var byteOffset: Int64 = 0
  /// Microseconds; -1 when the line gives none.
  var duration: Int64 = RequestColumns.absentNumber
  /// Microseconds spent on upstreams, all attempts added up; -1 when the line gives none.
  var upstreamDuration: Int64 = RequestColumns.absentNumber
  /// 0 when the line gives none.
  var status: Int16 = 0
  var bodyBytes: Int64 = RequestColumns.absentNumber
  var outcome = Outcome.success
  var cause = Cause.none

  var service = ByteRange.absent
  var method = ByteRange.absent
  /// Path and query as they stood in the request.
  var target = ByteRange.absent
  /// The query, for formats that keep it apart from the target.
  var query = ByteRange.absent
  var httpVersion = ByteRange.absent
  var upstreamStatuses = ByteRange.absent
  var client = ByteRange.absent
  var user = ByteRange.absent
  var agent = ByteRange.absent
  var referrer = ByteRange.absent
  var host = ByteRange.absent
  var trace = ByteRange.absent

  /// Forgets the line before.
  @inline(__always)
  mutating func reset() {
    self = RequestFields()
  }
}

/// Why a request failed, as the hop that logged it printed it, in one vocabulary for all hops.
enum Cause: UInt8, CaseIterable {
  case none, clientAbort, connectRefused, connectTimeout, noBackend, backendTimeout, backendReset
  case overload, rateLimit, auth, protocolError, tls, dns, appError

  /// The word in the case file; empty for none.
  var name: String {
    switch self {
    case .none: ""
    case .clientAbort: "client_abort"
    case .connectRefused: "connect_refused"
    case .connectTimeout: "connect_timeout"
    case .noBackend: "no_backend"
    case .backendTimeout: "backend_timeout"
    case .backendReset: "backend_reset"
    case .overload: "overload"
    case .rateLimit: "rate_limit"
    case .auth: "auth"
    case .protocolError: "protocol"
    case .tls: "tls"
    case .dns: "dns"
    case .appError: "app_error"
    }
  }
}

extension Outcome {
  /// The outcome of a request by the status its client got.
  ///
  /// 5xx is a failure and 504 a timeout of the service; 429 is its refusal to serve. 499 and 460
  /// are clients that left, and where no status was sent at all, 0, the request ended unanswered.
  /// Every other status, 4xx included, is the service doing its work.
  @inline(__always)
  static func ofStatus(_ status: Int16) -> Outcome {
    switch status {
    case 504: .timeout
    case 500...599, 429: .failure
    case 499, 460, 0: .cancelled
    default: .success
    }
  }
}
