// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The step records of one day, and an archive of the logs of failed steps.
struct StepPart: Sendable {
  private static let flushLength = 512 * 1024

  let service: ScenarioService
  let load: ServiceLoad
  let minutes: Range<Int>
  /// Relative to the case folder.
  let recordPath: String
  let logPath: String
  let compressionLevel: Int

  func write(to folder: String) throws(ScenarioError) -> PartTruth {
    let gzip = try GzipWriter(path: folder + "/" + recordPath, level: compressionLevel)
    let tar = try TarWriter(path: folder + "/" + logPath, level: compressionLevel)
    let log = StepLog()
    var composer = StepComposer()
    var writer = StepRecordWriter()
    var buffer = ByteBuffer(capacity: StepPart.flushLength + 64 * 1024)
    var text = ByteBuffer(capacity: 16 * 1024)
    var name = ByteBuffer(capacity: 100)
    var truth = PartTruth(service: service.name, firstMinute: minutes.lowerBound)
    var records = FileTruth(path: recordPath, lines: 0, events: 0)
    var logs = FileTruth(path: logPath, lines: 0, events: 0)
    var drafts: [ServiceLoad.Draft] = []
    for index in minutes {
      let minute = load.draw(minute: index, into: &drafts)
      var count = MinuteCount()
      for draft in drafts {
        var verdict = composer.compose(draft, in: minute)
        let record = verdict.record
        writer.append(record, &verdict.details, to: &buffer)
        records.events += 1
        count.add(record.outcome, anyway: verdict.outcomeAnyway)
        truth.add(
          record.outcome, anyway: verdict.outcomeAnyway, reason: record.reason,
          isInIncident: minute.effect.failurePPM > 0)
        if record.outcome.isFailed {
          logs.lines += log.write(verdict.failure, of: record, &verdict.details, to: &text)
          logs.events += 1
          name.removeAll()
          name.append(uuid: record.pipeline.high, record.pipeline.low)
          name.append(0x2F)
          name.append(uuid: record.uuid.0, record.uuid.1)
          name.append(".log")
          try tar.add(name: name.bytes, content: text.bytes, modified: record.end / 1_000_000)
        }
        if let skipped = verdict.skipped {
          writer.append(skipped, &verdict.details, to: &buffer)
          records.events += 1
          truth.addSkipped(anyway: verdict.outcomeAnyway.isFailed)
        }
        if buffer.count >= StepPart.flushLength { try gzip.write(draining: &buffer) }
      }
      truth.minutes.append(count)
    }
    try gzip.write(draining: &buffer)
    try gzip.finish()
    try tar.finish()
    records.lines = records.events
    truth.files = [records, logs]
    return truth
  }
}

extension MinuteCount {
  fileprivate mutating func add(_ outcome: Outcome, anyway: Outcome) {
    guard outcome.isTrial else { return }
    total += 1
    if outcome.isFailed { failed += 1 }
    if anyway.isFailed { failedAnyway += 1 }
  }
}

extension PartTruth {
  fileprivate mutating func add(
    _ outcome: Outcome, anyway: Outcome, reason: StepReason?, isInIncident: Bool
  ) {
    outcomes[outcome, default: 0] += 1
    outcomesAnyway[anyway, default: 0] += 1
    guard let reason else { return }
    reasons[reason, default: 0] += 1
    if isInIncident { reasonsInIncident[reason, default: 0] += 1 }
  }

  /// A step not run because of the incident has no other outcome: what it would have come to was
  /// never drawn.
  fileprivate mutating func addSkipped(anyway: Bool) {
    outcomes[.skipped, default: 0] += 1
    if anyway { outcomesAnyway[.skipped, default: 0] += 1 }
  }
}
