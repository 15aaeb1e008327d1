// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What CloudFront's detailed result type says on why a request failed, in both of its log formats.
///
/// Source:
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html,
/// `x-edge-detailed-result-type`
enum CloudFrontCause {
  /// Sets outcome and cause; `result` is absent where the line has none.
  static func decide(
    _ bytes: Span<UInt8>, _ result: ByteRange, into fields: inout RequestFields
  ) {
    fields.decide(words.cause(bytes, result) ?? .ofStatus(fields.status))
  }

  private static let words = CauseWords([
    ("ClientCommError", .clientAbort), ("ClientHungUpRequest", .clientAbort),
    ("ClientGeoBlocked", .auth), ("AbortedOrigin", .backendReset),
    ("OriginConnectError", .connectRefused), ("OriginDnsError", .dns),
    // Connecting or reading took too long.
    ("OriginCommError", .backendTimeout), ("OriginTimeoutError", .backendTimeout),
    ("SlowReaderOriginError", .backendTimeout), ("OriginReadError", .backendReset),
    ("OriginWriteError", .backendReset), ("OriginZeroSizeObjectError", .backendReset),
    ("OriginContentRangeLengthError", .protocolError), ("OriginHeaderTooBigError", .protocolError),
    ("OriginInvalidResponse", .protocolError), ("OriginInvalidResponseError", .protocolError),
    ("OriginError", .appError), ("LimitExceeded", .rateLimit), ("CapacityExceeded", .overload),
    ("ExceededCapacity", .overload), ("InvalidRequest", .protocolError),
    ("InvalidRequestBlocked", .protocolError), ("InvalidRequestCertificate", .tls),
    ("InvalidRequestHeader", .protocolError), ("InvalidRequestMethod", .protocolError),
  ])
}
