// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Finds the signatures behind the token rows of one service.
///
/// One setting for all data. The result follows from the set of distinct rows alone: neither the
/// order of the lines nor how often each was met changes a template or an id.
package enum SignatureMiner {
  /// Signatures in the order of their templates' tokens, and the signature of each row.
  package struct Result: Sendable {
    package var signatures: [Signature]
    /// By the number of the row in the table.
    package var signatureOfRow: [Int]
  }

  /// Templates are merged slot by slot, then small ones are taken in by larger ones.
  ///
  /// Empty for a table without rows. Words that became stars for want of room, and refused lines,
  /// do depend on the order: see `TokenRowTable.refusedLines` and `starredWords`.
  ///
  /// - Complexity: O(rows · tokens · log) for at most six rounds.
  package static func mine(_ table: TokenRowTable, service: String) -> Result {
    guard table.count > 0 else { return Result(signatures: [], signatureOfRow: []) }
    let words = RankedWords(table.vocabulary)
    var merge = SlotMerge(words: words, rows: ranked(table, words))
    merge.run()
    let templates = merge.templates
    let target = TemplateAbsorption.targets(templates, weights: merge.weights, words: words)
    return result(table, service, merge, words, target)
  }

  private static func ranked(_ table: TokenRowTable, _ words: RankedWords) -> [[Int32]] {
    (0..<table.count).map { row in table.rows.row(row).map { words.rank[Int($0)] } }
  }

  private static func result(
    _ table: TokenRowTable, _ service: String, _ merge: SlotMerge, _ words: RankedWords,
    _ target: [Int]
  ) -> Result {
    let kept = target.indices.filter { target[$0] == $0 }.sorted {
      merge.templates[$0].lexicographicallyPrecedes(merge.templates[$1])
    }
    var signatures: [Signature] = []
    var position = [Int](repeating: 0, count: target.count)
    for template in kept {
      position[template] = signatures.count
      let bytes = words.text(merge.templates[template])
      signatures.append(
        Signature(
          id: SignatureID(service: service, template: bytes), service: service, template: bytes,
          lines: 0, rows: 0))
    }
    let signatureOfRow = merge.templateOfRow.map { position[target[$0]] }
    for (row, signature) in signatureOfRow.enumerated() {
      let (sum, overflow) = signatures[signature].lines.addingReportingOverflow(table.lines(row))
      signatures[signature].lines = overflow ? .max : sum
      signatures[signature].rows += 1
    }
    return Result(signatures: signatures, signatureOfRow: signatureOfRow)
  }
}
