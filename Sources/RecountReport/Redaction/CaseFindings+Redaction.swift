// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

extension CaseFindings {
  /// The findings with every text of logs and records redacted, before anything is cut to length.
  ///
  /// Services keep their names unless these are addresses or hosts. The title and the id of the
  /// incident are what people call it, and stay.
  package func redacted(by redactor: Redactor) -> CaseFindings {
    var findings = self
    FindingsRedaction(redactor, self).redact(&findings)
    return findings
  }
}

/// Redacts one set of findings: names of services and their figures change together.
private struct FindingsRedaction {
  private let redactor: Redactor
  /// What figures are called by before the name of their service.
  private static let figureHeads = ["impact.", "slo.", "around."]
  /// The beginnings of figures of services whose name changes: the longest name first.
  private let renamed: [(head: String, newHead: String)]

  init(_ redactor: Redactor, _ findings: CaseFindings) {
    self.redactor = redactor
    let names = Set(
      findings.services + findings.incident.services.flatMap { [$0.name] + $0.calls }
        + findings.sources.map(\.service))
    renamed = names.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }.flatMap { name in
      let new = redactor.text(name)
      return new == name
        ? [] : FindingsRedaction.figureHeads.map { ("\($0)\(name).", "\($0)\(new).") }
    }
  }

  func redact(_ findings: inout CaseFindings) {
    redact(incident: &findings.incident)
    for index in findings.sources.indices {
      apply(&findings.sources[index].path)
      apply(&findings.sources[index].service)
      findings.sources[index].remarks = findings.sources[index].remarks.map(text)
    }
    for index in findings.rejectCounts.indices { apply(&findings.rejectCounts[index].source) }
    for index in findings.impacts.indices { redact(impact: &findings.impacts[index]) }
    for index in findings.strays.indices { apply(&findings.strays[index].service) }
    redact(steps: &findings.failedSteps)
    redact(steps: &findings.failureReasons)
    for index in findings.objectives.indices { apply(&findings.objectives[index].service) }
    for index in findings.sensitivities.indices {
      apply(&findings.sensitivities[index].window.service)
    }
    redact(clocks: &findings.clocks)
    for index in findings.milestones.indices {
      apply(&findings.milestones[index].text)
      apply(&findings.milestones[index].evidence)
      findings.milestones[index].service = findings.milestones[index].service.map(text)
    }
    redact(details: &findings.details)
    for index in findings.figures.indices {
      apply(&findings.figures[index].id)
      apply(&findings.figures[index].label)
      apply(&findings.figures[index].sql)
      apply(&findings.figures[index].method)
    }
    findings.warnings = findings.warnings.map(text)
    redact(signatures: &findings.signatures)
    redact(correlation: &findings.correlation)
    if let service = findings.series?.durationService {
      findings.series?.durationService = text(service)
    }
    guard var alerts = findings.alerts else { return }
    apply(&alerts.service)
    for index in alerts.report.results.indices { apply(&alerts.report.results[index].rule.name) }
    findings.alerts = alerts
  }

  /// Figures are named by their service, inside of a word where no address would be recognised.
  private func text(_ text: String) -> String {
    var text = text
    for service in renamed where text.utf8.count >= service.head.utf8.count {
      text = FindingsRedaction.replacing(service.head, service.newHead, in: text)
    }
    return redactor.text(text)
  }

  private static func replacing(_ old: String, _ new: String, in text: String) -> String {
    let bytes = SensitiveBytes(bytes: Array(text.utf8))
    var replaced: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes.hasExactly(old, at: index) {
        replaced += new.utf8
        index += old.utf8.count
      } else {
        replaced.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: replaced, as: UTF8.self)
  }

  private func apply(_ value: inout String) { value = text(value) }

  // MARK: - Parts

  private func redact(incident: inout Incident) {
    for index in incident.services.indices {
      apply(&incident.services[index].name)
      incident.services[index].calls = incident.services[index].calls.map(text)
    }
  }

  private func redact(impact: inout ServiceImpact) {
    apply(&impact.series.service)
    for index in impact.windows.indices { apply(&impact.windows[index].service) }
    for index in impact.refusals.indices {
      apply(&impact.refusals[index].service)
      apply(&impact.refusals[index].explanation)
    }
  }

  private func redact(steps: inout StepImpact?) {
    guard var impact = steps else { return }
    for index in impact.groups.indices {
      apply(&impact.groups[index].value)
      apply(&impact.groups[index].excerpt)
      apply(&impact.groups[index].place)
    }
    steps = impact
  }

  private func redact(clocks: inout ClockFindings) {
    for index in clocks.measures.indices {
      clocks.measures[index].note = clocks.measures[index].note.map(text)
    }
    for index in clocks.conflicts.indices { apply(&clocks.conflicts[index].sentence) }
    for index in clocks.agreements.indices { apply(&clocks.agreements[index].sentence) }
    for index in clocks.setAside.indices { apply(&clocks.setAside[index].figure) }
  }

  private func redact(details: inout [String: CaseFindings.WindowDetail]) {
    var redacted: [String: CaseFindings.WindowDetail] = [:]
    for (figure, detail) in details {
      var detail = detail
      detail.reasons = detail.reasons.map { (text($0.reason), $0.count) }
      for index in detail.failures.indices {
        apply(&detail.failures[index].text)
        apply(&detail.failures[index].place)
      }
      redacted[text(figure)] = detail
    }
    details = redacted
  }

  private func redact(signatures: inout [WindowSignatures]?) {
    signatures = signatures?.map { window in
      var window = window
      apply(&window.figure)
      apply(&window.service)
      for index in window.signatures.indices {
        apply(&window.signatures[index].template)
        apply(&window.signatures[index].excerpt)
        apply(&window.signatures[index].place)
      }
      return window
    }
  }

  private func redact(correlation: inout Correlation?) {
    guard var found = correlation else { return }
    for index in found.onsets.indices { apply(&found.onsets[index].service) }
    found.orders = found.orders.map { order in
      switch order {
      case .leads(var claim):
        apply(&claim.leader)
        apply(&claim.follower)
        return .leads(claim)
      case .cannotOrder(var abstention):
        abstention.services = abstention.services.map(text)
        return .cannotOrder(abstention)
      }
    }
    if var moving = found.coMovement {
      for index in moving.pairs.indices {
        moving.pairs[index].services = moving.pairs[index].services.map(text)
      }
      found.coMovement = moving
    }
    if var origin = found.origin {
      for index in origin.candidates.indices { redact(candidate: &origin.candidates[index]) }
      origin.commonDependency = origin.commonDependency.map(text)
      origin.refusals = origin.refusals.map { refusal in
        var refusal = refusal
        apply(&refusal.explanation)
        return refusal
      }
      found.origin = origin
    }
    correlation = found
  }

  private func redact(candidate: inout OriginCandidate) {
    apply(&candidate.service)
    candidate.movesWith = candidate.movesWith.map(text)
    candidate.quietCallees = candidate.quietCallees.map(text)
    candidate.unloggedCallees = candidate.unloggedCallees.map(text)
    switch candidate.standing {
    case .leads(let services): candidate.standing = .leads(services.map(text))
    case .led(let services): candidate.standing = .led(by: services.map(text))
    case .ties, .alone, .unknown: break
    }
  }
}
