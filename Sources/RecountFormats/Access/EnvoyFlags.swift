// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Envoy's response flags as causes; the first flag that says something decides.
///
/// Source: the short and long names of
/// https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage
enum EnvoyFlags {
  static func cause(_ bytes: Span<UInt8>, _ flags: ByteRange) -> Cause {
    if bytes.isDash(flags) { return .none }
    var start = Int(flags.start)
    let end = Int(flags.end)
    while start < end {
      let comma = firstIndex(of: 0x2C, in: bytes, start..<end) ?? end
      let cause = single(bytes, ByteRange(start, comma))
      if cause != .none { return cause }
      start = comma + 1
    }
    return .none
  }

  /// Whether a flag says that Envoy gave the response itself, for none of the causes.
  static func areOfOwnReply(_ bytes: Span<UInt8>, _ flags: ByteRange) -> Bool {
    var start = Int(flags.start)
    let end = Int(flags.end)
    while start < end {
      let comma = firstIndex(of: 0x2C, in: bytes, start..<end) ?? end
      let flag = ByteRange(start, comma)
      for known in replies where bytes.equals(flag, known.short) || bytes.equals(flag, known.long) {
        return true
      }
      start = comma + 1
    }
    return false
  }

  /// A delay that was injected is none of them: the request goes on to its upstream.
  private static let replies: [(short: StaticString, long: StaticString)] = [
    ("FI", "FaultInjected"), ("LH", "FailedLocalHealthCheck"), ("NFCF", "NoFilterConfigFound"),
    ("RFCF", "ResponseFromCacheFilter"),
  ]

  private static let table: [(short: StaticString, long: StaticString, cause: Cause)] = [
    ("DC", "DownstreamConnectionTermination", .clientAbort),
    ("DR", "DownstreamRemoteReset", .clientAbort),
    ("UF", "UpstreamConnectionFailure", .connectRefused),
    ("URX", "UpstreamRetryLimitExceeded", .connectRefused),
    ("UH", "NoHealthyUpstream", .noBackend),
    ("NR", "NoRouteFound", .noBackend),
    ("NC", "NoClusterFound", .noBackend),
    ("UT", "UpstreamRequestTimeout", .backendTimeout),
    ("SI", "StreamIdleTimeout", .backendTimeout),
    ("DT", "DurationTimeout", .backendTimeout),
    ("UMSDR", "UpstreamMaxStreamDurationReached", .backendTimeout),
    ("UC", "UpstreamConnectionTermination", .backendReset),
    ("UR", "UpstreamRemoteReset", .backendReset),
    ("LR", "LocalReset", .backendReset),
    ("UO", "UpstreamOverflow", .overload),
    ("OM", "OverloadManagerTerminated", .overload),
    ("DO", "DropOverload", .overload),
    ("UDO", "UnconditionalDropOverload", .overload),
    ("RL", "RateLimited", .rateLimit),
    ("RLSE", "RateLimitServiceError", .rateLimit),
    ("UAEX", "UnauthorizedExternalService", .auth),
    ("DPE", "DownstreamProtocolError", .protocolError),
    ("UPE", "UpstreamProtocolError", .protocolError),
    ("IH", "InvalidEnvoyRequestHeaders", .protocolError),
    ("DF", "DnsResolutionFailed", .dns),
  ]

  private static func single(_ bytes: Span<UInt8>, _ flag: ByteRange) -> Cause {
    for known in table where bytes.equals(flag, known.short) || bytes.equals(flag, known.long) {
      return known.cause
    }
    return .none
  }
}
