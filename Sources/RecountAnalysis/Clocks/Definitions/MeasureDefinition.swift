// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// How a publisher defines a length of time in an incident: where its clock starts and stops.
package struct MeasureDefinition: Hashable, Sendable {
  /// A name such as `atlassian.ttd`.
  package var id: String
  package var publisher: String
  /// The publisher's own name for it.
  package var name: String
  package var start: DefinedMoment
  package var stop: DefinedMoment
  /// Where it is published.
  package var source: String
  /// What a reader should know about the definition itself.
  package var remark: String?

  /// Whether the counts can give an end, so that it is told on both bases.
  var isMeasurable: Bool { start.isMeasurable || stop.isMeasurable }

  private static func entry(
    _ id: String, _ publisher: String, _ name: String, _ start: DefinedMoment,
    _ stop: DefinedMoment, _ source: String, _ remark: String? = nil
  ) -> MeasureDefinition {
    MeasureDefinition(
      id: id, publisher: publisher, name: name, start: start, stop: stop, source: source,
      remark: remark)
  }

  private static let handbook =
    "https://www.atlassian.com/incident-management/handbook/incident-response"
  private static let metrics =
    "https://www.atlassian.com/incident-management/kpis/common-metrics"
  private static let pagerDuty = "https://github.com/PagerDuty/postmortem-docs (writing.md)"
  private static let gitLab = "https://gitlab.com/gitlab-com/www-gitlab-com (MR 111658)"
  private static let datadog = "https://github.com/DataDog/documentation (PR 35821)"

  /// All definitions in the order in which they are told.
  package static let published: [MeasureDefinition] =
    atlassian + operations + deployments + statusPage

  private static let atlassian = [
    entry("atlassian.ttd", "Atlassian", "time to detect", .impactStart, .detection, handbook),
    entry("atlassian.ttr", "Atlassian", "time to recovery", .impactStart, .impactEnd, handbook),
    entry("atlassian.mtta", "Atlassian", "time to acknowledge", .firstAlert, .workStart, metrics),
    entry("atlassian.mttr.repair", "Atlassian", "time to repair", .workStart, .impactEnd, metrics),
    entry(
      "atlassian.mttr.recovery", "Atlassian", "time to recovery (MTTR)", .impactStart, .impactEnd,
      metrics),
    entry(
      "atlassian.mttr.respond", "Atlassian", "time to respond", .firstAlert, .impactEnd, metrics),
    entry(
      "atlassian.mttr.resolve", "Atlassian", "time to resolve", .impactStart, .prevention, metrics,
      "counts the work that keeps it from happening again"),
  ]

  private static let operations = [
    entry(
      "google.mttr", "Google SRE", "time to repair", .impactStart, .impactEnd,
      "https://sre.google/sre-book/introduction/"),
    entry(
      "pagerduty.impact", "PagerDuty", "impact length", .impactStart, .impactEnd, pagerDuty,
      "impact may start before it is detected"),
    entry("pagerduty.response", "PagerDuty", "response length", .detection, .impactEnd, pagerDuty),
    entry("gitlab.mttd", "GitLab", "time to detection", .impactStart, .detection, gitLab),
    entry(
      "gitlab.mttm", "GitLab", "time to mitigation", .impactStart, .mitigation, gitLab,
      "no severe impact any more; service may still be degraded"),
    entry("gitlab.mttr", "GitLab", "time to recovery", .impactStart, .impactEnd, gitLab),
    entry("datadog.detect", "Datadog", "time to detect", .impactStart, .detection, datadog),
    entry("datadog.repair", "Datadog", "time to repair", .detection, .impactEnd, datadog),
    entry("datadog.resolve", "Datadog", "time to resolve", .declaration, .closure, datadog),
  ]

  private static let deployments = [
    entry(
      "dora.restore", "DORA (until 2022)", "time to restore service", .impactStart, .impactEnd,
      "https://dora.dev/research/"),
    entry(
      "dora.recovery", "DORA (since 2023)", "failed deployment recovery time", .failedDeployment,
      .impactEnd, "https://dora.dev/research/",
      "only an incident that a failed deployment began is a sample of it"),
  ]

  private static let statusPage = [
    entry(
      "page.duration", "status page", "first post to resolved", .firstPost, .pageResolution,
      "https://github.com/checkly/docs (PR 218)", "ends with the resolution that closed it"),
    entry(
      "ttr.page", "status page", "time to resolved on the page", .impactStart, .pageResolution,
      "defined here", "always from the declared start"),
  ]
}
