// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis
package import RecountModel

/// What alert rules would have done on the minutes of one service.
package struct ServiceAlerts: Sendable {
  package var service: String
  package var unit: EventUnit
  package var report: AlertReport

  package init(service: String, unit: EventUnit, report: AlertReport) {
    self.service = service
    self.unit = unit
    self.report = report
  }
}
