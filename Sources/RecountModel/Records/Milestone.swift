// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A moment of the incident that people or alerting recorded.
package struct Milestone: Hashable, Sendable {
  /// What the moment was; the raw value is the word in the case file, `incident.yml` and JSON.
  package enum Kind: String, CaseIterable, Sendable {
    case onset, alerted, detected, acknowledged, posted
    case recoveryStarted = "recovery_started"
    case mitigated, resolved, ended, deployed, note
  }

  /// Who kept the time.
  package enum Clock: String, CaseIterable, Sendable {
    case telemetry, pager, chat, page, report
  }

  package var kind: Kind
  package var time: Timestamp
  /// Half the width of the interval the stamp stands for: a time given to the minute is ±30 s.
  package var plusMinus: TimeSpan
  /// Nil when the record speaks of the whole incident.
  package var service: String?
  package var clock: Clock
  package var text: String
  /// Where it is written: `SOURCE:LINE` or a claim of `incident.yml`.
  package var evidence: String
  /// Position in its record, which orders milestones with one stamp.
  package var position: Int

  package init(
    kind: Kind, time: Timestamp, plusMinus: TimeSpan, service: String? = nil, clock: Clock,
    text: String, evidence: String, position: Int = 0
  ) {
    self.kind = kind
    self.time = time
    self.plusMinus = plusMinus
    self.service = service
    self.clock = clock
    self.text = text
    self.evidence = evidence
    self.position = position
  }

  package var earliest: Timestamp { time - plusMinus }
  package var latest: Timestamp { time + plusMinus }
}
