// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// `recount remote` without an engine: what it would ask, and how it says that nobody answers.
@Suite struct RemoteTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func add(
    _ url: String, _ table: String, _ map: String, _ more: String...
  ) throws -> Binary.Outcome {
    try Binary.run(
      ["remote", "add", "shop", "--url", url, "--table", table, "--map", map] + more,
      folder: folder.url)
  }

  private func pull(_ arguments: String...) throws -> Binary.Outcome {
    try Binary.run(
      ["remote", "pull"] + arguments
        + ["--since", "2022-12-16T00:00Z", "--until", "2022-12-17T00:00Z"], folder: folder.url)
  }

  @Test(arguments: ["recount", "nginx", "otel_logs", "otel_traces", "envoy"])
  func `every mapping tells its statements and runs nothing`(mapping: String) throws {
    #expect(try add("http://127.0.0.1:1", "logs.access", mapping).status == 0)
    let outcome = try pull("shop", "--explain")
    #expect(outcome.status == 0, "\(outcome.error)")
    for name in ["-- rows", "-- rollup", "-- spans"] { #expect(outcome.output.contains(name)) }
    #expect(outcome.output.contains("GROUP BY"))
  }

  @Test func `nobody who answers is told with what to try, and no case is made`() throws {
    let path = folder.path("case.recount")
    #expect(try add("http://127.0.0.1:1", "logs.access", "nginx").status == 0)
    let outcome = try pull("shop", "-C", path)
    #expect(outcome.status == 74)
    #expect(outcome.error.contains("connection refused"), "\(outcome.error)")
    #expect(outcome.error.contains("the HTTP port is often 8123"))
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a wrong mapping, a password in the address and a plain address are usage errors`()
    throws
  {
    let mapping = try add("http://127.0.0.1:1", "logs.access", "ngnix")
    #expect(mapping.status == 64 && mapping.error.contains("did you mean `nginx`?"))
    let password = try add("https://me:secret@ch:8443", "logs.access", "nginx")
    #expect(password.status == 64 && !password.error.contains("secret"), "\(password.error)")
    let plain = try add("http://ch.example:8123", "logs.access", "nginx")
    #expect(plain.status == 64)
    let table = try add("http://127.0.0.1:1", "logs.acc\"ess", "nginx")
    #expect(table.status == 64)
    #expect(!FileManager.default.fileExists(atPath: folder.path("remotes.yml")))
  }

  @Test func `a remote of one's own is written down in full, and comes back the same`() throws {
    try folder.write(
      """
      time: toInt64(ts) * 1000
      service: "'edge'"
      status: code
      failed: grpc <> 0
      dimensions:
        zone: zone
      """, "edge.yml")
    #expect(try add("http://127.0.0.1:1", "logs.edge", "edge.yml").status == 0)
    let written = try folder.read("remotes.yml")
    try FileManager.default.removeItem(atPath: folder.path("edge.yml"))
    let statements = try pull("shop", "--explain")
    #expect(statements.output.contains("toInt64(ts) * 1000"))
    #expect(statements.output.contains("-- dimension zone"))
    #expect(try add("http://127.0.0.1:1", "logs.access", "nginx", "--service", "it's").status == 0)
    #expect(try pull("shop", "--explain").output.contains("'it''s'"))
    try folder.write(written.replacing("zone: zone", with: "zone: SELECT 1"), "remotes.yml")
    let broken = try pull("shop", "--explain")
    #expect(broken.status == 1 && broken.error.contains("may not say SELECT"), "\(broken.error)")
    try folder.write(written.replacing("table:", with: "tabel:"), "remotes.yml")
    let unknown = try pull("shop", "--explain")
    #expect(unknown.error.contains("did you mean `table`?"))
    #expect(unknown.error.contains("remotes.yml:"))
  }

  @Test func `a name that nobody gave is told with those that are there`() throws {
    let none = try pull("shop")
    #expect(none.status == 64 && none.error.contains("there are none yet"))
    #expect(try add("http://127.0.0.1:1", "logs.access", "nginx").status == 0)
    #expect(try pull("shob").error.contains("did you mean `shop`?"))
    let list = try Binary.run(["remote", "list"], folder: folder.url)
    #expect(
      list.output == "name\turl\ttable\tmapping\nshop\thttp://127.0.0.1:1\tlogs.access\tnginx\n")
  }
}
