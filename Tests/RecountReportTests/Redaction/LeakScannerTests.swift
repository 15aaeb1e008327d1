// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountReport
import Testing

struct LeakScannerTests {
  private func leaks(_ text: String, allowed: [String] = []) -> [Leak] {
    LeakScanner(allowed: allowed).leaks(in: text, file: "report.md")
  }

  @Test func `a leak is told with file, line and kind, and not repeated`() throws {
    let found = leaks("# A\n\nAsk ada@example.com or 10.4.0.17 about it.\n")
    try #require(found.map(\.kind) == [.email, .ipv4])
    #expect(found.allSatisfy { $0.file == "report.md" && $0.line == 3 })
    #expect(found[0].excerpt == "Ask [e-mail address] or ")
    #expect(found[1].excerpt == " or [IPv4 address] about it.")
  }

  @Test(arguments: [
    "ada&#64;example.com", "ada&#x40;example\\.com", "ada&commat;example.com",
    #"{"text":"ada\u0040example.com"}"#, "<code>10.4.0.17</code>", "10\\.4\\.0\\.17",
    "<text x=\"1\">10.4.0.17</text>", "https&#58;//ada:pw@example/", "x-token-auth&#58;abc@b",
    "ghp\\_0123456789abcdefghijABCDEFGHIJ012345", "password&equals;hunter2",
    "-----BEGIN OPENSSH PRIVATE KEY-----",
  ])
  func `escapes of a format hide nothing`(text: String) {
    #expect(leaks(text).count == 1, "\(leaks(text))")
  }

  @Test func `the same value is one leak of a line, escaped or not`() {
    #expect(leaks("10.4.0.17 &amp; more").count == 1)
  }

  @Test(arguments: [
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 960 240\">",
    "<path d=\"M12.5 4.25L13.5 4.75H10.1.2\" fill=\"#0072b2\"/>",
    "See [the page](https://status.example.com/incidents?id=7).",
    "content=\"default-src 'none'; script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='\"",
    "| `client-0123456789` | 10:07 | Recount 1.2.3 |", "a::before { content: none }",
  ])
  func `markup, links and pseudonyms are no leaks`(text: String) {
    #expect(leaks(text) == [])
  }

  @Test func `what is allowed passes, and nothing else`() {
    let text = "help@example.com, ada@example.com, 10.4.0.17"
    #expect(leaks(text, allowed: ["help@example.com"]).map(\.kind) == [.email, .ipv4])
    #expect(leaks(text, allowed: ["*@EXAMPLE.com", "10.4.*"]) == [])
    #expect(leaks(text, allowed: ["example.com"]).count == 3)
  }

  @Test func `an excerpt shows nothing of another leak`() {
    let found = leaks("a@example.com b@example.com password=hunter2 10.4.0.17")
    #expect(found.count == 4)
    for leak in found {
      for word in ["example", "hunter2", "10.4"] { #expect(!leak.excerpt.contains(word)) }
    }
  }
}
