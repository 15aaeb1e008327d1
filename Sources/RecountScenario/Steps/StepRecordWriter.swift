// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Words a step as a record of the Bitbucket API, one JSON object a line.
struct StepRecordWriter {
  /// A step with everything decided.
  struct Record {
    var pipeline: OpenPipelines.Pipeline
    var uuid: (UInt64, UInt64)
    var step: BuildTool.Step
    var repository: Repository
    var start: Int64
    var end: Int64
    var outcome: Outcome
    var reason: StepReason?
  }

  private let imagePulls: [TextTemplate] = ImagePull.messages.map { TextTemplate($0) }
  private var stamps = StampWriter()

  mutating func append(
    _ record: Record, _ generator: inout SeededGenerator, to buffer: inout ByteBuffer
  ) {
    buffer.append("{\"type\":\"pipeline_step\",\"uuid\":\"{")
    buffer.append(uuid: record.uuid.0, record.uuid.1)
    buffer.append("}\",\"pipeline\":{\"type\":\"pipeline\",\"uuid\":\"{")
    buffer.append(uuid: record.pipeline.high, record.pipeline.low)
    buffer.append("}\"},\"repository\":{\"full_name\":\"")
    buffer.append(record.repository.fullName)
    buffer.append("\"},\"name\":\"")
    buffer.append(record.step.name)
    buffer.append("\",\"run_number\":1,\"state\":{\"name\":\"COMPLETED\",\"result\":{\"name\":\"")
    buffer.append(result(of: record.outcome))
    appendError(record, &generator, to: &buffer)
    buffer.append("}},\"image\":{\"name\":\"")
    buffer.append(record.repository.image)
    if record.outcome != .skipped {
      buffer.append("\"},\"started_on\":\"")
      stamps.appendMilliseconds(record.start, to: &buffer)
    } else {
      buffer.append("\"}")
      buffer.append(",\"started_on\":null,\"completed_on\":\"")
    }
    if record.outcome != .skipped { buffer.append("\",\"completed_on\":\"") }
    stamps.appendMilliseconds(record.end, to: &buffer)
    buffer.append("\",\"duration_in_seconds\":")
    buffer.append(decimal: Int((record.end / 1000 - record.start / 1000) / 1000))
    buffer.append(0x2C)
    buffer.append(record.step.commandsRecord)
  }

  private func result(of outcome: Outcome) -> StaticString {
    switch outcome {
    case .success: "SUCCESSFUL\""
    case .failure: "FAILED\""
    case .error: "ERROR\""
    case .timeout: "EXPIRED\""
    case .cancelled: "STOPPED\""
    case .skipped: "NOT_RUN\""
    }
  }

  private func appendError(
    _ record: Record, _ generator: inout SeededGenerator, to buffer: inout ByteBuffer
  ) {
    switch record.reason {
    case .imagePull:
      buffer.append(",\"error\":{\"key\":\"agent.image.pull-failure\",\"message\":\"")
      let message = imagePulls[TextTemplate.skewed(imagePulls.count, generator.next())]
      message.append(
        to: &buffer, &generator,
        given: LogWords.names(record.repository))
      buffer.append("\"}")
    case .memory:
      buffer.append(
        ",\"error\":{\"key\":\"agent.container.memory-limit\",\"message\":\"Container 'Build' exceeded memory limit.\"}"
      )
    default: break
    }
  }
}
