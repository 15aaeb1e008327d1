// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountReport
import Testing

/// What commands print of the small incident.
struct ListingTests {
  @Test func `windows are listed with what is open at either end`() {
    var findings = SampleFindings.findings
    findings.impacts[0].windows[0].hasOnset = false
    #expect(
      ListingTables.impact(findings).text(.tsv) == """
        figure\tkind\tonset (UTC)\tend (UTC)\tfailed\ttotal\tabove the baseline\tpeak
        impact.web.w1\tfailing\t2022-12-16 09:50\t2022-12-16 10:50\t2400\t6000\t2310 [2210, 2420]\t72.3 %
        impact.ci.w1\tfailing\t≤ 2022-12-16 10:00\t2022-12-16 11:40\t4000\t10000\t2310 [2210, 2420]\t72.3 %
        impact.web.w2\tfailing, relapse\t2022-12-16 13:45\t≥ 2022-12-16 18:00\t10200\t25500\trefused\t72.3 %

        """)
  }

  @Test func `conflicts and agreements are sentences`() {
    #expect(
      ListingTables.conflicts(SampleFindings.findings) == """
        C1 page: The page says resolved at 10:52 UTC; impact on web ended at 17:59 UTC.
        C7 report, agrees: The stamps add up.

        """)
    #expect(ListingTables.conflicts(CaseFindings()).hasPrefix("Nothing that was declared"))
  }

  @Test func `the other lists have one row for each`() {
    let findings = SampleFindings.findings
    #expect(ListingTables.sources(findings.sources).rows.count == 2)
    #expect(ListingTables.measures(findings).rows.map(\.[1]) == ["—", "—", "57", "-427"])
    #expect(ListingTables.timeline(findings).rows.count == Timeline.entries(findings).count)
  }

  @Test func `windows that the clocks set aside are no part of the incident`() {
    var findings = SampleFindings.findings
    findings.clocks.setAside = [.init(figure: "impact.ci.w1", reason: .apart)]
    #expect(findings.incidentWindows.map(\.figure) == ["impact.web.w1", "impact.web.w2"])
    #expect(findings.windows.count == 3)
    #expect(findings.servicesHit == ["web"])
    #expect(findings.services == ["ci", "quiet", "web"])
  }
}
