// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Tells JSON that a `log_format` of nginx puts together from text and variables.
///
/// With `escape=json` a variable without a value leaves nothing: without quotes around it, the line is
/// no JSON any more.
///
/// Source: https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format
enum NginxMembers {
  private static let names = Set(
    [
      "remote_addr", "remote_user", "time_local", "time_iso8601", "msec", "request",
      "request_method", "request_uri", "request_time", "request_length", "request_id",
      "server_name", "server_protocol", "body_bytes_sent", "bytes_sent", "http_user_agent",
      "http_referer", "http_host", "http_x_forwarded_for", "upstream_addr", "upstream_status",
      "upstream_response_time", "upstream_connect_time", "upstream_header_time",
    ].map { (name: StaticString) in JSONScanner.hash(name) })
  /// Members that have to be called like variables of nginx.
  private static let least = 2

  /// Whether the members of the object at `range` are called like nginx's variables.
  static func areIn(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var scanner = JSONScanner()
    scanner.begin(range, takesEmpty: true)
    var found = 0
    while case .member(let member) = scanner.next(bytes) {
      if names.contains(member.path) { found += 1 }
    }
    return found >= least
  }
}
