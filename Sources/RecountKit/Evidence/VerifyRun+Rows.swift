// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountReport
import RecountStore

/// The rows of a case against those of the case that the logs give, told by hashes.
extension VerifyRun {
  /// Rows of the case that the logs do not give, told by hashes, where the logs are the same.
  static func rows(
    _ reader: CaseReader, _ path: String, _ findings: CaseFindings, _ fresh: CaseFindings
  ) throws(RecountError) -> [VerificationProblem] {
    let (kept, again) = try stage { () throws(StoreError) in
      (try reader.rowHashes(), try CaseReader(path: path).rowHashes())
    }
    let contents = Set(fresh.sources.map(\.contentHash))
    let isWhole = findings.sources.allSatisfy { contents.contains($0.contentHash) }
    struct Key: Hashable { var table: String, content: String }
    var known: [Key: RowHash] = [:]
    for hash in again { known[Key(table: hash.table, content: hash.contentHash)] = hash }
    var problems: [VerificationProblem] = []
    for hash in kept where hash.source.isEmpty ? isWhole : contents.contains(hash.contentHash) {
      let now = known.removeValue(forKey: Key(table: hash.table, content: hash.contentHash))
      guard now?.hash != hash.hash || now?.rows != hash.rows else { continue }
      problems.append(changed(hash, now?.rows ?? 0, findings))
    }
    let sources = Set(findings.sources.map(\.contentHash))
    for hash in known.values.sorted(by: { ($0.table, $0.source) < ($1.table, $1.source) })
    where hash.source.isEmpty ? isWhole : sources.contains(hash.contentHash) {
      problems.append(changed(hash, hash.rows, findings, kept: 0))
    }
    return problems
  }

  static func changed(
    _ hash: RowHash, _ now: Int64, _ findings: CaseFindings, kept: Int64? = nil
  ) -> VerificationProblem {
    let rows = kept ?? hash.rows
    let source = findings.sources.first { $0.contentHash == hash.contentHash }
    let figures =
      if let source { figures(of: source.service, findings) } else {
        findings.windows.filter { $0.unit == .step }.flatMap { window in
          findings.figures.map(\.id).filter { $0.hasPrefix(window.figure + ".") }
        }
      }
    return VerificationProblem(
      subject: "\(hash.table)\(source.map { " of " + $0.path } ?? "") in the case",
      sentence: rows == now
        ? "A row is not what the logs give." : "There are \(rows) rows; the logs give \(now).",
      figures: figures)
  }
}
