// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// `recount remote` without an engine: what it would ask, and how it says that nobody answers.
@Suite struct RemoteTests {
  private func remote(_ arguments: String...) throws -> Binary.Outcome {
    try Binary.run(
      ["remote"] + arguments + ["--since", "2022-12-16T00:00Z", "--until", "2022-12-17T00:00Z"])
  }

  @Test(arguments: ["recount", "nginx", "otel_logs", "otel_traces", "envoy"])
  func `every mapping tells its statements and runs nothing`(mapping: String) throws {
    let outcome = try remote(
      "http://127.0.0.1:1", "logs.access", "--mapping", mapping, "--explain")
    #expect(outcome.status == 0, "\(outcome.error)")
    for name in ["-- rows", "-- rollup", "-- spans"] { #expect(outcome.output.contains(name)) }
    #expect(outcome.output.contains("GROUP BY"))
  }

  @Test func `nobody who answers is told with what to try, and no case is made`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("case.recount")
    let outcome = try remote(
      "http://127.0.0.1:1", "logs.access", "--mapping", "nginx", "-C", path)
    #expect(outcome.status == 74)
    #expect(outcome.error.contains("connection refused"), "\(outcome.error)")
    #expect(outcome.error.contains("the HTTP port is often 8123"))
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a wrong mapping, a password in the address and a plain address are usage errors`()
    throws
  {
    let mapping = try remote("http://127.0.0.1:1", "logs.access", "--mapping", "ngnix")
    #expect(mapping.status == 64 && mapping.error.contains("did you mean `nginx`?"))
    let password = try remote("https://me:secret@ch:8443", "logs.access", "--mapping", "nginx")
    #expect(password.status == 64 && !password.error.contains("secret"), "\(password.error)")
    let plain = try remote("http://ch.example:8123", "logs.access", "--mapping", "nginx")
    #expect(plain.status == 64)
    let table = try remote("http://127.0.0.1:1", "logs.acc\"ess", "--mapping", "nginx")
    #expect(table.status == 64)
  }
}
