// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Envoy's response flags as causes, in ClickHouse's functions: the first flag that says something.
///
/// The table is that of the format `envoy`, short names and long ones.
enum EnvoyCause {
  private static let causes = [
    ("DC", "DownstreamConnectionTermination", "client_abort"),
    ("DR", "DownstreamRemoteReset", "client_abort"),
    ("UF", "UpstreamConnectionFailure", "connect_refused"),
    ("URX", "UpstreamRetryLimitExceeded", "connect_refused"),
    ("UH", "NoHealthyUpstream", "no_backend"),
    ("NR", "NoRouteFound", "no_backend"),
    ("NC", "NoClusterFound", "no_backend"),
    ("UT", "UpstreamRequestTimeout", "backend_timeout"),
    ("SI", "StreamIdleTimeout", "backend_timeout"),
    ("DT", "DurationTimeout", "backend_timeout"),
    ("UMSDR", "UpstreamMaxStreamDurationReached", "backend_timeout"),
    ("UC", "UpstreamConnectionTermination", "backend_reset"),
    ("UR", "UpstreamRemoteReset", "backend_reset"),
    ("LR", "LocalReset", "backend_reset"),
    ("UO", "UpstreamOverflow", "overload"),
    ("OM", "OverloadManagerTerminated", "overload"),
    ("DO", "DropOverload", "overload"),
    ("UDO", "UnconditionalDropOverload", "overload"),
    ("RL", "RateLimited", "rate_limit"),
    ("RLSE", "RateLimitServiceError", "rate_limit"),
    ("UAEX", "UnauthorizedExternalService", "auth"),
    ("DPE", "DownstreamProtocolError", "protocol"),
    ("UPE", "UpstreamProtocolError", "protocol"),
    ("IH", "InvalidEnvoyRequestHeaders", "protocol"),
    ("DF", "DnsResolutionFailed", "dns"),
  ]

  /// Flags that say that Envoy gave the response itself, for none of the causes.
  private static let replies = [
    "FI", "FaultInjected", "LH", "FailedLocalHealthCheck", "NFCF", "NoFilterConfigFound", "RFCF",
    "ResponseFromCacheFilter",
  ]

  /// The cause that a column of flags names; empty where it names none.
  static func byFlags(_ flags: String) -> String {
    let names = list(causes.flatMap { [$0.0, $0.1] })
    let values = list(causes.flatMap { [$0.2, $0.2] })
    return "transform(arrayFirst(f -> has(\(names), f), splitByChar(',', toString(\(flags)))), "
      + "\(names), \(values), '')"
  }

  /// The cause by flags, else by status.
  static func text(flags: String, status: String) -> String {
    """
    CASE WHEN \(byFlags(flags)) <> '' THEN \(byFlags(flags)) \
    WHEN \(status) = 0 THEN 'client_abort' WHEN \(status) = 429 THEN 'rate_limit' \
    WHEN \(status) >= 500 AND \(status) <= 599 \
    AND NOT hasAny(splitByChar(',', toString(\(flags))), \(list(replies))) THEN 'app_error' ELSE '' END
    """
  }

  private static func list(_ words: [String]) -> String {
    "[" + words.map { SQLText.literal($0) }.joined(separator: ", ") + "]"
  }
}
