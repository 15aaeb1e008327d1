// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountRemote
import Synchronization
import RecountTestEngines
import Testing

@Suite struct RemotePartialsTests {
  /// A pull from a server that answers each statement by its columns.
  private func pull(
    _ answers: [String: String], table: String = "logs.request", samples: Int = 0
  ) async throws -> RemotePartials {
    let server = try ScriptedServer { request in
      let answer = answers.first { request.body.hasPrefix("SELECT part, " + $0.key) }
      return ScriptedServer.whole("200 OK", answer?.value ?? "")
    }
    defer { server.stop() }
    let endpoint = try RemoteEndpoint(
      name: table, address: "http://127.0.0.1:\(server.port)", table: RemoteTable(parsing: table),
      limits: RemoteLimits(attempts: 1))
    var mapping = RemoteMapping.recount
    mapping.duration = nil
    let pull = try RemotePull(
      from: endpoint, mapping: mapping, range: day,
      options: .init(dimensions: ["host"], samples: samples))
    return try await pull.run(client(endpoint))
  }

  private func answers(_ n: Int64, service: String = "web") -> [String: String] {
    [
      "r_version": "part\tversion\n0\t18.16.1\n1\t\n",
      "r_rows": "part\trows\tevents\n0\t\(n + 3)\t\(n)\n1\t0\t0\n",
      "r_service AS service, r_minute_us":
        "part\tservice\tminute_us\toutcome\tcause\tn\n0\t\(service)\t60000000\t1\t\t\(n)\n1\t\t0\t0\t\t0\n",
      "r_service AS service, r_value":
        "part\tservice\tvalue\tfailed\tn\n0\t\(service)\th\t\(n)\t\(n)\n1\t\t\t0\t0\n",
      "r_service AS service, r_first_us":
        "part\tservice\tfirst_us\tlast_us\tn\n0\t\(service)\t61000000\t62000000\t\(n)\n1\t\t0\t0\t0\n",
    ]
  }

  @Test func `a pull gives counts and how they were got`() async throws {
    let partials = try await pull(answers(5))
    #expect(partials.rows == 8)
    #expect(partials.events == 5)
    #expect(partials.rollup.first?.outcome == .failure)
    #expect(partials.origins.first?.version == "18.16.1")
    #expect(
      partials.origins.first?.statements.map(\.name) == [
        "rows", "rollup", "dimension host", "spans",
      ])
    #expect(
      String(decoding: partials.canonicalBytes, as: UTF8.self) == """
        recount.partials\t1
        rows\t8\tevents\t5
        rollup\t1
        web\t60000000\t1\t\t5
        durations\t0
        dimensions\t1
        web\thost\th\t5\t5
        spans\t1
        web\t61000000\t62000000\t5
        samples\t0

        """)
  }

  @Test func `remotes add up in any order`() async throws {
    let first = try await pull(answers(5), table: "logs.a")
    let second = try await pull(answers(7), table: "logs.b")
    let third = try await pull(answers(1, service: "api"), table: "logs.c")
    var forth = first
    try forth.add(second)
    try forth.add(third)
    var back = third
    try back.add(second)
    try back.add(first)
    #expect(forth.canonicalBytes == back.canonicalBytes)
    #expect(forth.events == 13)
    #expect(forth.rows == 22)
    #expect(forth.rollup.map(\.n) == [1, 12])
    #expect(forth.origins.map(\.remote) == ["logs.a", "logs.b", "logs.c"])
    #expect(forth.origins == back.origins)
  }

  @Test func `the same table is not added to itself`() async throws {
    var partials = try await pull(answers(5))
    let same = partials
    #expect(throws: RemoteError.countedTwice(table: "logs.request")) { try partials.add(same) }
    #expect(partials.events == 5)
  }

  @Test func `rows that come in between are told`() async throws {
    var changed = answers(5)
    changed["r_rows"] = "part\trows\tevents\n0\t8\t4\n1\t0\t0\n"
    let error = await remoteError { _ = try await pull(changed) }
    #expect(error == .changedWhileReading(first: 4, later: 5))
  }

  @Test func `a range without events is no answer`() async throws {
    var empty = answers(5)
    empty["r_rows"] = "part\trows\tevents\n0\t8\t0\n1\t0\t0\n"
    let error = await remoteError { _ = try await pull(empty) }
    #expect(error == .noEvents(rows: 8))
    #expect(error?.message == "none of the 8 rows in the range is an event")
  }

  @Test func `an outcome that is none is no answer`() async throws {
    var odd = answers(5)
    odd["r_service AS service, r_minute_us"] =
      "part\tservice\tminute_us\toutcome\tcause\tn\n0\tweb\t60000000\t9\t\t5\n1\t\t0\t0\t\t0\n"
    let error = await remoteError { _ = try await pull(odd) }
    #expect(
      error
        == .unexpectedContent("a field in the answer to rollup that cannot be read"))
  }

  @Test func `a dimension that the mapping has not is refused`() throws {
    #expect(throws: RemoteConfigurationError.dimension("color")) {
      _ = try RemotePull(
        from: endpoint(port: 1), mapping: .recount, range: day,
        options: .init(dimensions: ["color"]))
    }
  }
}
