// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension ScenarioTruth {
  /// `truth.json`: keys sorted, integers and RFC 3339 times only, one LF at the end.
  ///
  /// `minutes` of a service holds `[epoch seconds, total, failed, failed without incident]` for
  /// each minute with events.
  package var json: [UInt8] {
    var writer = JSONWriter()
    let options = plan.options
    let span = plan.scenario.span.range
    writer.beginObject()
    writer.member("fault", options.hasFault)
    writer.key("files")
    writer.beginArray()
    let files = services.flatMap { truth in truth.files.map { (truth.service.name, $0) } }
    for (service, file) in files.sorted(by: { $0.1.path < $1.1.path }) {
      writer.beginObject()
      writer.member("events", file.events)
      writer.member("lines", file.lines)
      writer.member("path", file.path)
      writer.member("service", service)
      writer.endObject()
    }
    writer.endArray()
    writer.member("scale_permille", options.scalePermille)
    writer.member("scenario", plan.scenario.scenario)
    writer.member("schema", "recount.truth/1")
    writer.member("seed", options.seed)
    writer.key("services")
    writer.beginArray()
    for truth in services { append(truth, to: &writer) }
    writer.endArray()
    writer.key("span")
    writer.beginObject()
    writer.member("end", span.end)
    writer.member("start", span.start)
    writer.endObject()
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  private func append(_ truth: ServiceTruth, to writer: inout JSONWriter) {
    let spanStart = plan.scenario.span.from.time
    writer.beginObject()
    if truth.service.unit == .step { appendClasses(truth, to: &writer) }
    writer.key("minutes")
    writer.beginArray()
    for (index, count) in truth.minutes.enumerated() where count.total > 0 {
      let start = spanStart + .minutes(Int64(index))
      writer.beginArray()
      writer.integer(start.microseconds / 1_000_000)
      writer.integer(count.total)
      writer.integer(count.failed)
      writer.integer(count.failedAnyway)
      writer.endArray()
    }
    writer.endArray()
    writer.member("name", truth.service.name)
    if truth.service.unit == .step {
      append("outcomes", truth.outcomes, to: &writer)
      append("outcomes_without_incident", truth.outcomesAnyway, to: &writer)
    }
    writer.key("totals")
    append(counts(of: truth.service.name), to: &writer)
    writer.member("unit", truth.service.unit.name)
    writer.key("windows")
    writer.beginArray()
    for window in truth.windows { append(window, of: truth.service.name, to: &writer) }
    writer.endArray()
    writer.endObject()
  }

  private func append(_ counts: Counts?, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("failed", counts?.failed)
    writer.member("failed_without_incident", counts?.failedWithoutIncident)
    writer.member("total", counts?.total)
    writer.endObject()
  }

  private func append(
    _ window: TruthWindow, of service: String, to writer: inout JSONWriter
  ) {
    writer.beginObject()
    writer.key("counts")
    append(counts(of: service, in: window.range), to: &writer)
    writer.member("end", window.range.end)
    writer.member("kind", window.kind.rawValue)
    writer.member("onset", window.range.start)
    writer.key("phases")
    writer.beginArray()
    for phase in window.phases {
      let traffic = phase.kind == .gap ? 0 : phase.trafficPermille ?? 1000
      let failed = phase.failedPermille ?? 0
      writer.beginObject()
      writer.member("end", phase.to.time)
      writer.key("failed_permille")
      append([failed, phase.failedPermilleTo ?? failed], to: &writer)
      writer.member("kind", phase.kind.rawValue)
      writer.member("only", phase.only?.rawValue)
      writer.member("start", phase.from.time)
      writer.key("traffic_permille")
      append([traffic, phase.trafficPermilleTo ?? traffic], to: &writer)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }

  private func append(_ values: [Int], to writer: inout JSONWriter) {
    writer.beginArray()
    for value in values { writer.integer(value) }
    writer.endArray()
  }

  private func append(_ name: String, _ outcomes: [Outcome: Int], to writer: inout JSONWriter) {
    writer.key(name)
    writer.beginObject()
    for outcome in Outcome.allCases.sorted(by: { $0.name < $1.name }) {
      writer.member(outcome.name, outcomes[outcome] ?? 0)
    }
    writer.endObject()
  }

  /// Failed steps by class and by reason, over the span and over the incident.
  private func appendClasses(_ truth: ServiceTruth, to writer: inout JSONWriter) {
    for (name, reasons) in [
      ("failed_by_class", truth.reasons), ("failed_by_class_in_incident", truth.reasonsInIncident),
    ] {
      writer.key(name)
      writer.beginObject()
      for failureClass in FailureClass.allCases.sorted(by: { $0.name < $1.name }) {
        let matching = reasons.filter { $0.key.failureClass == failureClass }
        writer.member(failureClass.name, matching.values.reduce(0, +))
      }
      writer.endObject()
    }
    for (name, reasons) in [
      ("failed_by_reason", truth.reasons),
      ("failed_by_reason_in_incident", truth.reasonsInIncident),
    ] {
      writer.key(name)
      writer.beginObject()
      for reason in StepReason.allCases.sorted(by: { $0.rawValue < $1.rawValue }) {
        writer.member(reason.rawValue, reasons[reason] ?? 0)
      }
      writer.endObject()
    }
  }
}
