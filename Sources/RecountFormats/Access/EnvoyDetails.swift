// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Envoy's response code details as causes, for responses on which the flags are silent.
///
/// Source:
/// https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/response_code_details
enum EnvoyDetails {
  /// Whether the response is the upstream's own.
  @inline(__always)
  static func isViaUpstream(_ bytes: Span<UInt8>, _ details: ByteRange) -> Bool {
    bytes.equals(details, "via_upstream")
  }

  /// The cause by the first word; reasons or a policy may follow in braces or brackets.
  static func cause(_ bytes: Span<UInt8>, _ details: ByteRange) -> Cause {
    if details.isEmpty || isViaUpstream(bytes, details) { return .none }
    var end = Int(details.start)
    while end < Int(details.end), bytes[end] != 0x7B, bytes[end] != 0x5B { end += 1 }
    guard let cause = words.cause(bytes, ByteRange(Int(details.start), end)) else { return .none }
    // A stream is reset as well when no connection came about.
    return cause == .backendReset ? reason(bytes, details) ?? cause : cause
  }

  /// The cause by the reasons in braces, or by the words of a connection that failed.
  static func reason(_ bytes: Span<UInt8>, _ text: ByteRange) -> Cause? {
    // Reasons are short; of whatever is longer a part is looked at.
    let head = ByteRange(Int(text.start), min(Int(text.end), Int(text.start) + 512))
    for known in reasons where bytes.contains(known.word, in: head) { return known.cause }
    return nil
  }

  private static let words = CauseWords([
    ("downstream_remote_disconnect", .clientAbort), ("downstream_local_disconnect", .clientAbort),
    ("no_healthy_upstream", .noBackend), ("route_not_found", .noBackend),
    ("route_configuration_not_found", .noBackend), ("cluster_not_found", .noBackend),
    ("upstream_response_timeout", .backendTimeout), ("response_timeout", .backendTimeout),
    ("upstream_per_try_timeout", .backendTimeout),
    ("upstream_per_try_idle_timeout", .backendTimeout),
    ("request_overall_timeout", .backendTimeout), ("stream_idle_timeout", .backendTimeout),
    ("max_duration_timeout", .backendTimeout), ("duration_timeout", .backendTimeout),
    ("upstream_max_stream_duration_reached", .backendTimeout),
    ("upstream_reset_before_response_started", .backendReset),
    ("upstream_reset_after_response_started", .backendReset),
    ("maintenance_mode", .overload), ("overload", .overload), ("drop_overload", .overload),
    ("unconditional_drop_overload", .overload), ("reached_concurrency_limit", .overload),
    ("request_rate_limited", .rateLimit), ("local_rate_limited", .rateLimit),
    ("ext_authz_denied", .auth), ("ext_authz_error", .auth), ("rbac_access_denied", .auth),
    ("rbac_access_denied_matched_policy", .auth), ("jwt_authn_access_denied", .auth),
    ("low_version", .protocolError), ("missing_host_header", .protocolError),
    ("missing_path_rejected", .protocolError), ("absolute_path_rejected", .protocolError),
    ("path_normalization_failed", .protocolError),
    ("request_headers_failed_strict_check", .protocolError),
    ("dns_resolution_failure", .dns),
  ])

  /// Words of which the first that is found decides.
  ///
  /// The number is Linux's for a timeout; old versions write spaces, new ones underscores.
  private static let reasons: [(word: StaticString, cause: Cause)] = [
    ("TLS_error", .tls), ("TLS error", .tls),
    ("connection_timeout", .connectTimeout), ("connection timeout", .connectTimeout),
    ("connect_error:_110", .connectTimeout), ("connect error: 110", .connectTimeout),
    ("connection_failure", .connectRefused), ("connection failure", .connectRefused),
    ("overflow", .overload), ("protocol_error", .protocolError),
  ]
}
