// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What a named member of a request line says, and in which unit.
///
/// Of several durations in one line the first in this order is taken.
enum MemberField: UInt8, CaseIterable {
  /// The moment of the stamp; the end of the request.
  case time
  case startTime
  /// Day and time of day, where they stand apart.
  case day, clock
  case status, upstreamStatus
  case method, target, query, version
  /// Method, target and version together.
  case requestLine
  case client, user, agent, referrer, host, service, trace, bytes
  case nanoseconds, microseconds, milliseconds, seconds
  /// A duration that says its unit.
  case text
  /// A duration whose unit follows from its form or from other members.
  case unitless
  case upstreamNanoseconds, upstreamMilliseconds, upstreamSeconds, upstreamText
  /// Addresses of the attempts upstream.
  case upstreamAddress
  /// Words that tell the cause.
  case flags, details
  /// Members that tell the kind of line; no value of them is kept.
  case mark, otherMark
  /// A member that decides on the unit of another, or on whether the line counts.
  case variant
}

/// A set of fields.
struct MemberFields: Equatable {
  private var bits: UInt64 = 0

  @inline(__always)
  func contains(_ field: MemberField) -> Bool { bits & (1 << UInt64(field.rawValue)) != 0 }

  @inline(__always)
  mutating func insert(_ field: MemberField) { bits |= 1 << UInt64(field.rawValue) }
}
