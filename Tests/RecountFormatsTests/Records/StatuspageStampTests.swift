// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Incidents whose stamps cannot all be true, and what is kept of them.
@Suite struct StatuspageStampTests {
  private static func update(_ status: String, _ display: String, created: String? = nil) -> String
  {
    let written = created.map { #","created_at":"\#($0)""# } ?? ""
    return #"{"status":"\#(status)","body":"b","display_at":"\#(display)"\#(written)}"#
  }

  private static func incident(_ updates: String..., impact: String = "major") -> String {
    #"{"name":"n","impact":"\#(impact)","incident_updates":[\#(updates.joined(separator: ","))]}"#
  }

  private func expect(
    _ text: String, _ told: [String], rejects: [RejectReason] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let parsed = ParsedContent(text, as: .statuspage)
    #expect(
      parsed.milestones.map { "\($0.kind.rawValue) \($0.time.minuteText)" } == told,
      sourceLocation: sourceLocation)
    #expect(parsed.rejects.map(\.reason) == rejects, sourceLocation: sourceLocation)
    #expect(parsed.closes, sourceLocation: sourceLocation)
  }

  @Test(arguments: ["0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "soon"])
  func `a stamp that is none gives way to the time of writing`(none: String) {
    let opened = Self.update("investigating", "2025-03-12T09:25:00Z")
    expect(
      Self.incident(Self.update("resolved", none, created: "2025-03-12T11:02:00Z"), opened),
      ["posted 2025-03-12 09:25", "resolved 2025-03-12 11:02"])
    expect(
      Self.incident(Self.update("resolved", none, created: none), opened),
      ["posted 2025-03-12 09:25"], rejects: [.malformedTime])
  }

  @Test func `an end in the year before is refused`() {
    expect(
      Self.incident(
        Self.update("resolved", "2024-01-05T11:02:00Z"),
        Self.update("identified", "2025-01-05T09:50:00Z"),
        Self.update("investigating", "2025-01-05T09:25:00Z")),
      ["posted 2025-01-05 09:25", "note 2025-01-05 09:50"], rejects: [.implausibleTime])
  }

  @Test func `an end in the year after is refused`() {
    let opened = Self.update("investigating", "2025-01-05T09:25:00Z")
    expect(
      Self.incident(Self.update("resolved", "2026-01-05T11:02:00Z"), opened),
      ["posted 2025-01-05 09:25"], rejects: [.implausibleTime])
    expect(
      Self.incident(
        Self.update("postmortem", "2026-02-05T11:02:00Z"),
        Self.update("resolved", "2026-01-05T11:02:00Z"),
        Self.update("monitoring", "2026-01-05T10:40:00Z"),
        Self.update("identified", "2025-01-05T09:50:00Z"), opened),
      ["posted 2025-01-05 09:25", "note 2025-01-05 09:50", "note 2026-02-05 11:02"],
      rejects: [.implausibleTime, .implausibleTime])
    // Work that goes on over the year is told on the way.
    expect(
      Self.incident(
        Self.update("resolved", "2026-01-05T11:02:00Z"),
        Self.update("update", "2025-08-05T09:50:00Z"), opened),
      ["posted 2025-01-05 09:25", "note 2025-08-05 09:50", "resolved 2026-01-05 11:02"])
  }

  @Test func `a post in the year after the end is refused where another opens the incident`() {
    expect(
      Self.incident(
        Self.update("resolved", "2025-01-05T11:02:00Z"),
        Self.update("identified", "2026-01-05T09:50:00Z"),
        Self.update("investigating", "2025-01-05T09:25:00Z")),
      ["posted 2025-01-05 09:25", "resolved 2025-01-05 11:02"], rejects: [.implausibleTime])
  }

  @Test func `of a reversed incident the beginning is kept`() {
    expect(
      Self.incident(
        Self.update("resolved", "2025-03-12T09:02:00Z"),
        Self.update("monitoring", "2025-03-12T08:50:00Z"),
        Self.update("investigating", "2025-03-12T09:25:00Z")),
      ["posted 2025-03-12 09:25"], rejects: [.implausibleTime, .implausibleTime])
  }

  @Test func `an incident that was opened again is in order`() {
    expect(
      Self.incident(
        Self.update("resolved", "2025-03-12T12:00:00Z"),
        Self.update("investigating", "2025-03-12T11:30:00Z"),
        Self.update("resolved", "2025-03-12T11:02:00Z"),
        Self.update("investigating", "2025-03-12T09:25:00Z")),
      [
        "posted 2025-03-12 09:25", "resolved 2025-03-12 11:02", "note 2025-03-12 11:30",
        "resolved 2025-03-12 12:00",
      ])
  }

  @Test func `an incident without length says so`() {
    let text = Self.incident(
      Self.update("resolved", "2025-03-12T11:02:00Z"),
      Self.update("investigating", "2025-03-12T11:02:00Z"))
    expect(
      text,
      ["posted 2025-03-12 11:02", "resolved 2025-03-12 11:02", "note 2025-03-12 11:02"])
    #expect(
      ParsedContent(text, as: .statuspage).milestones.last?.text
        == "posted and resolved carry one stamp: resolved: b")
  }

  @Test func `a post-mortem that comes later is a note`() {
    expect(
      Self.incident(
        Self.update("postmortem", "2026-02-12T09:00:00Z"),
        Self.update("resolved", "2025-03-12T11:02:00Z"),
        Self.update("investigating", "2025-03-12T09:25:00Z")),
      ["posted 2025-03-12 09:25", "resolved 2025-03-12 11:02", "note 2026-02-12 09:00"])
  }

  @Test func `a stamp without a zone is taken as UTC and says so`() {
    let text = Self.incident(Self.update("investigating", "2025-03-12T09:25:00"))
    expect(text, ["posted 2025-03-12 09:25"])
    #expect(ParsedContent(text, as: .statuspage).quality == .zoneAssumed)
    let stated = Self.incident(Self.update("investigating", "2025-03-12T01:25:00-08:00"))
    expect(stated, ["posted 2025-03-12 09:25"])
    #expect(ParsedContent(stated, as: .statuspage).quality == .exact)
  }

  @Test func `maintenances are notes`() {
    let told = ["note 2025-03-12 09:25", "note 2025-03-12 11:02"]
    let updates = [
      Self.update("resolved", "2025-03-12T11:02:00Z"),
      Self.update("investigating", "2025-03-12T09:25:00Z"),
    ]
    expect(Self.incident(updates[0], updates[1], impact: "maintenance"), told)
    let plain = Self.incident(updates[0], updates[1])
    expect(#"{"scheduled_maintenances":[\#(plain)]}"#, told)
    expect(
      Self.incident(
        Self.update("completed", "2025-03-12T11:02:00Z"),
        Self.update("in_progress", "2025-03-12T09:25:00Z")), told)
  }

  @Test(arguments: [
    (#"[{"name":"API"}]"#, "API"), (#"[{"name":"API"},{"name":"Git"}]"#, nil), ("null", nil),
    ("[]", nil), (#"[{"name":" \t"}]"#, nil), ("7", nil), (#"["API"]"#, nil),
  ])
  func `an update that names one component is about it`(components: String, service: String?) {
    let text =
      #"{"incident_updates":[{"status":"resolved","display_at":"2025-03-12T11:02:00Z","affected_components":\#(components)}]}"#
    let parsed = ParsedContent(text, as: .statuspage)
    #expect(parsed.milestones.map(\.service) == [service, service])
  }

  @Test func `a page's empty answer is told as its own`() {
    let text =
      #"{"page":{"id":"k","time_zone":"Etc/UTC"},"incidents":[],"scheduled_maintenances":[]}"#
    let sample = LineBatches.whole(Array(text.utf8))
    #expect(FormatDetector.detect(entry: nil, sample).format?.name == "statuspage")
    let parsed = ParsedContent(text, as: .statuspage)
    #expect(parsed.closes && parsed.rejects.isEmpty && parsed.tally.lines == 0)
  }
}
