// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Decides on outcome and cause by what a server wrote besides the status.
struct W3CCause {
  var substatus = ByteRange.absent
  /// The error of Windows that ended the request.
  var systemStatus = ByteRange.absent
  /// CloudFront's detailed result.
  var resultType = ByteRange.absent
  /// The reason in HTTP.sys's error log.
  var reason = ByteRange.absent
  /// The verdict of Imperva's proxies.
  var action = ByteRange.absent

  func decide(_ bytes: Span<UInt8>, isFTP: Bool, into fields: inout RequestFields) {
    if isFTP { return decideFTP(into: &fields) }
    if !resultType.isEmpty { return CloudFrontCause.decide(bytes, resultType, into: &fields) }
    fields.outcome = .ofStatus(fields.status)
    fields.cause = statusCause(bytes, fields.status)
    if !reason.isEmpty {
      fields.cause = Self.cause(bytes, reason, Self.reasons)
    } else if !action.isEmpty {
      let named = Self.cause(bytes, action, Self.actions)
      if named != .none { fields.cause = named }
    }
    // Without a status only the cause tells whether it was the client that ended the request.
    guard fields.status == 0, fields.cause != .none else { return }
    fields.outcome =
      fields.cause == .clientAbort ? .cancelled : fields.cause.isTimeout ? .timeout : .error
  }

  /// FTP's 4xx are the service's failures; 5xx say that a file or a user does not exist.
  ///
  /// Source: https://www.rfc-editor.org/rfc/rfc959, section 4.2
  private func decideFTP(into fields: inout RequestFields) {
    fields.outcome =
      switch fields.status {
      case 0: .cancelled
      case 400...499: .failure
      default: .success
      }
  }

  /// Sources: https://learn.microsoft.com/troubleshoot/developer/webapps/iis/www-administration-management/http-status-code,
  /// and the system error codes of Windows.
  private func statusCause(_ bytes: Span<UInt8>, _ status: Int16) -> Cause {
    switch bytes.integer(systemStatus) ?? 0 {
    // The network name is gone, the connection was aborted.
    case 64 where status < 500, 1236 where status < 500: return .clientAbort
    case 12002 where status >= 500: return .backendTimeout
    case 12007 where status >= 500: return .dns
    case 12029 where status >= 500: return .connectRefused
    case 12030, 12152: return status >= 500 ? .backendReset : .none
    default: break
    }
    let detail = bytes.integer(substatus) ?? 0
    switch status {
    case 429: return .rateLimit
    case 500 where !systemStatus.isEmpty: return .appError
    // 503.2 to 503.4 are full queues, 503.0 and most others an application pool that is off.
    case 503 where !substatus.isEmpty: return (2...4).contains(detail) ? .overload : .noBackend
    case 504: return .backendTimeout
    default: return .none
    }
  }

  // MARK: - Words

  private static func cause(
    _ bytes: Span<UInt8>, _ word: ByteRange, _ words: [(StaticString, Cause)]
  ) -> Cause {
    words.first { bytes.begins(word, with: $0.0) }?.1 ?? .none
  }

  /// Words that begin like another stand before it: connections and requests that ran out of time are
  /// their client's, unless they waited for a worker process or lost it.
  ///
  /// Source: https://learn.microsoft.com/troubleshoot/developer/webapps/aspnet/site-behavior-performance/error-logging-http-apis
  private static let reasons: [(StaticString, Cause)] = [
    ("AppOffline", .noBackend), ("AppShutdown", .noBackend), ("N/A", .noBackend),
    ("QueueFull", .overload), ("ConnLimit", .overload), ("Disabled", .noBackend),
    ("AppPoolTimer", .overload), ("Client_Reset", .clientAbort),
    ("Timer_AppPool", .overload), ("Timer_ReqQueue", .overload), ("Timer_", .clientAbort),
    ("Connection_Abandoned_By_", .backendReset), ("Connection_Dropped_List_Full", .overload),
    ("Connection_Dropped", .clientAbort), ("Connections_Refused", .overload),
    ("BadRequest", .protocolError), ("URL", .protocolError), ("Hostname", .protocolError),
    ("Header", .protocolError), ("Verb", .protocolError),
  ]

  private static let actions: [(StaticString, Cause)] = [
    ("REQ_BAD_SERVER_CLOSED_CONNECTION", .backendReset), ("REQ_BAD_TIMEOUT", .backendTimeout),
    ("REQ_BAD_CONNECTION_FAILED", .connectRefused),
    ("REQ_BAD_CLIENT_CLOSED_CONNECTION", .clientAbort), ("REQ_BAD_PARSE", .protocolError),
  ]
}
