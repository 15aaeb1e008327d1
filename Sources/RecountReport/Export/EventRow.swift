// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Rows of requests and of build steps in one table: the columns of both views, each name once.
package struct EventRow: Sendable {
  /// `kind`, then the columns of requests, then those that steps alone have.
  package let columns: [String]
  /// Where the columns of each view stand in a row.
  private let places: [EventUnit: [Int]]
  private let names: [EventUnit: [String: Int]]

  package init(requests: [String], steps: [String]) {
    let all = ["kind"] + requests + steps.filter { !requests.contains($0) }
    columns = all
    let byName = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1, $0) })
    places = [.request: requests, .step: steps].mapValues { $0.map { byName[$0] ?? 0 } }
    names = [.request: requests, .step: steps].mapValues { columns in
      Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
    }
  }

  /// A row of a view, its values in the order of the view, as a row of the table.
  package func cells(_ unit: EventUnit, _ values: [ExportValue]) -> [ExportValue] {
    var cells = [ExportValue](repeating: .absent, count: columns.count)
    cells[0] = .text(unit.name)
    for (place, value) in zip(places[unit] ?? [], values) { cells[place] = value }
    return cells
  }

  // MARK: - Timesketch

  /// What stands before a row in Timesketch; nil for a step of which nobody knows when it was.
  package func timesketch(_ unit: EventUnit, _ values: [ExportValue]) -> [ExportValue]? {
    func value(_ name: String) -> ExportValue {
      names[unit]?[name].map { values[$0] } ?? .absent
    }
    func text(_ name: String) -> String? {
      switch value(name) {
      case .text(let text): text
      case .integer(let number): "\(number)"
      case .absent, .number: nil
      }
    }
    guard case .integer(let end) = value("end_us") else { return nil }
    var words: [String?]
    if unit == .request {
      let query = text("query").map { "?" + $0 } ?? ""
      words = [text("method"), (text("path") ?? "") + query, text("status"), text("outcome")]
    } else {
      words = [text("name") ?? text("job"), text("outcome")]
    }
    let reason = text(unit == .request ? "cause" : "failure_class")
    words.append(reason.map { "(\($0))" })
    let message = words.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
    return TimesketchRow.cells(
      "\(text("service") ?? "unknown service"): \(message)", at: Timestamp(microseconds: end),
      unit == .request ? "Request ended" : "Step ended")
  }
}
