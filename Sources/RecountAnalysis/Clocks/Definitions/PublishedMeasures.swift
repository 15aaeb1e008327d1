// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Measures of one incident under every published definition, side by side.
///
/// The publishers start and stop their clocks at different moments, so one incident has many "TTR":
/// each is told with the two ends it used. A definition whose ends the counts can give is told twice,
/// once as people declared them and once as measured; alerts and other moments of people are stamps
/// on both bases.
package enum PublishedMeasures {
  /// The incident first, in the order of `MeasureDefinition.published`, declared before measured;
  /// then each service by name: measured where it has windows, declared where a stamp names it.
  ///
  /// `failedDeployment` is the deployment that is recorded as failed, if any: a deployment alone is
  /// none. Without milestones and windows every entry of the incident is "not measured".
  package static func all(
    _ input: ClockInput, failedDeployment: Milestone? = nil
  ) -> [DefinedMeasure] {
    let context = ClockContext(input)
    // Deployments and notes end no measure, and an audit log names thousands of things.
    let named = context.declarations.milestones.filter {
      ![.deployed, .note].contains($0.kind)
    }.compactMap(\.service)
    let services = Set(context.impact.services + named).sorted()
    return ([nil] + services.map(Optional.some)).flatMap { service in
      MeasureDefinition.published.flatMap { definition in
        DefinedMeasure.Basis.allCases.compactMap { basis in
          let moments = DefinitionMoments(
            context, basis, service: service, failedDeployment: failedDeployment)
          return measure(definition, moments)
        }
      }
    }
  }

  /// Nil where the definition says nothing of its own on this basis, or about this service.
  private static func measure(
    _ definition: MeasureDefinition, _ moments: DefinitionMoments
  ) -> DefinedMeasure? {
    if moments.basis == .measured {
      // The status page's own clock knows no counts.
      guard definition.isMeasurable, definition.publisher != "status page",
        moments.service == nil || !moments.windows.isEmpty
      else { return nil }
    }
    let start = moments.find(definition.start)
    let stop = moments.find(definition.stop)
    if moments.service != nil, moments.basis == .declared, !start.isOwn, !stop.isOwn { return nil }
    var measure = DefinedMeasure(
      definition: definition, basis: moments.basis, service: moments.service, start: start.end,
      stop: stop.end, value: .notMeasured(.notIndependent))
    let between = Measure.between(definition.id, start.moment, stop.moment)
    if let reason = reason(definition, start, stop, between) {
      measure.value = .notMeasured(reason)
      return measure
    }
    guard let length = between.length else { return measure }
    measure.value = .measured(length)
    measure.note = note(between, definition)
    if definition.start == .impactStart, definition.stop == .impactEnd, moments.basis == .measured {
      var union = between
      union.setUnion(of: moments.windows)
      measure.union = union.length
    }
    return measure
  }

  private static func reason(
    _ definition: MeasureDefinition, _ start: DefinitionMoments.Found,
    _ stop: DefinitionMoments.Found, _ between: Measure
  ) -> DefinedMeasure.Reason? {
    let pairs = [(definition.start, start), (definition.stop, stop)]
    let missing = pairs.filter { $0.1.end == nil }.map(\.0)
    if missing.contains(.failedDeployment) { return .notADeploymentFailure }
    let unrecorded = missing.filter(\.isUnrecorded)
    if !unrecorded.isEmpty { return .unrecorded(unrecorded) }
    if !missing.isEmpty { return .missing(missing) }
    if Measure.runsBackwards(start.moment, stop.moment) { return .backwards }
    return between.span == nil || isOneTool(start, stop) ? .notIndependent : nil
  }

  /// C12: an alerting tool that dates onset and alert cannot tell how late it was.
  private static func isOneTool(
    _ start: DefinitionMoments.Found, _ stop: DefinitionMoments.Found
  ) -> Bool {
    guard start.kind == .onset, [.detected, .alerted].contains(stop.kind) else { return false }
    return start.provenance == stop.provenance
      && [.stamp(.telemetry), .stamp(.pager)].contains(start.provenance)
  }

  private static func note(_ between: Measure, _ definition: MeasureDefinition) -> String? {
    guard definition.stop == .detection, let longest = between.longest, longest < .seconds(0) else {
      return between.note
    }
    return ["detected before measurable impact", between.note].compactMap(\.self)
      .joined(separator: "; ")
  }
}

extension Measure {
  fileprivate var length: DefinedMeasure.Length? {
    span.map { DefinedMeasure.Length(span: $0, shortest: shortest, longest: longest) }
  }
}
