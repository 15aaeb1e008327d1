// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The log of a job of Azure Pipelines, or of one of its tasks.
///
/// A step stands between `##[section]Starting: T` and `##[section]Finishing: T`; the log of a job may
/// have a section around all of them, named after the job. What users print may look like a section:
/// inside a step only its own end is one.
///
/// A `##[error]` fails the step of a task. In the step of a script it may be an issue that the script
/// logs, and only the line with the exit code fails the step.
///
/// Source: https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
final class AzureLogParser: EventParser {
  private var time = TimeScan()
  private var steps: AzureSteps
  private var line: Int64 = 0
  private var offset: Int64 = 0

  init(_ context: ParserContext) { steps = AzureSteps(path: context.path, context.failureRules) }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    if lines.isOversized { return rejectOversized(lines, into: &events) }
    let bytes = lines.bytes.span
    for index in 0..<lines.count {
      let range = Int(lines.starts[index])..<Int(lines.ends[index])
      line = lines.number(index)
      offset = lines.offset(index)
      guard let read = AzureLine(bytes, range, &time) else {
        if range.isEmpty {
          events.countIgnoredLine()
        } else {
          events.countContinuationLine()
          steps.read(bytes, range, line: line)
        }
        continue
      }
      events.countEventLine(events: 0)
      steps.touch(Timestamp(microseconds: read.micros), line: line)
      self.read(bytes, read.text)
    }
  }

  private func read(_ bytes: Span<UInt8>, _ text: ByteRange) {
    switch AzurePhrase(bytes, text) {
    case .starting(let name):
      if steps.begin(bytes.string(ByteRange(name.range.prefix(256))), line: line, offset: offset) {
        return
      }
    case .finishing(let name):
      steps.finish(bytes.string(ByteRange(name.range.prefix(256))), line: line)
    case .task(let kind): steps.name(task: bytes.string(ByteRange(kind.range.prefix(64))))
    case .error(let message): steps.fail(bytes, message, line: line, offset: offset)
    case .complete(let result): steps.complete(bytes, result, text, line: line)
    case .agent(let name):
      if steps.runner.isEmpty { steps.runner = bytes.string(ByteRange(name.range.prefix(256))) }
    case nil: break
    }
    steps.read(bytes, text.range, line: line)
  }

  func finish(into events: inout EventBatch) {
    steps.finish(offset: offset, into: &events)
  }
}
