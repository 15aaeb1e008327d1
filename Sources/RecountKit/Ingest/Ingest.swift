// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountInput
import RecountModel
import RecountStore

/// Reads logs into a case file.
package enum Ingest {
  /// Stores what is not in the case yet.
  ///
  /// Inputs are committed in the order of their first event, so the case does not depend on the
  /// order in which they were named.
  ///
  /// - Throws: When nothing could be stored: no input, no known format, no event, or a failure of
  ///   reading or writing. What was committed before stays.
  package static func run(
    _ folder: CaseFolder, into casePath: String, options: IngestOptions,
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping (IngestProgress) -> Void = { _ in }
  ) throws(RecountError) -> IngestSummary {
    let isNew = !FileManager.default.fileExists(atPath: casePath)
    do {
      return try store(
        folder, into: casePath, options: options, isInterrupted: isInterrupted, progress: progress)
    } catch {
      // A case that this run made and put nothing into is of no use to anybody.
      if isNew, error.exit != .interrupted, isEmpty(casePath) {
        try? FileManager.default.removeItem(atPath: casePath)
      }
      throw error
    }
  }

  private static func store(
    _ folder: CaseFolder, into casePath: String, options: IngestOptions,
    isInterrupted: @escaping @Sendable () -> Bool, progress: @escaping (IngestProgress) -> Void
  ) throws(RecountError) -> IngestSummary {
    let writer = try stage { () throws(StoreError) in
      let writer = try CaseWriter(path: casePath, routesPerService: options.maxRoutes)
      try writer.admit(options.givenRoutes)
      return writer
    }
    if let text = folder.incidentText {
      try stage { () throws(StoreError) in try writer.keep(text, as: IncidentFile.name) }
    }
    var known = IngestSummary()
    let plans = try IngestPlanner(
      writer, options: options, stated: folder.incident.firstClaim
    ).plan(folder.plans, &known, progress: progress)
    if plans.isEmpty, known.alreadyKnown == 0 {
      throw known.failures.first ?? NoEvents.error(known)
    }
    let pipeline = IngestPipeline(
      plans, into: writer, options: options, isInterrupted: isInterrupted, progress: progress)
    var summary = known
    summary += try pipeline.run()
    if summary.events == 0, summary.alreadyKnown == 0 {
      throw summary.failures.first ?? NoEvents.error(summary)
    }
    summary.incomplete += summary.failures.map { "left out: \($0.sentence)" }
    return summary
  }

  private static func isEmpty(_ casePath: String) -> Bool {
    guard let reader = try? CaseReader(path: casePath), let sources = try? reader.sources() else {
      return false
    }
    return sources.isEmpty
  }
}

/// Runs one stage and turns its error into the one that leaves the library.
func stage<Value>(_ body: () throws(StoreError) -> Value) throws(RecountError) -> Value {
  do throws(StoreError) { return try body() } catch { throw RecountError(error) }
}

func stage<Value>(_ body: () throws(InputError) -> Value) throws(RecountError) -> Value {
  do throws(InputError) { return try body() } catch { throw RecountError(error) }
}
