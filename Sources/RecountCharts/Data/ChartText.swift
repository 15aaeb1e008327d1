// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The words of a chart that its data cannot give.
///
/// Text may come from a log: every writer here escapes and shortens it.
package struct ChartText: Hashable, Sendable {
  /// What is shown, as the heading and the SVG's `<title>`.
  package var title: String
  /// The finding in one sentence, printed below the heading.
  package var finding: String
  /// What a reader who cannot see the chart is told: the SVG's `<desc>`.
  package var alt: String

  /// Without `alt` the finding takes its place, so that caption and description say the same.
  package init(title: String, finding: String, alt: String? = nil) {
    self.title = title
    self.finding = finding
    self.alt = alt ?? finding
  }
}
