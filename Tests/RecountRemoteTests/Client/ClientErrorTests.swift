// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountRemote
import RecountTestEngines
import Testing

@Suite struct ClientErrorTests {
  private static let header = "part\trows\tevents\n"

  /// What a client makes of an answer to the statement that counts rows.
  private func error(
    limits: RemoteLimits = RemoteLimits(attempts: 1), user: String? = nil,
    _ steps: [ScriptedServer.Step]
  ) async throws -> RemoteError? {
    let server = try ScriptedServer { _ in steps }
    defer { server.stop() }
    let client = client(try endpoint(port: server.port, limits: limits), user: user)
    let query = try rollupQuery().rows
    return await remoteError { _ = try await texts(client, query) }
  }

  @Test func `an answer with its end row is taken`() async throws {
    let server = try ScriptedServer { _ in
      ScriptedServer.whole("200 OK", ClientErrorTests.header + "0\t12\t7\n1\t0\t0\n")
    }
    defer { server.stop() }
    let rows = try await texts(
      client(endpoint(port: server.port), user: "ann"), rollupQuery().rows)
    #expect(rows == [["0", "12", "7"]])
    let request = try #require(server.requests.first)
    #expect(request.head.contains("Authorization: Basic YW5uOnNlY3JldA=="))
    #expect(!request.target.contains("secret"))
    for setting in [
      "readonly=2", "max_execution_time=120", "max_result_rows=2000001",
      "max_result_bytes=536870912", "query_id=recount-", "default_format=TabSeparatedWithNames",
      "skip_unavailable_shards=0", "timeout_overflow_mode=throw",
    ] {
      #expect(request.target.contains(setting), "\(setting)")
    }
  }

