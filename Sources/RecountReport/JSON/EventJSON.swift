// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// `recount parse`: one JSON object a line for each event and reject of a content.
///
/// Keeps the values of the content's dictionaries, which travel once; made anew for each content.
package struct EventJSON {
  private var json = JSONWriter()
  /// Values of each dictionary column by local number.
  private var values: [[[UInt8]]]
  private let source: String?
  private let service: String?
  private let statesUpstream: Bool

  /// - Parameters:
  ///   - source: Name of the content, when more than one is parsed.
  ///   - service: Service that was asked for, for all events.
  ///   - statesUpstream: Whether the format of the content says how upstreams answered.
  package init(source: String?, service: String?, statesUpstream: Bool) {
    self.source = source
    self.service = service
    self.statesUpstream = statesUpstream
    values = Array(repeating: [], count: RequestColumns.dictionaryColumns.count)
  }

  /// The lines for a batch, rejects among the events in the order of the content.
  package mutating func lines(_ events: EventBatch) -> [UInt8] {
    learn(events.requests)
    var rejects = events.rejects[...]
    for row in 0..<events.requests.count {
      while let reject = rejects.first, reject.line < events.requests.line[row] {
        write(reject)
        rejects = rejects.dropFirst()
      }
      write(events.requests, row)
    }
    var jobs = events.jobs[...]
    for step in events.steps {
      while let reject = rejects.first, reject.line < step.line {
        write(reject)
        rejects = rejects.dropFirst()
      }
      write(step)
    }
    while let job = jobs.first {
      write(job)
      jobs = jobs.dropFirst()
    }
    for milestone in events.milestones { write(milestone) }
    for reject in rejects { write(reject) }
    return json.take()
  }

  private mutating func learn(_ rows: RequestColumns) {
    for (index, path) in RequestColumns.dictionaryColumns.enumerated() {
      let column = rows[keyPath: path]
      for row in 0..<column.newValues.count {
        values[index].append(Array(column.newValues.value(row)))
      }
    }
  }

  private func value(_ column: DictionaryColumn, _ index: Int, _ row: Int) -> [UInt8]? {
    let id = column.ids[row]
    if id >= 0 { return values[index][Int(id)] }
    return id == DictionaryColumn.absent ? nil : Array(column.inline.value(Int(-2 - id)))
  }

  private mutating func member(_ name: String, _ bytes: (some Collection<UInt8>)?) {
    guard let bytes, !bytes.isEmpty else { return }
    json.key(name)
    json.string(decoding: bytes)
  }

  // MARK: - Events

  private mutating func write(_ rows: RequestColumns, _ row: Int) {
    json.beginObject()
    member("agent", value(rows.agent, 8, row))
    if rows.bodyBytes[row] >= 0 { json.member("body_bytes", rows.bodyBytes[row]) }
    member("cause", value(rows.cause, 5, row))
    member("client", value(rows.client, 6, row))
    if rows.duration[row] >= 0 { json.member("duration_us", rows.duration[row]) }
    json.member("end", Timestamp(microseconds: rows.end[row]))
    writeExtra(rows.extra.value(row))
    member("host", value(rows.host, 10, row))
    json.member("kind", "request")
    json.member("line", rows.line[row])
    member("method", value(rows.method, 1, row))
    json.member("offset", rows.byteOffset[row])
    json.member("outcome", Outcome(rawValue: rows.outcome[row])?.name)
    member("path", rows.path.value(row))
    member("protocol", value(rows.httpVersion, 3, row))
    member("query", rows.query.value(row))
    member("referrer", value(rows.referrer, 9, row))
    member("service", service.map { Array($0.utf8) } ?? value(rows.service, 0, row))
    json.member("source", source)
    json.member("start", Timestamp(microseconds: rows.start[row]))
    if rows.status[row] > 0 { json.member("status", rows.status[row]) }
    json.member("status_by", statusMaker(rows, row)?.rawValue)
    member("trace", rows.trace.value(row))
    if rows.upstreamDuration[row] >= 0 {
      json.member("upstream_duration_us", rows.upstreamDuration[row])
    }
    writeStatuses(value(rows.upstreamStatuses, 4, row))
    member("user", value(rows.user, 7, row))
    json.endObject()
    json.endLine()
  }

  private func statusMaker(_ rows: RequestColumns, _ row: Int) -> StatusMaker? {
    StatusMaker(
      status: Int(rows.status[row]), upstreams: value(rows.upstreamStatuses, 4, row) ?? [],
      cause: String(decoding: value(rows.cause, 5, row) ?? [], as: UTF8.self),
      hasUpstreamDuration: rows.upstreamDuration[row] >= 0, statesUpstream: statesUpstream)
  }

  private mutating func writeExtra(_ members: ArraySlice<UInt8>) {
    guard !members.isEmpty else { return }
    json.key("extra")
    json.raw([0x7B] + members + [0x7D])
  }

  private mutating func writeStatuses(_ text: [UInt8]?) {
    guard let text else { return }
    json.key("upstream_statuses")
    json.beginArray()
    for part in text.split(whereSeparator: { $0 == 0x2C || $0 == 0x20 || $0 == 0x3A }) {
      if let status = Int(String(decoding: part, as: UTF8.self)) { json.integer(status) }
    }
    json.endArray()
  }

  private mutating func write(_ step: BuildStep) {
    json.beginObject()
    json.member("attempt", step.key.attempt)
    json.member("conclusion", step.conclusion?.name)
    json.member("deciding_rule", step.decidingRule.isEmpty ? nil : step.decidingRule)
    json.member("end", step.end)
    if step.endLine > step.line { json.member("end_line", step.endLine) }
    member("excerpt", step.excerpt)
    json.member("exit_code", step.exitCode)
    json.member("failure_class", step.failureClass?.name)
    if step.failureEndLine > step.failureLine {
      json.member("failure_end_line", step.failureEndLine)
    }
    if step.failureLine > 0 { json.member("failure_line", step.failureLine) }
    write(failures: step.failures)
    json.member("image", step.image.isEmpty ? nil : step.image)
    json.member("job", step.key.job)
    json.member("kind", "step")
    if step.line > 0 { json.member("line", step.line) }
    json.member("name", step.name.isEmpty ? nil : step.name)
    json.member("number", step.key.number)
    json.member("offset", step.byteOffset)
    json.member("outcome", step.isOutcomeKnown ? step.outcome.name : nil)
    json.member("provider", step.key.provider)
    json.member("repository", step.repository.isEmpty ? nil : step.repository)
    json.member("run", step.key.run)
    json.member("runner", step.runner.isEmpty ? nil : step.runner)
    json.member("service", service)
    json.member("source", source)
    json.member("start", step.start)
    write(step.tests)
    json.endObject()
    json.endLine()
  }

  /// One range is told by its first and last line already.
  private mutating func write(failures ranges: [LineRange]) {
    guard ranges.count > 1 else { return }
    json.key("failures")
    json.beginArray()
    for range in ranges {
      json.beginArray()
      json.integer(Int(range.first))
      json.integer(Int(range.last))
      json.endArray()
    }
    json.endArray()
  }

  private mutating func write(_ tests: TestTotals?) {
    guard let tests else { return }
    json.key("tests")
    json.beginObject()
    if let microseconds = tests.microseconds { json.member("duration_us", microseconds) }
    json.member("failed", tests.failed)
    write(names: tests.failedTests, as: "failed_names")
    write(names: tests.frameworks, as: "frameworks")
    json.member("passed", tests.passed)
    json.member("run", tests.run)
    json.member("skipped", tests.skipped)
    json.endObject()
  }

  private mutating func write(names: [String], as key: String) {
    json.key(key)
    json.beginArray()
    for name in names { json.string(decoding: Array(name.utf8)) }
    json.endArray()
  }

  private mutating func write(_ job: BuildJob) {
    json.beginObject()
    json.member("attempt", job.attempt)
    json.member("end", job.end)
    json.member("end_line", job.endLine)
    json.member("job", job.job)
    json.member("kind", "job")
    json.member("line", job.line)
    json.member("outcome", job.outcome.name)
    json.member("provider", job.provider)
    json.member("repository", job.repository.isEmpty ? nil : job.repository)
    json.member("run", job.run)
    json.member("runner", job.runner.isEmpty ? nil : job.runner)
    json.member("source", source)
    json.member("start", job.start)
    write(job.tests)
    json.endObject()
    json.endLine()
  }

  private mutating func write(_ milestone: Milestone) {
    json.beginObject()
    json.member("clock", milestone.clock.rawValue)
    json.member("kind", "milestone")
    json.member("line", Int64(milestone.evidence))
    json.member("milestone", milestone.kind.rawValue)
    json.member("plus_minus_us", milestone.plusMinus.microseconds)
    json.member("service", milestone.service ?? service)
    json.member("source", source)
    json.member("text", milestone.text)
    json.member("time", milestone.time)
    json.endObject()
    json.endLine()
  }

  private mutating func write(_ reject: Reject) {
    json.beginObject()
    json.key("excerpt")
    json.string(decoding: reject.excerpt)
    json.member("kind", "reject")
    json.member("line", reject.line)
    json.member("offset", reject.byteOffset)
    json.member("reason", reject.reason.name)
    json.member("source", source)
    json.endObject()
    json.endLine()
  }
}
