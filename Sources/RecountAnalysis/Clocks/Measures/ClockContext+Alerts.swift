// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension ClockContext {
  /// How long before its service's onset an alert still speaks of the same impact.
  private static let alertReach = TimeSpan.minutes(30)

  private var alerts: [Milestone] {
    declarations.milestones.filter {
      [.alerted, .detected].contains($0.kind) && [.telemetry, .pager].contains($0.clock)
    }
  }

  /// The first alert that can speak of this incident, from telemetry or the pager.
  ///
  /// An alert may come before the counts show anything, on the service that then fails; one on a
  /// service without impact counts from the onset of the incident on.
  var firstAlert: Milestone? { firstAlert(of: nil) }

  /// The same for one service: alerts on it or on none, around its own windows.
  func firstAlert(of service: String?) -> Milestone? {
    let alerts = alerts.filter { service == nil || $0.service == nil || $0.service == service }
    let windows = impact.windows(of: service)
    let starts = windows.map(\.onset.earliest)
    let ends = windows.map(\.end.latest)
    guard let start = starts.min(), let end = ends.max() else { return alerts.first }
    return alerts.first { alert in
      guard alert.earliest <= end else { return false }
      let own = impact.windows(of: alert.service).map(\.onset.earliest).min()
      guard let own else { return alert.latest >= start }
      return alert.latest >= own - ClockContext.alertReach
    }
  }

  var alertAbsence: String {
    alerts.isEmpty
      ? "no alert or detection by telemetry or pager is recorded"
      : "no alert or detection by telemetry or pager lies in the incident"
  }

  // MARK: - Coverage

  /// Whether the logs begin after the onset that is declared: the measured one may be older.
  var logsStartAfterDeclaredOnset: Bool {
    guard let coverage = input.coverage, let onset = declarations.declared(.onset) else {
      return false
    }
    return coverage.start > onset.latest
  }

  /// Whether the logs stop before the end that the report declares: impact may have gone on.
  var logsEndBeforeDeclaredEnd: Bool {
    guard let coverage = input.coverage, let close = declarations.close(.report) else {
      return false
    }
    return coverage.end < close.earliest
  }
}
