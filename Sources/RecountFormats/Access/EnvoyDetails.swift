// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Envoy's response code details as causes, for responses on which the flags are silent.
///
/// Source:
/// https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/response_code_details
enum EnvoyDetails {
  /// The cause by the first word; reasons may follow in braces.
  static func cause(_ bytes: Span<UInt8>, _ details: ByteRange) -> Cause {
    if details.isEmpty { return .none }
    let brace = firstIndex(of: 0x7B, in: bytes, details.range) ?? Int(details.end)
    return words.cause(bytes, ByteRange(Int(details.start), brace)) ?? .none
  }

  private static let words = CauseWords([
    ("downstream_remote_disconnect", .clientAbort), ("downstream_local_disconnect", .clientAbort),
    ("no_healthy_upstream", .noBackend), ("route_not_found", .noBackend),
    ("cluster_not_found", .noBackend), ("upstream_response_timeout", .backendTimeout),
    ("response_timeout", .backendTimeout), ("upstream_per_try_timeout", .backendTimeout),
    ("request_overall_timeout", .backendTimeout), ("stream_idle_timeout", .backendTimeout),
    ("max_duration_timeout", .backendTimeout),
    ("upstream_reset_before_response_started", .backendReset),
    ("upstream_reset_after_response_started", .backendReset),
    ("maintenance_mode", .overload), ("overload", .overload), ("request_rate_limited", .rateLimit),
  ])
}
