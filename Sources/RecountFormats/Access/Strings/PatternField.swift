// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// One field of a line format: what its value means, and how its end is found.
package struct PatternField: Hashable, Sendable {
  /// As the config writes it, such as `$status` or `%{Referer}i`.
  package var name: String
  /// Name of the value among the extra fields.
  var key: String
  var kind: Kind
  var syntax = Syntax.text
  /// Of several fields for one column the one with the lowest rank is taken, then the first.
  var rank: UInt8 = 0
  /// Bytes that the value always has, when it has a fixed number.
  var width: Int?
  /// Byte of the format string at which the field is written.
  var offset = 0

  /// What the value means.
  enum Kind: Hashable, Sendable {
    /// No column: kept for callers that ask for extra fields.
    case kept
    /// Read over.
    case skipped
    case time(TimeForm)
    /// A fraction or a zone that the format reads over, but which belongs to the time before.
    case timeRest(isFraction: Bool)
    /// An address; `hasPort` when a port follows it in the same value.
    case client(hasPort: Bool)
    /// Addresses of proxies; the first is the client as the outermost of them saw it.
    case clientList
    case user, agent, referrer, host, service, trace
    case request, method, target, query, httpVersion
    /// An authority and a path with nothing between them.
    case hostAndTarget
    case status
    case size(dashIsZero: Bool)
    case duration(DurationUnit)
    case upstreamDuration(DurationUnit)
    /// nginx's list of seconds, one for each attempt.
    case upstreamTimes
    case upstreamStatuses
    /// HAProxy's termination state.
    case termination
    /// HAProxy's server name, which tells when there was none.
    case server
    /// Envoy's response flags.
    case flags
    /// Apache's connection state, where `X` is a client that left.
    case connection
    /// Parts of an address that are joined to what stands beside them.
    case scheme, port, questionMark
  }

  /// How the end of a value is found.
  enum Syntax: Hashable, Sendable {
    /// At the following literal; between quotes escapes are honoured.
    case text
    /// Like `text`, but commas and colons between spaces go on: `0.1, 0.2 : 0.3`.
    case list
    /// By its own form.
    case time
    /// HAProxy's captures: `{a|b}`, or nothing at all with one space less.
    case braces
  }

  enum DurationUnit: Int8, Hashable, Sendable {
    case seconds = 6
    case milliseconds = 3
    case microseconds = 0
    case nanoseconds = -3
  }
}

extension PatternField.Kind {
  /// The columns of which only one field can be taken; nil for fields that stand for themselves.
  enum Column: Hashable {
    case client, user, agent, referrer, host, service, trace, method, target, query, httpVersion
    case status, size, duration, upstreamDuration, upstreamTimes, upstreamStatuses
    case termination, server, flags, connection
  }

  var columns: [Column] {
    switch self {
    case .kept, .skipped, .time, .timeRest, .scheme, .port, .questionMark: []
    case .client, .clientList: [.client]
    case .user: [.user]
    case .agent: [.agent]
    case .referrer: [.referrer]
    case .host: [.host]
    case .service: [.service]
    case .trace: [.trace]
    case .request: [.method, .target, .query, .httpVersion]
    case .method: [.method]
    case .target: [.target]
    case .hostAndTarget: [.host, .target]
    case .query: [.query]
    case .httpVersion: [.httpVersion]
    case .status: [.status]
    case .size: [.size]
    case .duration: [.duration]
    // Parts that are added up.
    case .upstreamDuration: []
    case .upstreamTimes: [.upstreamTimes]
    case .upstreamStatuses: [.upstreamStatuses]
    case .termination: [.termination]
    case .server: [.server]
    case .flags: [.flags]
    case .connection: [.connection]
    }
  }

  /// Whether the value is a number, which ends where a space begins.
  var isNumber: Bool {
    switch self {
    case .status, .size, .duration, .upstreamDuration: true
    default: false
    }
  }
}
