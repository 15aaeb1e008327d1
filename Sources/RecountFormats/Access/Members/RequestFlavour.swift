// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// One dialect of request lines made of named members: their names, marks and words for causes.
///
/// A member that stands twice counts by its first value; among the names of one field the first in
/// the list is preferred, wherever it stands in the line.
protocol RequestFlavour {
  static var keys: KeyTable<MemberField> { get }
  static var escapes: MemberEscapes { get }
  /// Whether a line can go without a status, because its sender leaves out zeros.
  static var needsStatus: Bool { get }
  /// Whether the start and the duration tell the end better than the stamp does.
  static var startDecides: Bool { get }
  /// Whether start and end are exact enough to tell the duration.
  static var endsTellDuration: Bool { get }
  /// The member of `extra` that keeps the words for the cause.
  static var causeMember: String? { get }
  /// Whether lines that nginx puts together by hand are of this dialect: a variable without a value
  /// leaves nothing behind the colon there.
  static var takesEmptyMembers: Bool { get }

  /// Whether a line with these members is of this dialect.
  static func isOurs(_ seen: MemberFields) -> Bool
  /// Whether a line of this dialect tells of a request; `statusRank` is the place of the status' name
  /// among the names of it.
  static func isRequest(_ seen: MemberFields, statusRank: UInt8) -> Bool
  /// Whether a value makes its member a mark.
  static func isMark(_ bytes: Span<UInt8>, _ value: ByteRange) -> Bool
  /// Microseconds of a duration that names no unit.
  static func duration(
    _ bytes: Span<UInt8>, _ value: ByteRange, _ evidence: MemberEvidence
  ) -> Int64?
  /// Sets outcome and cause.
  static func decide(
    _ bytes: Span<UInt8>, _ evidence: MemberEvidence, into fields: inout RequestFields)
}

extension RequestFlavour {
  static var escapes: MemberEscapes { .json }
  static var needsStatus: Bool { true }
  static var startDecides: Bool { false }
  static var endsTellDuration: Bool { false }
  static var causeMember: String? { nil }
  static var takesEmptyMembers: Bool { false }

  static func isOurs(_ seen: MemberFields) -> Bool { true }
  static func isRequest(_ seen: MemberFields, statusRank: UInt8) -> Bool { true }
  static func isMark(_ bytes: Span<UInt8>, _ value: ByteRange) -> Bool { true }

  static func duration(
    _ bytes: Span<UInt8>, _ value: ByteRange, _ evidence: MemberEvidence
  ) -> Int64? {
    nil
  }

  static func decide(
    _ bytes: Span<UInt8>, _ evidence: MemberEvidence, into fields: inout RequestFields
  ) {
    fields.outcome = .ofStatus(fields.status)
    fields.cause = .ofStatus(fields.status)
  }
}

/// How texts are escaped.
enum MemberEscapes {
  case json
  /// Go's quoted strings, with `\xHH` besides.
  case go
}

/// What a line says on why a request failed; places refer to the line itself.
struct MemberEvidence {
  /// Where the three digits of the status stand, in the bytes that the fields are of.
  var status = ByteRange.absent
  var flags = ByteRange.absent
  var details = ByteRange.absent
  var variant = ByteRange.absent
  /// Addresses, times in seconds and statuses of the attempts upstream, as nginx lists them.
  var upstreamAddresses = ByteRange.absent
  var upstreamTimes = ByteRange.absent
  var upstreamStatuses = ByteRange.absent
  /// Status of the only attempt upstream; 0 where there is none or a list.
  var upstreamStatus: Int16 = 0
  /// Whether the line has a place for the status of the upstream, filled or not.
  var knowsUpstream = false
  /// Whether it has one for the times upstream in seconds, filled or not.
  var knowsUpstreamTimes = false
}

extension Cause {
  /// The cause that a status tells alone, whoever gave it.
  static func ofStatus(_ status: Int16) -> Cause {
    switch status {
    case 499, 460: .clientAbort
    case 429: .rateLimit
    default: .none
    }
  }

  /// The cause by the status of a proxy that says whether its upstream answered.
  static func ofProxy(_ status: Int16, hasAnswer: Bool) -> Cause {
    switch status {
    case 500...599 where hasAnswer: .appError
    case 502: .connectRefused
    case 503: .noBackend
    case 504: .backendTimeout
    default: ofStatus(status)
    }
  }

  /// The cause by the status of a proxy and that of its upstream, where the line tells of both.
  static func ofProxy(_ status: Int16, _ evidence: MemberEvidence) -> Cause {
    guard evidence.knowsUpstream else { return ofStatus(status) }
    return ofProxy(status, hasAnswer: evidence.upstreamStatus > 0)
  }

  /// Whether the request ran out of somebody's time.
  var isTimeout: Bool { self == .backendTimeout || self == .connectTimeout }
}

extension RequestFields {
  /// Sets a cause that a proxy named, with the outcome of a request that got no status from it.
  mutating func decide(_ named: Cause) {
    outcome = .ofStatus(status)
    cause = named
    guard status == 0 else { return }
    if named == .none { cause = .clientAbort }
    outcome = cause == .clientAbort ? .cancelled : cause.isTimeout ? .timeout : .error
  }
}

/// Words of one dialect with the causes that they name.
struct CauseWords: Sendable {
  private let words: [(word: StaticString, cause: Cause)]

  init(_ words: [(word: StaticString, cause: Cause)]) { self.words = words }

  func cause(_ bytes: Span<UInt8>, _ value: ByteRange) -> Cause? {
    for known in words where bytes.equals(value, known.word) { return known.cause }
    return nil
  }
}
