// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountReport
import RecountStore

extension ExportRun {
  /// Requests, then steps, each in the order in which they are stored.
  static func events(
    _ request: ExportRequest, _ reader: CaseReader, _ output: ExportOutput
  ) throws(RecountError) -> ExportSummary {
    let rows = try stage { () throws(StoreError) in
      EventRow(
        requests: try reader.columns(of: .requests), steps: try reader.columns(of: .steps))
    }
    let isTimesketch = request.format == .timesketch
    var table = table((isTimesketch ? TimesketchRow.columns : []) + rows.columns, request)
    try output.write(table.header())
    var written: [EventUnit: Int64] = [:]
    var untimed: Int64 = 0
    for view in EventView.allCases {
      let unit = view.unit
      var failure: RecountError?
      try stage { () throws(StoreError) in
        try reader.events(view, request.filter) { values in
          let values = values.map(cell)
          var lead: [ExportValue] = []
          if isTimesketch {
            guard let cells = rows.timesketch(unit, values) else {
              untimed += 1
              return true
            }
            lead = cells
          }
          written[unit, default: 0] += 1
          do throws(RecountError) {
            try output.write(table.row(lead + rows.cells(unit, values)))
            return true
          } catch {
            failure = error
            return false
          }
        }
      }
      if let failure { throw failure }
    }
    var summary = ExportSummary(remarks: [
      EventView.allCases.map { "\(written[$0.unit] ?? 0) \($0.rawValue)" }.joined(separator: ", ")
    ])
    if untimed > 0 {
      summary.remarks.append("\(untimed) steps have no time and were left out")
    }
    return summary
  }

  /// The counts per minute.
  static func counts(
    _ request: ExportRequest, _ reader: CaseReader, _ output: ExportOutput
  ) throws(RecountError) -> ExportSummary {
    var text = OpenMetricsText()
    var counted: [EventUnit: Int64] = [:]
    var lines = 0
    var failure: RecountError?
    try stage { () throws(StoreError) in
      try reader.outcomes(request.filter) { series in
        lines += series.lines.count
        counted[series.unit, default: 0] += series.lines.reduce(0) { sum, line in
          sum + line.counts.reduce(0, +)
        }
        do throws(RecountError) {
          try output.write(text.text(series))
          return true
        } catch {
          failure = error
          return false
        }
      }
    }
    if let failure { throw failure }
    try output.write(OpenMetricsText.end)
    let counts = EventUnit.allCases.compactMap { unit in
      counted[unit].map { "\($0) \(unit.noun($0))" }
    }
    return ExportSummary(remarks: [
      (counts.isEmpty ? ["no events"] : counts).joined(separator: ", ") + " in \(lines) series"
    ])
  }

  private static func cell(_ value: QueryValue) -> ExportValue {
    switch value {
    case .null, .blob: .absent
    case .integer(let number): .integer(number)
    case .real(let number): .number(number)
    case .text(let text): .text(text)
    }
  }
}
