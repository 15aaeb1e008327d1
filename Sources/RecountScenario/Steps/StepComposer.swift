// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Decides what becomes of each drafted step.
struct StepComposer {
  struct Verdict {
    var record: StepRecordWriter.Record
    var outcomeAnyway: Outcome
    /// The ordinary failure whose log is to be written; nil for image pulls.
    var failure: BuildTool.Failure?
    /// The following step of the pipeline, which never ran.
    var skipped: StepRecordWriter.Record?
    /// For the words of record and log.
    var details: SeededGenerator
  }

  /// Per million steps: stopped by a person.
  private static let stoppedPPM = 7000
  /// How many failed steps leave a following step that is recorded as not run, per mille.
  private static let skippedPermille = 300
  private static let continuedPermille = 620

  private let repositories = Repository.makeAll()
  private var open = OpenPipelines()

  mutating func compose(_ draft: ServiceLoad.Draft, in minute: ServiceLoad.Minute) -> Verdict {
    var generator = SeededGenerator(seed: draft.seed)
    let bits = generator.next()
    let choice = generator.next()
    let uuid = (generator.next(), generator.next())
    var incident = generator.split(0x1AC1)
    let skew = Int64(SkewTable.permille(bits))
    var pipeline = pickPipeline(bits, choice, uuid, skew, endingAt: draft.time)
    let repository = repositories[pipeline.repository]
    var step = repository.tool.steps[pipeline.nextStep]
    var duration = step.medianMicroseconds * skew / 1000

    var failure: BuildTool.Failure?
    var outcome = Outcome.success
    let roll = bits.upper(below: 1_000_000)
    if roll < minute.baseFailurePPM {
      let picked = step.failures[step.slots.pick(choice)]
      failure = picked
      outcome = picked.reason.outcome
      if picked.reason == .expired {
        // Two hours reach back before any step the pipeline may have had.
        pipeline = OpenPipelines.Pipeline(uuid, repository: pipeline.repository)
        step = repository.tool.steps[0]
        duration = 7_200_000_000 + Int64(choice >> 44)
      }
    } else if roll < minute.baseFailurePPM + StepComposer.stoppedPPM {
      outcome = .cancelled
      duration = duration * Int64(choice & 1023) / 1024
    }
    let outcomeAnyway = outcome
    var reason = failure?.reason
    if minute.effect.failurePPM > 0, incident.below(1_000_000) < minute.effect.failurePPM {
      failure = nil
      reason = .imagePull
      outcome = StepReason.imagePull.outcome
      duration = 4_000_000 + Int64(incident.below(70_000_000))
      duration = min(duration, draft.time - pipeline.lastEnd - 1_000_000)
    }
    let record = StepRecordWriter.Record(
      pipeline: pipeline, uuid: uuid, step: step, repository: repository,
      start: draft.time - duration, end: draft.time, outcome: outcome, reason: reason)

    pipeline.nextStep += 1
    pipeline.lastEnd = draft.time
    let hasNext = pipeline.nextStep < repository.tool.steps.count
    var skipped: StepRecordWriter.Record?
    if hasNext, outcome == .success {
      open.put(pipeline)
    } else if hasNext, outcome.isFailed,
      Int(choice >> 20 & 1023) < StepComposer.skippedPermille
    {
      skipped = StepRecordWriter.Record(
        pipeline: pipeline, uuid: (~uuid.0, ~uuid.1),
        step: repository.tool.steps[pipeline.nextStep], repository: repository, start: draft.time,
        end: draft.time, outcome: .skipped, reason: nil)
    }
    return Verdict(
      record: record, outcomeAnyway: outcomeAnyway, failure: failure, skipped: skipped,
      details: generator)
  }

  /// A pipeline that goes on, or a new one.
  private mutating func pickPipeline(
    _ bits: UInt64, _ choice: UInt64, _ uuid: (UInt64, UInt64), _ skew: Int64,
    endingAt end: Int64
  ) -> OpenPipelines.Pipeline {
    let repositories = repositories
    if Int(bits >> 16 & 1023) < StepComposer.continuedPermille,
      let pipeline = open.take(
        choice >> 10, endingAt: end,
        duration: { pipeline in
          let steps = repositories[pipeline.repository].tool.steps
          return steps[pipeline.nextStep].medianMicroseconds * skew / 1000
        })
    {
      return pipeline
    }
    return OpenPipelines.Pipeline(
      uuid, repository: TextTemplate.skewed(repositories.count, choice))
  }
}
