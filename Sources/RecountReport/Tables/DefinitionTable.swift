// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis
import RecountModel

/// Lengths of time under the names of those who defined them, as `clocks --definition` prints them.
package enum DefinitionTable {
  /// Measures whose id is `name` or begins with it and a point; all for `all`.
  package static func chosen(_ name: String, of measures: [DefinedMeasure]) -> [DefinedMeasure] {
    guard name != "all" else { return measures }
    return measures.filter { $0.id == name || $0.id.hasPrefix(name + ".") }
  }

  package static func table(_ measures: [DefinedMeasure]) -> TextTable {
    var table = TextTable([
      .init("definition"), .init("publisher"), .init("is"), .init("basis"), .init("service"),
      .init("minutes", .right), .init("from"), .init("to"), .init("remark"),
    ])
    for measure in measures {
      table.rows.append([
        measure.id, measure.definition.publisher, measure.definition.name,
        measure.basis.rawValue, measure.service ?? "", minutes(measure), end(measure.start),
        end(measure.stop), remark(measure),
      ])
    }
    return table
  }

  private static func minutes(_ measure: DefinedMeasure) -> String {
    guard let length = measure.length else { return "—" }
    let low = length.shortest.map { ReportNumber.minuteCount($0) } ?? "…"
    let high = length.longest.map { ReportNumber.minuteCount($0) } ?? "…"
    return "\(ReportNumber.minuteCount(length.span)) [\(low), \(high)]"
  }

  private static func end(_ end: DefinedMeasure.End?) -> String {
    guard let end else { return "" }
    return "\(end.kind.rawValue) (\(end.provenance.name)) \(end.time.time.minuteText)"
  }

  private static func remark(_ measure: DefinedMeasure) -> String {
    let union = measure.union.map { "union \(ReportNumber.minuteCount($0.span)) min" }
    return [measure.reason?.text, measure.note, union, measure.definition.remark]
      .compactMap(\.self).joined(separator: "; ")
  }
}
