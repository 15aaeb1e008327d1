// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
import RecountModel

/// Inserts and merges build steps and jobs.
///
/// A step has one row however many records and logs describe it. Its record decides outcome, times
/// and names; its log adds the reason: class, rule, lines and excerpt.
final class StepInsert {
  private let insertStep: RawStatement
  private let insertJob: RawStatement
  private let find: RawStatement
  private let details: StepDetailInsert
  private let names: Names

  /// The dictionaries of the columns that hold names.
  private struct Names {
    let provider: CaseDictionary
    let repository: CaseDictionary
    let pipeline: CaseDictionary
    let step: CaseDictionary
    let rule: CaseDictionary
    let image: CaseDictionary
    let runner: CaseDictionary

    init(_ all: [String: CaseDictionary]) throws {
      func dictionary(_ column: String) throws -> CaseDictionary {
        if let found = all[column] { return found }
        throw StoreError(.database("there is no dictionary of \(column)"), path: "")
      }
      provider = try dictionary("provider")
      repository = try dictionary("repository")
      pipeline = try dictionary("pipeline")
      step = try dictionary("step_name")
      rule = try dictionary("rule")
      image = try dictionary("image")
      runner = try dictionary("runner")
    }
  }

  init(_ database: Database, dictionaries: [String: CaseDictionary]) throws {
    names = try Names(dictionaries)
    insertStep = try RawStatement(database, StepInsert.stepText)
    insertJob = try RawStatement(database, StepInsert.jobText)
    find = try RawStatement(database, "SELECT id FROM step WHERE identity = ?")
    details = try StepDetailInsert(database)
  }

  func append(_ step: BuildStep, source: Int64, service: Int64) throws {
    let isRecord = step.origin == .record
    bind(identityOf: step.key, to: insertStep)
    insertStep.bind(2, try number(names.provider, step.key.provider))
    insertStep.bind(3, try number(names.repository, step.repository))
    insertStep.bind(4, try number(names.pipeline, step.pipeline))
    insertStep.bind(5, text: step.key.run)
    insertStep.bind(6, text: step.key.job)
    insertStep.bind(7, Int64(step.key.attempt))
    insertStep.bind(8, Int64(step.key.number))
    insertStep.bind(9, step.key.isCounted ? 1 : 0)
    insertStep.bind(10, try number(names.step, step.name))
    insertStep.bind(11, step.start?.microseconds ?? 0)
    insertStep.bind(12, (step.end ?? step.start)?.microseconds ?? 0)
    insertStep.bind(13, Int64(step.outcome.rawValue))
    insertStep.bind(14, step.isOutcomeKnown ? 1 : 0)
    insertStep.bind(15, step.conclusion.map { Int64($0.rawValue) } ?? -1)
    insertStep.bind(16, step.exitCode.map(Int64.init) ?? CaseSchema.absentExitCode)
    insertStep.bind(17, step.failureClass.map { Int64($0.rawValue) } ?? -1)
    insertStep.bind(18, try number(names.rule, step.decidingRule))
    insertStep.bind(19, try number(names.image, step.image))
    insertStep.bind(20, try number(names.runner, step.runner))
    insertStep.bind(21, service)
    insertStep.bind(22, source)
    insertStep.bind(23, step.line)
    insertStep.bind(24, step.endLine)
    insertStep.bind(25, step.byteOffset)
    insertStep.bind(26, isRecord ? 0 : source)
    insertStep.bind(27, step.failureLine)
    insertStep.bind(28, step.failureEndLine)
    insertStep.bind(29, blob: step.excerpt)
    insertStep.bind(30, isRecord ? 1 : 0)
    insertStep.bind(31, step.end == nil ? 0 : 1)
    try insertStep.run()
    if !step.failures.isEmpty || step.tests != nil { try appendDetails(of: step) }
  }

  /// Stores what few steps have: the lines that say why, and the totals of tests.
  private func appendDetails(of step: BuildStep) throws {
    bind(identityOf: step.key, to: find)
    guard try find.step() else { return }
    let id = find.integer(0)
    while try find.step() {}
    try details.append(step, id: id)
  }

  func append(_ job: BuildJob, source: Int64, service: Int64) throws {
    insertJob.bind(1, try number(names.provider, job.provider))
    insertJob.bind(2, try number(names.repository, job.repository))
    insertJob.bind(3, text: job.run)
    insertJob.bind(4, text: job.job)
    insertJob.bind(5, Int64(job.attempt))
    insertJob.bind(6, text: job.name)
    insertJob.bind(7, job.start?.microseconds ?? 0)
    insertJob.bind(8, (job.end ?? job.start)?.microseconds ?? 0)
    insertJob.bind(9, Int64(job.outcome.rawValue))
    insertJob.bind(10, try number(names.runner, job.runner))
    insertJob.bind(11, service)
    insertJob.bind(12, source)
    insertJob.bind(13, job.line)
    insertJob.bind(14, job.endLine)
    insertJob.bind(15, job.origin == .record ? 1 : 0)
    try insertJob.run()
  }

  private func number(_ names: CaseDictionary, _ value: String) throws -> Int64 {
    value.isEmpty ? 0 : try names.number(ofName: value)
  }

  private func bind(identityOf key: StepKey, to statement: RawStatement) {
    var job = StepJobIdentity()
    job.mix(key.provider.utf8)
    job.mix(key.run.utf8)
    job.mix(key.job.utf8)
    job.mix(attempt: Int64(key.attempt))
    job.bind(to: statement, isCounted: key.isCounted, number: Int64(key.number))
  }
}
