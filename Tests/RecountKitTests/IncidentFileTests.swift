// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountKit
import RecountModel
import Testing

@Suite struct IncidentFileTests {
  @Test func `everything that can be stated is read`() throws {
    let incident = try IncidentFile.parse(
      """
      incident: INC-7
      title: Carts fail
      zone: UTC
      synthetic: true
      services:
        - name: cart
          logs: [access/cart-*.log.gz, more.log]
          format: combined
          calls: [store]
          slo: 99.5%
        - name: store
      records: records/page.json
      claims:
        onset: 2025-03-12T10:07Z
        resolved: 2025-03-12T11:40:30+01:00
        duration: 5h33m
        failed_steps: ~60000
      """, path: "incident.yml")
    #expect(incident.id == "INC-7")
    #expect(incident.title == "Carts fail")
    #expect(incident.isSynthetic)
    #expect(incident.services.map(\.name) == ["cart", "store"])
    #expect(incident.services[0].logs == ["access/cart-*.log.gz", "more.log"])
    #expect(incident.services[0].calls == ["store"])
    #expect(incident.services[0].objective == 0.995)
    #expect(incident.records == ["records/page.json"])
    let onset = try #require(incident.claimedMilestones.first { $0.kind == .onset })
    #expect(onset.time.rfc3339 == "2025-03-12T10:07:00.000000Z")
    #expect(onset.plusMinus == .seconds(30))
    #expect(onset.clock == .report)
    let resolved = try #require(incident.claimedMilestones.first { $0.kind == .resolved })
    #expect(resolved.time.rfc3339 == "2025-03-12T10:40:30.000000Z")
    #expect(incident.claims.duration?.span == .minutes(333))
    #expect(incident.claims.failedSteps?.value == 60_000)
  }

  @Test func `what reports hide is read`() throws {
    let stated = try IncidentFile.parse(
      "redact: {clients: pseudonym, users: mask, hosts: keep, allow: [10.0.0.*]}", path: "x")
    let rules = try #require(stated.redaction)
    #expect(rules.treatment(of: .clients) == .pseudonym)
    #expect(rules.treatment(of: .users) == .mask)
    #expect(rules.treatment(of: .hosts) == .keep)
    #expect(rules.treatment(of: .tokens) == .pseudonym)
    #expect(rules.treatment(of: .queries) == .mask)
    #expect(rules.allowed == ["10.0.0.*"])
    #expect(try IncidentFile.parse("zone: UTC\n", path: "x").redaction == nil)
  }

  @Test func `an empty file states nothing`() throws {
    #expect(try IncidentFile.parse("", path: "x").services.isEmpty)
    #expect(try IncidentFile.parse("# nothing yet\n", path: "x").id == nil)
  }

  @Test(arguments: [
    ("titel: x\n", "1", "did you mean `title`?"),
    ("claims:\n  resolvd: 2025-03-12T10:07Z\n", "2", "did you mean `resolved`?"),
    ("zone: Europe/Berlin\n", "1", "offset"),
    ("- a\n- b\n", "1", "keys"),
    ("services:\n  - name: web\n    slo: 100%\n", "3", "between 0 and 100"),
    ("claims: {failed_steps: many}\n", "1", "is no number"),
    ("claims: {duration: long}\n", "1", "is no length of time"),
    ("redact: []\n", "1", "`redact` must be a list of keys"),
    ("redact:\n  client: mask\n", "2", "did you mean `clients`?"),
    ("redact:\n  users: blur\n", "2", "expected one of: pseudonym, mask, keep"),
    ("redact: {tokens: keep}\n", "1", "expected one of: pseudonym, mask"),
    ("alerts:\n  - name: x\n", "2", "does not say when it fires"),
    ("alerts:\n  - when: never\n", "2", "nothing that an alert can ask"),
    ("alerts:\n  - {when: failed_share, above: much}\n", "2", "`above` is no number"),
  ])
  func `a mistake is named with its line and a way out`(
    text: String, line: String, part: String
  ) throws {
    let error = try #require(throws: RecountError.self) {
      try IncidentFile.parse(text, path: "incident.yml")
    }
    #expect(error.exit == .failed)
    #expect(error.place == "incident.yml:\(line)")
    #expect(error.rendered.contains(part), "\(error.rendered)")
  }

  @Test func `the nearest word is found, a far one is not`() {
    #expect(Spelling.nearest(to: "imapct", in: ["impact", "ingest"]) == "impact")
    #expect(Spelling.nearest(to: "zebra", in: ["impact", "ingest"]) == nil)
    #expect(Spelling.nearest(to: "x", in: []) == nil)
  }
}
