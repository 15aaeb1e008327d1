// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import Testing

@Suite struct SignatureMentionTests {
  private let services = ["payments", "pay", "users-db", "db", "web", "x"]

  @Test(arguments: [
    ("connection refused: payments:8080", ["payments"], false),
    ("Timeout calling PAYMENTS", ["payments"], true),
    ("upstream users-db.internal timed out after *", ["users-db"], true),
    ("payments_v2 and dbx answered", [], false), ("pay, then db", ["db", "pay"], false),
    ("x", [], false), ("", [], false),
  ])
  func `names stand alone`(text: String, names: [String], isTimeout: Bool) {
    let mentions = SignatureMention.find(
      in: text, signature: "s1", caller: "web", among: services)
    #expect(mentions.map(\.callee) == names)
    #expect(mentions.allSatisfy { $0.isTimeout == isTimeout && $0.caller == "web" })
  }

  @Test func `a service that names itself is no mention`() {
    let mentions = SignatureMention.find(
      in: "web: no route to db", signature: "s", caller: "web", among: services + services)
    #expect(mentions.map(\.callee) == ["db"])
  }
}
