// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import Testing

@Suite struct LineMaskTests {
  @Test(arguments: [
    ("took 12.5 s", "took #.# s"),
    ("port 8080 of 10.0.0.7:443", "port # of #.#.#.#:#"),
    ("received unexpected HTTP status: 503 Service Unavailable", nil),
    ("429 Too Many Requests after 429 tries", "429 Too Many Requests after # tries"),
    ("pod web-6d4cf56db6-x7", "pod web-#d#cf#db#-x#"),
    ("job 8d4c1a2e-0b3f-4c5d-9e6f-7a8b9c0d1e2f failed", "job <id> failed"),
    ("commit 9fceb02d0ae598e9", "commit <id>"),
    ("deadbeef is a word and 12345678 a number", "deadbeef is a word and # a number"),
    ("\u{1B}[31merror\u{1B}[0m:\t  too\u{7F}late ", "error: too late"),
    ("\u{1B}", ""), ("\u{1B}[31", ""), ("", ""), ("naïve 7 é", "naïve # é"),
  ])
  func `what changes is masked`(line: String, mask: String?) {
    #expect(LineMask.masked(line) == mask ?? line)
  }

  @Test func `a mask masked again is the same`() {
    for line in ["a 1 b22 <id>", "8d4c1a2e-0b3f-4c5d-9e6f", "x # y 503 Service"] {
      let once = LineMask.masked(line)
      #expect(LineMask.masked(once) == once)
    }
  }
}
