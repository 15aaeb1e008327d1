// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountReport
import RecountStore

/// Hands a case over to other programs.
package enum ExportRun {
  /// Writes the export; `isInterrupted` is asked now and then, and ends the run without a file.
  ///
  /// Memory does not grow with the events of the case.
  ///
  /// - Throws: When the case has no such service, and when the output cannot be written: a file under
  ///   the final name is always whole.
  package static func run(
    _ request: ExportRequest, isInterrupted: @escaping () -> Bool = { false }
  ) throws(RecountError) -> ExportSummary {
    if request.format == .sqlite {
      return try DatabaseExport.write(request, isInterrupted: isInterrupted)
    }
    // Computed before a file is made: most that can go wrong goes wrong here.
    switch request.content ?? .events {
    case .events:
      let reader = try stage { () throws(StoreError) in try CaseReader(path: request.casePath) }
      try checkService(request.filter.service, reader)
      return try writing(request, isInterrupted) { output throws(RecountError) in
        request.format == .openmetrics
          ? try counts(request, reader, output) : try events(request, reader, output)
      }
    case .findings:
      let findings = try CaseAnalysis.findings(casePath: request.casePath)
      return try writing(request, isInterrupted) { output throws(RecountError) in
        try write(Finding.all(findings), request, output)
      }
    case .timeline:
      let findings = try TimelineAnalysis.findings(casePath: request.casePath)
      let all = Timeline.entries(findings)
      try checkService(request.filter.service, among: all.compactMap(\.service))
      let entries = all.filter { request.filter.takes($0.time, service: $0.service) }
      return try writing(request, isInterrupted) { output throws(RecountError) in
        try write(entries, request, output)
      }
    }
  }

  private static func writing(
    _ request: ExportRequest, _ isInterrupted: @escaping () -> Bool,
    _ body: (ExportOutput) throws(RecountError) -> ExportSummary
  ) throws(RecountError) -> ExportSummary {
    let output = try ExportOutput(
      path: request.path, casePath: request.casePath, isInterrupted: isInterrupted)
    let summary = try body(output)
    try output.finish()
    return summary
  }

  /// The form in which rows of `columns` are written.
  static func table(_ columns: [String], _ request: ExportRequest) -> any ExportTable {
    ExportRequest.isCSV(request.format, request.path)
      ? CSVTable(columns, isSpreadsheetSafe: request.isSpreadsheetSafe)
      : JSONLinesTable(columns)
  }

  // MARK: - Services

  static func checkService(_ name: String?, _ reader: CaseReader) throws(RecountError) {
    guard name != nil else { return }
    try checkService(name, among: stage { () throws(StoreError) in try reader.services() })
  }

  private static func checkService(
    _ name: String?, among services: [String]
  ) throws(RecountError) {
    guard let name, !services.contains(name) else { return }
    let known = Set(services).sorted()
    let near = Spelling.nearest(to: name, in: known).map { "--service \($0)" }
    throw RecountError(
      .failed, "the case has nothing of a service `\(name)`",
      cause: known.isEmpty ? nil : "it has \(known.joined(separator: ", "))", try: near)
  }

  // MARK: - Findings

  private static func write(
    _ findings: [Finding], _ request: ExportRequest, _ output: ExportOutput
  ) throws(RecountError) -> ExportSummary {
    if request.format == .jsonl {
      for finding in findings { try output.write(finding.line) }
    } else {
      var table = table(Finding.columns, request)
      try output.write(table.header())
      for finding in findings { try output.write(table.row(finding.cells)) }
    }
    return ExportSummary(remarks: ["\(findings.count) findings"])
  }

  private static func write(
    _ entries: [TimelineEntry], _ request: ExportRequest, _ output: ExportOutput
  ) throws(RecountError) -> ExportSummary {
    let isTimesketch = request.format == .timesketch
    let columns = (isTimesketch ? TimesketchRow.columns : []) + TimelineRow.columns
    var table = table(columns, request)
    try output.write(table.header())
    for entry in entries {
      let lead = isTimesketch ? TimelineRow.timesketch(entry) : []
      try output.write(table.row(lead + TimelineRow.cells(entry)))
    }
    return ExportSummary(remarks: ["\(entries.count) moments"])
  }
}
