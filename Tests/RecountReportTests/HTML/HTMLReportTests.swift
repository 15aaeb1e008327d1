// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountAnalysis
import RecountModel
import RecountReport
import Testing

/// The report as HTML: its form, and that it says what the Markdown says.
struct HTMLReportTests {
  private func html(_ findings: CaseFindings, document: String? = nil) throws -> String {
    try ReportRenderer.html(findings, version: "1.2.3", document: document)
  }

  private func markdown(_ findings: CaseFindings) throws -> String {
    try #require(try ReportRenderer(findings, version: "1.2.3").files().first).text
  }

  @Test func `the page of a small incident is the one that was recorded`() throws {
    try expectSnapshot(
      html(SampleFindings.findings), named: "report.html",
      testFile: URL(fileURLWithPath: #filePath).deletingLastPathComponent().path)
  }

  @Test func `the same findings give the same bytes, and not many`() throws {
    let page = try html(SampleFindings.findings)
    #expect(try html(SampleFindings.findings) == page)
    #expect(page.utf8.count < 300_000)
  }

  @Test(arguments: [SampleFindings.findings, CaseFindings()])
  func `Markdown that Recount writes is understood without a rest`(findings: CaseFindings) throws {
    #expect(try ReportRenderer.foreignMarkdown(findings, version: "1.2.3") == [])
  }

  @Test(arguments: [SampleFindings.findings, CaseFindings()])
  func `every element is ended, ids are unique and references lead somewhere`(
    findings: CaseFindings
  ) throws {
    let page = try HTMLReader(html(findings))
    #expect(page.imbalance == [])
    let ids = page.tags.compactMap { $0.value("id") }
    #expect(Set(ids).count == ids.count)
    for tag in page.tags {
      if let link = tag.value("href"), link.hasPrefix("#") {
        #expect(ids.contains(String(link.dropFirst())))
      }
      for id in tag.value("aria-labelledby")?.split(separator: " ") ?? [] {
        #expect(ids.contains(String(id)))
      }
      if let fill = tag.value("fill"), fill.hasPrefix("url(#") {
        #expect(ids.contains(String(fill.dropFirst(5).dropLast())))
      }
    }
  }

  @Test func `nothing is loaded, styled in place or run by an attribute`() throws {
    let page = try HTMLReader(html(SampleFindings.findings))
    for tag in page.tags {
      for (name, value) in tag.attributes {
        #expect(name != "style" && !name.lowercased().hasPrefix("on") && name != "src")
        #expect(!value.lowercased().contains("javascript:"))
        #expect(!value.contains("://") || name == "xmlns", "\(name)")
      }
    }
    #expect(page.tags.filter { $0.name == "script" && !$0.isEnd }.count == 2)
    #expect(page.tags.filter { $0.name == "style" && !$0.isEnd }.count == 1)
  }

  @Test func `the policy names the hashes of the style and of the script`() throws {
    let page = try HTMLReader(html(SampleFindings.findings))
    let style = try #require(page.texts(of: "style").first)
    let script = try #require(page.texts(of: "script").last)
    let policy = page.tags.first { $0.value("http-equiv") == "Content-Security-Policy" }
    #expect(
      policy?.value("content") == """
        default-src 'none'; img-src data:; style-src \(PlainSHA256.source(style)); \
        script-src \(PlainSHA256.source(script)); base-uri 'none'; form-action 'none'
        """)
  }

  @Test func `the outline is that of the Markdown, with a way to each section`() throws {
    let page = try HTMLReader(html(SampleFindings.findings))
    let lines = try markdown(SampleFindings.findings).split(separator: "\n")
    let headings = lines.filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) }
    #expect(page.texts(of: "h2") == headings)
    #expect(page.texts(of: "h1") == ["EX-7: Slow checkout"])
    #expect(page.texts(of: "nav").first?.split(separator: "\n").map(String.init) == headings)
    let rows = RenderedMarkdown.prose(try markdown(SampleFindings.findings))
      .filter { $0.hasPrefix("| ") && !$0.hasPrefix("| --") }
    #expect(page.texts(of: "tr").count == rows.count)
    let charts = try ReportRenderer(SampleFindings.findings, version: "1.2.3").files().count - 1
    #expect(charts >= 3 && page.texts(of: "figure").count == charts)
    #expect(page.texts(of: "pre").count == 2)
  }

  @Test func `every word that the Markdown shows is in the page`() throws {
    let page = try HTMLReader(html(SampleFindings.findings))
    let shown = (page.texts(of: "header") + page.texts(of: "main")).joined(separator: " ")
    let words = Set(shown.split { $0 == " " || $0 == "\n" })
    for line in RenderedMarkdown.prose(try markdown(SampleFindings.findings))
    where !line.hasPrefix("<!--") && !line.hasPrefix("|") && !line.hasPrefix("![") {
      let plain = line.filter { !"`*#>\\".contains($0) }.split(separator: "<!--")[...].first ?? ""
      for word in plain.split(separator: " ") where word != "-" {
        #expect(words.contains { $0.contains(word) }, "\(word)")
      }
    }
  }

  @Test func `tables have a caption and heads with a scope`() throws {
    let page = try HTMLReader(html(SampleFindings.findings))
    let tables = page.tags.filter { $0.name == "table" && !$0.isEnd }.count
    #expect(page.texts(of: "caption").count == tables)
    #expect(
      page.tags.filter { $0.name == "th" && !$0.isEnd }.allSatisfy { $0.value("scope") != nil })
    #expect(page.texts(of: "caption").first == "Table 1. EX-7: Slow checkout")
  }

  @Test func `forty years between two events give no more buckets`() throws {
    var findings = SampleFindings.findings
    for index in findings.impacts.indices { findings.impacts[index].windows = [] }
    findings.coverage = TimeRange(start: Timestamp(seconds: 0), end: .at(18, 0))
    let data = try data(html(findings))
    #expect(try #require(data["count"] as? Int) <= 400)
    #expect(try html(findings).utf8.count < 300_000)
  }

  @Test func `text has a contrast of 4,5 to 1 at least on the page and on cards`() throws {
    let style = try #require(try HTMLReader(html(CaseFindings())).texts(of: "style").first)
    func luminance(_ name: String) throws -> Double {
      let value = try #require(style.split(separator: "--\(name):#").dropFirst().first)
      let color = try #require(UInt32(value.prefix(6), radix: 16))
      let parts = [16, 8, 0].map { shift -> Double in
        let part = Double(color >> UInt32(shift) & 255) / 255
        return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    for text in ["ink", "quiet", "link", "failed"] {
      for ground in ["page", "card"] {
        #expect(try (luminance(ground) + 0.05) / (luminance(text) + 0.05) >= 4.5)
      }
    }
  }

  @Test func `the script is short and makes no markup of text`() throws {
    let script = try #require(try HTMLReader(html(CaseFindings())).texts(of: "script").last)
    #expect(script.split(separator: "\n", omittingEmptySubsequences: false).count <= 405)
    for word in [
      "innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(",
    ] {
      #expect(!script.contains(word))
    }
  }

  @Test func `the hash of the tests is SHA-256`() {
    // The examples of one and of two blocks of FIPS 180.
    let short = PlainSHA256.hash(Array("abc".utf8)).prefix(8)
    #expect(Array(short) == [0xBA, 0x78, 0x16, 0xBF, 0x8F, 0x01, 0xCF, 0xEA])
    let long = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
    let digest = PlainSHA256.hash(Array(long.utf8)).prefix(4)
    #expect(Array(digest) == [0x24, 0x8D, 0x6A, 0x61])
  }

  @Test func `fifty services are a page of less than a megabyte and a half`() throws {
    var findings = SampleFindings.findings
    findings.impacts += (0..<50).map { index in
      let name = "service-\(index)"
      var impact = ServiceImpact(
        series: SampleFindings.series(name, .request, failing: [600..<700]),
        windows: [SampleFindings.window(name, .request, 1, .at(10, 0), .at(11, 40))])
      for bin in impact.series.total.indices { impact.series.total[bin] += Int64(bin * index) }
      return impact
    }
    let page = try html(findings)
    #expect(page.utf8.count < 1_500_000)
    #expect(try data(page)["omitted"] as? Int == 13)
  }

  // MARK: - Data

  private func data(_ page: String) throws -> [String: Any] {
    let json = try #require(try HTMLReader(page).texts(of: "script").first)
    return try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }

  @Test func `buckets add up to the events of the range, gaps are null`() throws {
    let data = try data(html(SampleFindings.findings))
    let count = try #require(data["count"] as? Int)
    let services = try #require(data["services"] as? [[String: Any]])
    #expect(services.map { $0["name"] as? String } == ["web", "ci", "quiet"])
    #expect(data["step"] as? Int == 120 && count <= 400)
    for service in services {
      let failed = try #require(service["failed"] as? [Any])
      let total = try #require(service["total"] as? [Any])
      #expect(failed.count == count && total.count == count)
      // Ten minutes at noon are not covered.
      #expect(total.filter { $0 is NSNull }.count == 5)
    }
    let web = try #require(services[0]["failed"] as? [Any]).compactMap { $0 as? Int }.reduce(0, +)
    #expect(web == 12_600)
  }

  @Test func `a window has its sample lines and figures`() throws {
    let windows = try #require(
      try data(html(SampleFindings.findings))["windows"] as? [[String: Any]])
    #expect(
      windows.map { $0["figure"] as? String } == ["impact.web.w1", "impact.ci.w1", "impact.web.w2"])
    #expect((windows[1]["lines"] as? [Any])?.count == 4)
    #expect((windows[0]["figures"] as? [Any])?.count == 2)
  }
}
