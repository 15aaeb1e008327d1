// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A kind of failure line, and how often it was written in a window and in its base.
package struct SignatureFinding: Sendable {
  /// `new`, `surged`, `gone`, `steady`, or `unseen` where the base tells nothing.
  package var verdict: String
  /// Sixteen hexadecimal digits; the same wherever the same lines were read.
  package var id: String
  /// Tokens with one space between; `*` is what changes.
  package var template: String
  package var windowLines: Int64
  package var baseLines: Int64
  /// Lines that the rate of the base gives for the window.
  package var expected: Double
  /// Share of the excess failures of the window, 0 to 1; nil where it was refused.
  package var shareOfExcess: Estimate?
  package var first: Timestamp
  package var last: Timestamp
  /// The first line of the window, else of the base, raw, with its place.
  package var excerpt: String
  package var place: String
  package var refusal: Refusal.Reason?

  package init(
    verdict: String, id: String, template: String, windowLines: Int64, baseLines: Int64,
    expected: Double, shareOfExcess: Estimate?, first: Timestamp, last: Timestamp,
    excerpt: String, place: String, refusal: Refusal.Reason?
  ) {
    self.verdict = verdict
    self.id = id
    self.template = template
    self.windowLines = windowLines
    self.baseLines = baseLines
    self.expected = expected
    self.shareOfExcess = shareOfExcess
    self.first = first
    self.last = last
    self.excerpt = excerpt
    self.place = place
    self.refusal = refusal
  }
}

/// The signatures of one window, findings first, then by what they carry of the excess.
package struct WindowSignatures: Sendable {
  package var figure: String
  package var service: String
  package var signatures: [SignatureFinding]
  /// Lines without room for a row of their own: with any, ids depend on the order of the lines.
  package var refusedLines: Int64

  package init(
    figure: String, service: String, signatures: [SignatureFinding], refusedLines: Int64
  ) {
    self.figure = figure
    self.service = service
    self.signatures = signatures
    self.refusedLines = refusedLines
  }
}
