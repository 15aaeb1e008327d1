// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Where every line of a source went.
///
/// The counts of a source close when `lines` equals the sum of the other four; a source whose
/// counts do not close is never committed.
package struct LineTally: Hashable, Sendable {
  /// Lines read.
  package var lines: Int64 = 0
  /// Lines from which an event was made, or that belong to a recognised step or record.
  package var eventLines: Int64 = 0
  /// Lines joined to the one before them.
  package var continuationLines: Int64 = 0
  /// Lines that no format took; each is kept as a `Reject`.
  package var rejects: Int64 = 0
  /// Blank and comment lines.
  package var ignored: Int64 = 0
  /// Events made; one line can give several, and several lines one.
  package var events: Int64 = 0

  package init() {}

  package var closes: Bool {
    lines == eventLines + continuationLines + rejects + ignored
  }

  package static func += (left: inout LineTally, right: LineTally) {
    left.lines += right.lines
    left.eventLines += right.eventLines
    left.continuationLines += right.continuationLines
    left.rejects += right.rejects
    left.ignored += right.ignored
    left.events += right.events
  }

  package static func -= (left: inout LineTally, right: LineTally) {
    left.lines -= right.lines
    left.eventLines -= right.eventLines
    left.continuationLines -= right.continuationLines
    left.rejects -= right.rejects
    left.ignored -= right.ignored
    left.events -= right.events
  }
}

/// A line that no format took, kept with its place and the reason.
package struct Reject: Hashable, Sendable {
  package var line: Int64
  package var byteOffset: Int64
  package var reason: RejectReason
  /// The first bytes of the line, raw; at most `Reject.maxExcerptBytes`.
  package var excerpt: [UInt8]

  package static let maxExcerptBytes = 512

  package init(line: Int64, byteOffset: Int64, reason: RejectReason, excerpt: ArraySlice<UInt8>) {
    self.line = line
    self.byteOffset = byteOffset
    self.reason = reason
    self.excerpt = Array(excerpt.prefix(Reject.maxExcerptBytes))
  }
}

/// Why a line was rejected: one word for counting, shown with a sentence for people.
package enum RejectReason: UInt8, CaseIterable, Sendable {
  case overlong, malformedTime, malformedRequest, malformedStatus, malformedField, missingField
  case malformedJSON, notThisFormat, binary, truncated
  case malformedXML, implausibleTime

  /// The word in the case file and in JSON.
  package var name: String {
    switch self {
    case .overlong: "line_too_long"
    case .malformedTime: "malformed_time"
    case .malformedRequest: "malformed_request"
    case .malformedStatus: "malformed_status"
    case .malformedField: "malformed_field"
    case .missingField: "missing_field"
    case .malformedJSON: "malformed_json"
    case .notThisFormat: "not_this_format"
    case .binary: "binary"
    case .truncated: "truncated"
    case .malformedXML: "malformed_xml"
    case .implausibleTime: "implausible_time"
    }
  }

  /// The sentence for people.
  package var sentence: String {
    switch self {
    case .overlong: "the line is longer than the limit"
    case .malformedTime: "the time is not one this format writes"
    case .malformedRequest: "the request is not closed by a quote"
    case .malformedStatus: "the status is not a number or a known mark"
    case .malformedField: "a field does not have the form this format gives it"
    case .missingField: "a field that this format needs is missing"
    case .malformedJSON: "the line is not a JSON object"
    case .notThisFormat: "the line does not look like this format"
    case .binary: "the line is binary"
    case .truncated: "the input ends inside this record"
    case .malformedXML: "the document is not well-formed XML"
    case .implausibleTime: "the time contradicts the others of its record"
    }
  }
}
