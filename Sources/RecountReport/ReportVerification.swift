// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Something that a report or a case says and that does not come out again.
package struct VerificationProblem: Hashable, Sendable {
  /// What it is about: a figure, a source, a block of the report.
  package var subject: String
  /// One sentence with what was found and what should be.
  package var sentence: String
  /// The figures that it concerns, by name.
  package var figures: [String]

  package init(subject: String, sentence: String, figures: [String] = []) {
    self.subject = subject
    self.sentence = sentence
    self.figures = figures
  }
}

/// Compares a report with the documents that the findings give now.
package enum ReportVerification {
  /// Lines of one block that are told.
  private static let mostLines = 5

  /// What differs in the computed blocks of `report`, line by line.
  ///
  /// What people wrote around the blocks is theirs. A report without blocks is one problem.
  package static func problems(
    in report: String, of findings: CaseFindings, version: String, variant: ReportVariant = .full
  ) throws -> [VerificationProblem] {
    let renderer = ReportRenderer(findings, version: version, variant: variant)
    let fresh = try renderer.files().first?.text ?? ""
    guard let old = try? ReportPiece.pieces(of: report), old.contains(where: { $0.name != nil })
    else {
      return [
        VerificationProblem(
          subject: "report", sentence: "It holds no blocks that Recount wrote, or broken ones.")
      ]
    }
    var expected: [String: String] = [:]
    for piece in try ReportPiece.pieces(of: fresh) {
      if let name = piece.name { expected[name] = piece.text }
    }
    let own = old.filter { $0.name != nil }
    let omitted = ReportDocument.omitted(in: old)
    let missing = expected.keys.filter { name in
      !omitted.contains(name) && !own.contains { $0.name == name }
    }.sorted()
    return own.flatMap { piece in
      compare(
        LineEnds.plain(piece.text), with: expected[piece.name ?? ""], piece.name ?? "", findings)
    }
      + missing.map {
        VerificationProblem(subject: "block \($0)", sentence: "It is not in the report.")
      }
  }

  private static func compare(
    _ found: String, with expected: String?, _ name: String, _ findings: CaseFindings
  ) -> [VerificationProblem] {
    guard let expected else {
      return [
        VerificationProblem(subject: "block \(name)", sentence: "The case gives no such block.")
      ]
    }
    guard found != expected else { return [] }
    let (left, right) = (LineEnds.lines(found), LineEnds.lines(expected))
    var problems: [VerificationProblem] = []
    for index in 0..<max(left.count, right.count) where problems.count < mostLines {
      let says = index < left.count ? LineEnds.content(left[index]) : "nothing"
      let gives = index < right.count ? LineEnds.content(right[index]) : "nothing"
      guard says != gives else { continue }
      problems.append(
        VerificationProblem(
          subject: "block \(name), line \(index + 1)",
          sentence: "The report says `\(says.prefix(160))`; the logs give `\(gives.prefix(160))`.",
          figures: figures(in: gives, notIn: says, findings.figures)))
    }
    return problems
  }

  /// The figures whose number stands in one line and not in the other.
  private static func figures(
    in line: String, notIn other: String, _ figures: [Figure]
  ) -> [String] {
    let named = figures.filter { line.contains($0.id) }
    let concerned = figures.filter { figure in
      FigureText.forms(figure).contains { line.contains($0) && !other.contains($0) }
    }
    let service = concerned.filter { figure in
      figure.id.split(separator: ".").dropFirst().first.map { line.contains($0) } ?? false
    }
    return (named.isEmpty ? (service.isEmpty ? concerned : service) : named).map(\.id)
  }
}
