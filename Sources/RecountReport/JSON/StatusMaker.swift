// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Who made the status that a client got, as far as the line tells.
enum StatusMaker: String {
  /// The client left before there was one.
  case client
  /// The hop that wrote the line answered itself.
  case proxy
  /// The service behind the hop answered.
  case upstream

  /// Causes with which a hop says that no service answered.
  private static let ofProxy: Set<String> = [
    "connect_refused", "connect_timeout", "no_backend", "backend_timeout", "backend_reset",
    "overload", "tls", "dns", "protocol",
  ]

  /// - Parameters:
  ///   - status: What the client got, 0 for none.
  ///   - upstream: What the last attempt upstream gave, nil where the line tells of none.
  ///   - cause: The word for why the request failed, empty for none.
  ///   - wasAnswered: Whether the line has the time that an upstream took.
  init?(status: Int, upstream: Int?, cause: String, wasAnswered: Bool) {
    if cause == "client_abort" {
      self = .client
    } else if let upstream, upstream > 0 {
      self = upstream == status ? .upstream : .proxy
    } else if StatusMaker.ofProxy.contains(cause) {
      self = .proxy
    } else if status > 0, cause == "app_error" || wasAnswered {
      self = .upstream
    } else {
      return nil
    }
  }
}
