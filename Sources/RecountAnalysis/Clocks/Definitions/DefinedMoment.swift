// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A moment that published definitions start or stop at; the raw value is the word for tables.
package enum DefinedMoment: String, CaseIterable, Sendable {
  case impactStart = "start of impact"
  case firstAlert = "first alert"
  case detection
  /// Work begins: the acknowledgement.
  case workStart = "start of work"
  /// Somebody declares an incident; milestones have no kind for it.
  case declaration = "declaration of the incident"
  /// Impact is no longer severe.
  case mitigation
  case impactEnd = "end of impact"
  /// The incident's status is set to resolved, whatever the impact does.
  case closure = "resolved status"
  /// It cannot happen again; milestones have no kind for it.
  case prevention = "fix against recurrence"
  case firstPost = "first post of the page"
  case pageResolution = "resolution on the page"
  case failedDeployment = "failed deployment"

  /// Whether no milestone can state it, so that nothing is taken for it.
  var isUnrecorded: Bool { self == .declaration || self == .prevention }

  /// Whether the counts can give it as well as people.
  var isMeasurable: Bool { [.impactStart, .mitigation, .impactEnd].contains(self) }
}
