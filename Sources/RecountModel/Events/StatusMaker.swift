// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Who made the status that a client got, as far as its line tells: one rule for `parse` and for the
/// views of a case.
package enum StatusMaker: String, CaseIterable, Sendable {
  /// The hop that wrote the line, on behalf of a client that had left: nobody got this status.
  case client
  /// The hop that wrote the line, because there was no answer to pass on or because it asked nobody.
  case proxy
  /// The service behind the hop, whose status was passed on.
  case upstream

  /// Causes with which a hop says that no service answered.
  package static let proxyCauses = [
    "connect_refused", "connect_timeout", "no_backend", "backend_timeout", "backend_reset",
    "overload", "tls", "dns", "protocol",
  ]

  /// Nil where no status was sent, and where neither the line nor its format tells.
  ///
  /// Causes come first, since nginx puts its own 502 and 504 among the statuses of upstreams too; but
  /// not for an answer that was on its way when it broke off: its 200 was the service's.
  /// - Parameters:
  ///   - status: What the client got, 0 for none.
  ///   - upstreams: What upstreams answered, as the line lists it; empty for nothing.
  ///   - cause: The word for why the request failed, empty for none.
  ///   - hasUpstreamDuration: Whether the line has the time that an upstream took.
  ///   - statesUpstream: Whether its format says how upstreams answered, so that nothing said means
  ///     that none was asked.
  package init?(
    status: Int, upstreams: some Collection<UInt8>, cause: String, hasUpstreamDuration: Bool,
    statesUpstream: Bool
  ) {
    guard status > 0 else { return nil }
    if status >= 400, StatusMaker.proxyCauses.contains(cause) {
      self = .proxy
    } else if cause == "client_abort", status >= 400 {
      self = .client
    } else if cause == "app_error" || upstreams.suffix(3).elementsEqual("\(status)".utf8) {
      self = .upstream
    } else if !upstreams.isEmpty {
      self = .proxy
    } else if hasUpstreamDuration {
      self = .upstream
    } else if statesUpstream {
      self = .proxy
    } else {
      return nil
    }
  }
}
