// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
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
    let writer = try stage { () throws(StoreError) in try CaseWriter(path: casePath) }
    if let text = folder.incidentText {
      try stage { () throws(StoreError) in try writer.keep(text, as: IncidentFile.name) }
    }
    var known = IngestSummary()
    var plans: [InputPlan] = []
    for (index, plan) in folder.plans.enumerated() {
      if try isKnown(plan, to: writer) {
        known.alreadyKnown += 1
        progress(.known(index: index, of: folder.plans.count, name: plan.name))
      } else {
        plans.append(plan)
      }
    }
    try probe(&plans, options: options)
    let unknown = plans.filter { $0.detected == nil }
    for plan in unknown {
      if plan.storedBytes == 0 {
        known.empty.append(plan.name)
      } else {
        known.unknown.append(plan.name)
      }
    }
    if unknown.count == plans.count, known.alreadyKnown == 0 { throw NoEvents.error(known) }
    plans.removeAll { $0.detected == nil }
    try order(&plans, options: options)
    let pipeline = IngestPipeline(
      plans, into: writer, options: options, isInterrupted: isInterrupted, progress: progress)
    var summary = try pipeline.run()
    summary.alreadyKnown += known.alreadyKnown
    summary.unknown += known.unknown
    summary.empty += known.empty
    if summary.events == 0, summary.alreadyKnown == 0 { throw NoEvents.error(summary) }
    return summary
  }

  /// Whether the very file is in the case, told by its stored bytes.
  private static func isKnown(_ plan: InputPlan, to writer: CaseWriter) throws(RecountError) -> Bool
  {
    let isEmpty = try stage { () throws(StoreError) in try writer.isEmpty() }
    guard plan.path != "-", !isEmpty else { return false }
    let hash = try stage { () throws(InputError) in try FileSource(path: plan.path).finishHash() }
    return try stage { () throws(StoreError) in try writer.hasFile(hash: hash) }
  }

  private static func probe(
    _ plans: inout [InputPlan], options: IngestOptions
  ) throws(RecountError) {
    for index in plans.indices {
      // Standard input can be read once only: it is detected when it is parsed.
      guard plans[index].path != "-" else {
        plans[index].detected = plans[index].format ?? .combined
        continue
      }
      try stage { () throws(InputError) in
        try InputProbe.probe(&plans[index], limits: options.limits)
      }
    }
  }

  /// First event, then the content; inputs without an event come last.
  ///
  /// Only inputs that begin alike have to be read to their end to be told apart.
  private static func order(
    _ plans: inout [InputPlan], options: IngestOptions
  ) throws(RecountError) {
    func key(_ plan: InputPlan) -> (Int64, String) {
      (plan.firstEvent?.microseconds ?? .max, plan.headHash)
    }
    plans.sort { key($0) < key($1) }
    var start = 0
    while start < plans.count {
      var end = start + 1
      while end < plans.count, key(plans[end]) == key(plans[start]) { end += 1 }
      if end - start > 1 {
        var hashed: [(String, InputPlan)] = []
        for plan in plans[start..<end] {
          let hash = try stage { () throws(InputError) in
            plan.path == "-" ? "" : try FileSource(path: plan.path).finishHash()
          }
          hashed.append((hash, plan))
        }
        hashed.sort { ($0.0, $0.1.name) < ($1.0, $1.1.name) }
        plans.replaceSubrange(start..<end, with: hashed.map(\.1))
      }
      start = end
    }
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
