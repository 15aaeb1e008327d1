// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Access records of Azure's balancers.
///
/// Source: https://learn.microsoft.com/azure/frontdoor/monitor-front-door and
/// https://learn.microsoft.com/azure/application-gateway/application-gateway-diagnostics
enum AzureFlavour: RequestFlavour {
  static let keys = KeyTable<MemberField>([
    (.time, ["time", "timeStamp", "timestamp"]),
    (.status, ["properties.httpStatusCode", "properties.httpStatus"]),
    (.upstreamStatus, ["properties.serverStatus"]),
    (.method, ["properties.httpMethod"]),
    (.target, ["properties.originalRequestUriWithArgs", "properties.requestUri"]),
    (.query, ["properties.requestQuery"]),
    (.version, ["properties.httpVersion"]),
    (.client, ["properties.clientIP", "properties.clientIp"]),
    (.agent, ["properties.userAgent"]),
    (.referrer, ["properties.referer", "properties.referrer"]),
    (.host, ["properties.originalHost", "properties.host", "properties.hostName"]),
    (.service, ["backendPoolName", "properties.backendPoolName"]),
    (
      .trace, ["properties.trackingReference", "properties.transactionId", "properties.trackingId"]
    ),
    (.bytes, ["properties.sentBytes", "properties.responseBytes", "properties.responseBodyBytes"]),
    (.unitless, ["properties.timeTaken"]),
    (.upstreamSeconds, ["properties.serverResponseLatency"]),
    (.flags, ["properties.errorInfo", "properties.ErrorInfo", "properties.error_info"]),
    (.variant, ["properties.instanceId", "category"]),
    (.otherMark, ["properties.isReceivedFromClient", "properties.IsReceivedFromClient"]),
  ])

  static var causeMember: String? { "error_info" }

  static func isOurs(_ seen: MemberFields) -> Bool { seen.contains(.status) }

  /// A record of a request that an edge sent on to another edge.
  static func isMark(_ bytes: Span<UInt8>, _ value: ByteRange) -> Bool {
    bytes.equals(value, "false") || bytes.equals(value, "False")
  }

  static func duration(
    _ bytes: Span<UInt8>, _ value: ByteRange, _ evidence: MemberEvidence
  ) -> Int64? {
    let start = Int(evidence.variant.start)
    let isMilliseconds =
      bytes.hasPrefix("ApplicationGatewayRole", at: start)
      || bytes.hasPrefix("TrafficController", at: start)
    return MemberDuration.scaled(bytes, value, scale: isMilliseconds ? 3 : 6)
  }

  static func decide(
    _ bytes: Span<UInt8>, _ evidence: MemberEvidence, into fields: inout RequestFields
  ) {
    switch words.cause(bytes, evidence.flags) {
    case .appError where !(500...599).contains(fields.status): fields.decide(.none)
    case .some(let cause): fields.decide(cause)
    case nil: fields.decide(.ofProxy(fields.status, evidence))
    }
  }

  private static let words = CauseWords([
    ("NoError", .appError), ("ClientDisconnected", .clientAbort),
    ("ClientGeoBlocked", .auth), ("RestrictedIP", .auth),
    ("OriginConnectionRefused", .connectRefused), ("OriginConnectionError", .connectRefused),
    ("OriginConnectionAborted", .connectRefused), ("OriginTimeout", .backendTimeout),
    ("OriginInvalidResponse", .backendReset), ("OriginError", .noBackend),
    ("InvalidRequest", .protocolError), ("InvalidRequestHeader", .protocolError),
    ("SSLHandshakeError", .tls), ("SSLInvalidRootCA", .tls), ("SSLInvalidCipher", .tls),
    ("SSLMismatchedSNI", .tls), ("CertificateError", .tls), ("OriginCertificateError", .tls),
    ("DNSFailure", .dns), ("DNSTimeout", .dns), ("DNSNameNotResolved", .dns),
    ("ERRORINFO_CLIENT_CLOSED_REQUEST", .clientAbort),
    ("ERRORINFO_CLIENT_TIMED_OUT", .clientAbort), ("ERRORINFO_UPSTREAM_NO_LIVE", .noBackend),
    ("ERRORINFO_UPSTREAM_TIMED_OUT", .backendTimeout),
    ("ERRORINFO_UPSTREAM_CLOSED_CONNECTION", .backendReset),
    ("ERRORINFO_UPSTREAM_RESPONSE_CUT_OFF", .backendReset),
    ("ERRORINFO_INVALID_METHOD", .protocolError), ("ERRORINFO_INVALID_REQUEST", .protocolError),
    ("ERRORINFO_INVALID_VERSION", .protocolError), ("ERRORINFO_INVALID_HOST", .protocolError),
  ])
}
