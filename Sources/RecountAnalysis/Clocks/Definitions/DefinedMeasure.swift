// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// A length of time under a published definition, with the two ends it was taken from.
///
/// Formula: stop − start; the interval is [stop.earliest − start.latest, stop.latest −
/// start.earliest], in microseconds. A missing stamp, or one stamp written twice, gives a reason and
/// never 0. Worked number: a start declared 10:07 ± 30 s and an end declared 15:40 ± 30 s make
/// 333 minutes [332, 334].
package struct DefinedMeasure: Sendable {
  /// Where the moments come from that both people and counts can give.
  package enum Basis: String, CaseIterable, Sendable {
    case declared, measured
  }

  /// Who gave an end.
  package enum Provenance: Hashable, Sendable {
    case counts
    case stamp(Milestone.Clock)

    /// `counts` or the name of the clock.
    package var name: String {
      switch self {
      case .counts: "counts"
      case .stamp(let clock): clock.rawValue
      }
    }
  }

  package struct End: Hashable, Sendable {
    package var kind: Milestone.Kind
    package var provenance: Provenance
    package var time: TimeEstimate
    package var evidence: String
  }

  package struct Length: Hashable, Sendable {
    package var span: TimeSpan
    /// Nil when the data leave this side open: "at most".
    package var shortest: TimeSpan?
    /// Nil when the data leave this side open: "at least".
    package var longest: TimeSpan?
  }

  package enum Reason: Hashable, Sendable {
    /// No stamp and no window gives these moments.
    case missing([DefinedMoment])
    /// No milestone can state these moments.
    case unrecorded([DefinedMoment])
    /// Both ends are one stamp, or of one tool (C12).
    case notIndependent
    /// Two stamps of people stand in the wrong order.
    case backwards
    /// No failed deployment is recorded.
    case notADeploymentFailure

    /// One line that begins with "not".
    package var text: String {
      switch self {
      case .missing(let moments): "not measured: no \(Reason.list(moments)) is known"
      case .unrecorded(let moments): "not measured: no milestone states the \(Reason.list(moments))"
      case .notIndependent: "not independently measured"
      case .backwards: "not measured: \(Measure.backwards)"
      case .notADeploymentFailure: "not a DORA failure: no failed deployment is recorded"
      }
    }

    private static func list(_ moments: [DefinedMoment]) -> String {
      moments.map(\.rawValue).joined(separator: " and no ")
    }
  }

  package enum Value: Hashable, Sendable {
    case measured(Length)
    case notMeasured(Reason)
  }

  package var definition: MeasureDefinition
  package var basis: Basis
  /// Nil for the incident as a whole: from its first onset to its last end.
  package var service: String?
  package var start: End?
  package var stop: End?
  package var value: Value
  /// Time inside windows, where both ends are measured ones; `value` is the span.
  package var union: Length?
  /// A remark such as `censored: at least this long`.
  package var note: String?

  package var id: String { definition.id }

  package var length: Length? {
    guard case .measured(let length) = value else { return nil }
    return length
  }

  package var reason: Reason? {
    guard case .notMeasured(let reason) = value else { return nil }
    return reason
  }
}