  @Test func `nobody listening is a refused connection`() async throws {
    let server = try ScriptedServer { _ in [] }
    server.stop()
    let client = client(try endpoint(port: server.port))
    let query = try rollupQuery().rows
    let error = await remoteError { _ = try await texts(client, query) }
    #expect(error == .refused(address: "http://127.0.0.1:\(server.port)"))
    #expect(
      error?.message
        == "nobody answers at http://127.0.0.1:\(server.port): connection refused")
  }

  @Test(arguments: [
    (
      "401 Unauthorized", "Code: 193, e.displayText() = DB::Exception: Wrong password for user ann",
      "the engine refused the user ann or the password"
    ),
    (
      "401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"ClickHouse server HTTP API\"",
      "Code: 193, e.displayText() = DB::Exception: Wrong password for user ann",
      "the engine refused the user ann or the password"
    ),
    ("403 Forbidden", "", "the engine refused the user ann or the password"),
    (
      "404 Not Found",
      "Code: 60, e.displayText() = DB::Exception: Table logs.request doesn't exist., e.what() = DB::Exception",
      "there is no such table: Table logs.request doesn't exist. (code 60)"
    ),
    (
      "404 Not Found",
      "Code: 81. DB::Exception: Database logs does not exist. (UNKNOWN_DATABASE) (version 26.9.2.1)",
      "there is no such database: Database logs does not exist. (UNKNOWN_DATABASE) (code 81)"
    ),
    (
      "500 Error", "Code: 47, e.displayText() = DB::Exception: Unknown identifier: x, e.what() = y",
      "the mapping names a column that is not there: Unknown identifier: x (code 47)"
    ),
    (
      "500 Error", "Code: 159, e.displayText() = DB::Exception: Timeout exceeded: elapsed 121",
      "the engine gave up after 120 s"
    ),
    (
      "500 Error", "Code: 396. DB::Exception: Limit for result exceeded, max rows: 5",
      "the answer to “rows” is larger than 2000000 rows or 536870912 bytes"
    ),
    (
      "500 Error",
      "Code: 279, e.displayText() = DB::NetException: All connection tries failed",
      "a shard did not answer, so counts would be partial: All connection tries failed (code 279)"
    ),
    (
      "500 Error", "Code: 164. DB::Exception: Cannot modify 'readonly' setting in readonly mode.",
      "the user may not do this: Cannot modify 'readonly' setting in readonly mode. (code 164)"
    ),
    ("503 Service Unavailable", "<html>", "the engine is away (HTTP status 503)"),
    (
      "302 Found\r\nLocation: http://127.0.0.1:9/", "elsewhere",
      "the answer is not what was asked for: HTTP status 302: elsewhere"
    ),
    ("302 Found", "elsewhere", "the answer is not what was asked for: no HTTP status"),
    (
      "200 OK", "<html><body>It works!\n</body></html>\n",
      "the answer is not what was asked for: columns <html><body>It works!"
    ),
    (
      "200 OK", "part\trows\n0\t1\n",
      "the answer is not what was asked for: columns part, rows"
    ),
  ])
  func `an error of the engine has a message of its own`(
    status: String, body: String, message: String
  ) async throws {
    let found = try await error(user: "ann", ScriptedServer.whole(status, body))
    #expect(found?.message == message)
  }

  @Test func `an error in the body of status 200 is found behind the rows`() async throws {
    let body =
      ClientErrorTests.header + "0\t12\t7\n"
      + "Code: 241, e.displayText() = DB::Exception: Memory limit exceeded, e.what() = x\n"
    let found = try await error(ScriptedServer.whole("200 OK", body))
    #expect(found == .serverMemory(ServerException(code: 241, text: "Memory limit exceeded")))
  }

  @Test func `what data says about errors is not believed`() async throws {
    let body = ClientErrorTests.header + "0\t12\tCode: 60. DB::Exception: no\n"
    let found = try await error(ScriptedServer.whole("200 OK", body + "0\t1\t1\n"))
    #expect(found == .truncated(rows: 2))
  }

  @Test func `an answer without its end row is cut short, however well it ends`() async throws {
    let body = ClientErrorTests.header + "0\t12\t7\n0\t1\t1\n"
    #expect(try await error(ScriptedServer.whole("200 OK", body)) == .truncated(rows: 2))
    #expect(try await error(ScriptedServer.whole("200 OK", "")) == .truncated(rows: 0))
    let chunked = ScriptedServer.chunkedHead + ScriptedServer.chunk(body)
    #expect(try await error([.send(chunked)]) == .truncated(rows: 2))
    #expect(
      try await error([.send(chunked), .wait(milliseconds: 50), .reset]) == .truncated(rows: 2))
  }

  @Test func `rows behind the end row are no answer`() async throws {
    let body = ClientErrorTests.header + "1\t0\t0\n0\t12\t7\n"
    #expect(
      try await error(ScriptedServer.whole("200 OK", body))
        == .unexpectedContent("rows behind the end row"))
  }

  @Test func `an engine that says nothing is given up`() async throws {
    let limits = RemoteLimits(seconds: 1, graceSeconds: 0, attempts: 1)
    let found = try await error(limits: limits, [.waitUntilStopped])
    #expect(found == .timedOut(seconds: 1, by: .client))
    #expect(found?.message == "no whole answer came within 1 s")
  }

  @Test func `an answer that drips is given up`() async throws {
    let limits = RemoteLimits(seconds: 1, graceSeconds: 0, attempts: 1)
    var steps: [ScriptedServer.Step] = [
      .send(ScriptedServer.chunkedHead + ScriptedServer.chunk(ClientErrorTests.header))
    ]
    for _ in 0..<20 {
      steps += [.wait(milliseconds: 200), .send(ScriptedServer.chunk("0\t1\t1\n"))]
    }
    #expect(try await error(limits: limits, steps) == .timedOut(seconds: 1, by: .client))
  }

  @Test func `an answer beyond the limit of bytes is left`() async throws {
    let limits = RemoteLimits(resultBytes: 1024, attempts: 1)
    let body = ClientErrorTests.header + String(repeating: "0\t1\t1\n", count: 2000)
    let found = try await error(limits: limits, ScriptedServer.whole("200 OK", body))
    #expect(found == .resultLimit(statement: "rows", rows: 2_000_000, bytes: 1024))
  }

  @Test func `foreign words can neither act on a terminal nor forge a line`() async throws {
    let text = "Code: 36. DB::Exception: \u{1B}[31mred\nerror: all is well"
    let found = try await error(ScriptedServer.whole("500 Error", text))
    #expect(
      found?.message
        == "the engine refused the statement: \\u{1B}[31mred\\u{A}error: all is well (code 36)")
    let long = "Code: 36. DB::Exception: " + String(repeating: "x", count: 9_000)
    let bounded = try await error(ScriptedServer.whole("500 Error", long))
    #expect((bounded?.message.count ?? 0) < 600)
  }
}
