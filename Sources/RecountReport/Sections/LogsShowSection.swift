// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// What the logs show of several services together: who broke first, where it may have begun, and
/// which kinds of lines are new.
///
/// Nothing here is a cause: one service precedes another, moves with it, or is a candidate.
struct LogsShowSection {
  /// Signatures of a window that are shown.
  static let maxSignatures = 8

  let findings: CaseFindings
  /// The charts of the section as figures.
  var figures: [String] = []

  /// Nil when there is nothing to say.
  var markdown: String? {
    guard let correlation = findings.correlation, correlation.origin != nil else { return nil }
    let parts =
      [origin(correlation)] + figures + [order(correlation)]
      + (findings.signatures ?? []).map(table)
    let text = parts.filter { !$0.isEmpty }.joined(separator: "\n")
    return text.isEmpty ? nil : text
  }

  // MARK: - Origin

  private func origin(_ correlation: Correlation) -> String {
    guard let origin = correlation.origin, !origin.candidates.isEmpty else { return "" }
    let rows = origin.candidates.prefix(10).map { candidate in
      [
        Markdown.codeCell(candidate.service), candidate.grade.rawValue,
        candidate.share.map(share) ?? "—", Decimal.groupedText(candidate.excess),
        candidate.local.map { Decimal.groupedText($0) } ?? "—",
        Markdown.cell(CorrelationTable.order(candidate.standing)),
      ]
    }
    let table = MarkdownTable(
      [
        .init("Service"), .init("Grade"), .init("Share of the scores", .right),
        .init("Above the baseline", .right), .init("Not from its callees", .right),
        .init("Broke"),
      ], rows: Array(rows))
    return headline(origin) + "\n" + table.text + grades(correlation)
  }

  private func headline(_ origin: OriginFindings) -> String {
    guard let first = origin.candidates.first, first.grade != .ungraded else {
      return "No service stands out as a candidate origin.\n"
    }
    let share = first.share.map { ": \(self.share($0)) of the scores" } ?? ""
    return "Candidate origin: \(Markdown.code(first.service)), grade "
      + "\(first.grade.rawValue)\(share).\n"
  }

  /// What the grades stand for, and what was refused.
  private func grades(_ correlation: Correlation) -> String {
    var text =
      "\nA: calls and order agree; B: one of the two; C: moves with others, no direction.\n"
    let origin = correlation.origin
    if let origin, !origin.commonDependency.isEmpty {
      let services = origin.commonDependency.map { Markdown.code($0) }.joined(separator: ", ")
      text += "\nPossible unlogged common dependency of \(services).\n"
    }
    for refusal in origin?.refusals ?? [] {
      text +=
        "\nRefused: \(Markdown.code(refusal.reason.rawValue)). \(Markdown.cell(refusal.explanation))\n"
    }
    return text
  }

  // MARK: - Order

  private func order(_ correlation: Correlation) -> String {
    guard !correlation.orders.isEmpty else { return "" }
    var followers: [String: [LeadClaim]] = [:]
    for case .leads(let claim) in correlation.orders {
      followers[claim.follower, default: []].append(claim)
    }
    var lines = followers.sorted { $0.key < $1.key }.prefix(12).map { follower, claims in
      let leaders = claims.sorted { ($1.lag, $0.leader) < ($0.lag, $1.leader) }.map { claim in
        "\(Markdown.code(claim.leader)) by \(ReportNumber.minutes(claim.lag)) \(interval(claim))"
      }
      let shown = leaders.prefix(3).joined(separator: ", ")
      let more = leaders.count > 3 ? " and \(leaders.count - 3) more" : ""
      return "- \(Markdown.code(follower)) is preceded by \(shown)\(more).\n"
    }
    let open = correlation.orders.count { $0.leader == nil }
    if open > 0 {
      lines.append("- \(open) of \(correlation.orders.count) pairs cannot be ordered.\n")
    }
    for pair in (correlation.coMovement?.findings ?? []).prefix(5) {
      lines.append(moves(pair))
    }
    return lines.joined()
  }

  private func interval(_ claim: LeadClaim) -> String {
    let low = ReportNumber.minuteCount(claim.shortest)
    return "\\[\(low), \(ReportNumber.minuteCount(claim.longest))\\]"
  }

  private func moves(_ pair: CoMovement) -> String {
    let names = pair.services.map { Markdown.code($0) }.joined(separator: " moves with ")
    let value = Decimal.text(pair.correlation.value, decimals: 2)
    return "- \(names) (rank correlation \(value) of their failures beside the baseline).\n"
  }

  // MARK: - Signatures

  private func table(_ window: WindowSignatures) -> String {
    let shown = window.signatures.filter { $0.verdict != SignatureNovelty.Verdict.steady.rawValue }
      .prefix(LogsShowSection.maxSignatures)
    guard !shown.isEmpty else { return "" }
    let table = MarkdownTable(
      [
        .init("Kind of line"), .init("Is"), .init("Lines", .right), .init("Expected", .right),
        .init("Share of the excess", .right), .init("First (UTC)"),
      ], rows: shown.map(row))
    let lines = shown.prefix(3).map { signature in
      "- \(Markdown.code(String(signature.excerpt.prefix(160)))) in \(Markdown.code(signature.place))\n"
    }
    let rest = window.signatures.count - shown.count
    let more =
      rest > 0 ? "\n\(rest) more: \(Markdown.code("recount signatures \(window.figure)"))\n" : ""
    return "Kinds of lines that failed steps wrote in \(Markdown.code(window.figure)):\n\n"
      + table.text + "\nOne raw line of the first:\n\n" + lines.joined() + more
  }

  private func row(_ signature: SignatureFinding) -> [String] {
    let verdict = signature.refusal == nil ? signature.verdict.uppercased() : signature.verdict
    return [
      Markdown.codeCell(signature.template), verdict, ReportNumber.count(signature.windowLines),
      Decimal.text(signature.expected, decimals: 1),
      signature.shareOfExcess.map(share) ?? "—", signature.first.minuteText,
    ]
  }

  private func share(_ share: Estimate) -> String {
    Markdown.cell(CorrelationTable.share(share))
  }
}
