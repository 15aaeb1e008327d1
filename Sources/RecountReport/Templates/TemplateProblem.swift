// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Why a template cannot be the outline of a report.
package struct TemplateProblem: Error, Equatable, Sendable {
  /// Counted from 1.
  package var line: Int
  /// One sentence without a full stop.
  package var reason: String
  /// The name that no section has, when that is the reason.
  package var unknownName: String?

  init(line: Int, _ reason: String, unknownName: String? = nil) {
    self.line = line
    self.reason = reason
    self.unknownName = unknownName
  }
}
