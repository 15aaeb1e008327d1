// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// What one sentence of a free text states in numbers: a moment, a length of time or a count.
package struct ProseClaim: Hashable, Sendable {
  /// What a stated length is the length of.
  package enum Span: String, CaseIterable, Sendable {
    case detection, mitigation, resolution
    /// How long something was hit.
    case impact
  }

  /// What is counted; the raw value is the singular.
  package enum Unit: String, CaseIterable, Sendable {
    case step, job, build, pipeline, request, error, webhook, message, event, customer, user, order,
      transaction
  }

  package enum Kind: Hashable, Sendable {
    case moment(Milestone.Kind)
    case duration(Span)
    /// Failed ones, or such as were hit in some other way.
    case count(Unit, isFailed: Bool)
  }

  package enum Value: Hashable, Sendable {
    /// An instant with its rounding; the zone is assumed where the text gives none.
    case moment(TimeEstimate, isZoneAssumed: Bool)
    case duration(Claims.Duration)
    case count(Claims.Count)
  }

  package var kind: Kind
  package var value: Value
  /// The service that it is about, of those that the case knows; nil for the whole incident.
  package var service: String?
  /// The zone of a moment as written; nil where none is.
  package var zone: String?
  /// The words that hold the value, as written.
  package var text: String
  /// Where they stand in the UTF-8 bytes of the text.
  package var bytes: Range<Int>
  /// The sentence, without a list marker and with single blanks; of a very long one what stands around
  /// the value.
  package var sentence: String
  package var sentenceBytes: Range<Int>

  package var time: TimeEstimate? {
    guard case .moment(let time, _) = value else { return nil }
    return time
  }

  package var duration: Claims.Duration? {
    guard case .duration(let duration) = value else { return nil }
    return duration
  }

  package var count: Claims.Count? {
    guard case .count(let count) = value else { return nil }
    return count
  }

  /// The claim as a stamp of whoever wrote the text; nil for lengths and counts.
  package func milestone(clock: Milestone.Clock, evidence: String, position: Int) -> Milestone? {
    guard case .moment(let kind) = kind, let time else { return nil }
    return Milestone(
      kind: kind, time: time.time, plusMinus: time.latest - time.time, service: service,
      clock: clock, text: sentence, evidence: evidence, position: position)
  }
}

/// A value that a text states and that cannot be used, with the sentence it stands in.
package struct ProseRefusal: Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// The zone stands for more than one offset.
    case unclearZone(String)
    /// A day without a year, and nothing that tells it.
    case noYear

    /// What is the matter, in words that follow the value.
    package var text: String {
      switch self {
      case .unclearZone(let zone): "\(zone) stands for more than one offset from UTC"
      case .noYear: "the year is not known"
      }
    }
  }

  package var reason: Reason
  /// As written.
  package var text: String
  package var bytes: Range<Int>
  package var sentence: String
}
