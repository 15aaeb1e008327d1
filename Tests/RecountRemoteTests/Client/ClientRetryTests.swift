// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountRemote
import Synchronization
import RecountTestEngines
import Testing

@Suite struct ClientRetryTests {
  private static let answer = "part\trows\tevents\n0\t12\t7\n1\t0\t0\n"

  @Test func `a read is tried again from the start, waiting longer each time`() async throws {
    let asked = Mutex(0)
    let server = try ScriptedServer { _ in
      let attempt = asked.withLock { count in
        count += 1
        return count
      }
      switch attempt {
      case 1: return ScriptedServer.whole("503 Busy", "")
      case 2: return ScriptedServer.whole("200 OK", "part\trows\tevents\n0\t12\t7\n")
      default: return ScriptedServer.whole("200 OK", ClientRetryTests.answer)
      }
    }
    defer { server.stop() }
    let waits = Mutex<[Duration]>([])
    let retry = RetryPolicy { wait in waits.withLock { $0.append(wait) } }
    let endpoint = try endpoint(port: server.port, limits: RemoteLimits(attempts: 4))
    let client = ClickHouseClient(endpoint, retry: retry)
    let (rows, cost) = try await client.read(rollupQuery().rows, into: 0) {
      (count: inout Int, _) throws(RemoteError) in count += 1
    }
    #expect(rows == 1)
    #expect(cost.attempts == 3)
    #expect(cost.bytes == ClientRetryTests.answer.utf8.count)
    #expect(waits.withLock(\.self) == [.milliseconds(250), .milliseconds(500)])
  }

  @Test func `a wrong password is not tried again`() async throws {
    let server = try ScriptedServer { _ in ScriptedServer.whole("401 Unauthorized", "") }
    defer { server.stop() }
    let client = client(
      try endpoint(port: server.port, limits: RemoteLimits(attempts: 4)), user: "ann")
    let query = try rollupQuery().rows
    #expect(
      await remoteError { _ = try await texts(client, query) } == .wrongCredentials(user: "ann"))
    #expect(server.requests.count == 1)
  }

  @Test func `an insert is sent once, whatever comes of it`() async throws {
    let server = try ScriptedServer { _ in ScriptedServer.whole("503 Busy", "") }
    defer { server.stop() }
    let client = client(try endpoint(port: server.port, limits: RemoteLimits(attempts: 4)))
    let error = await remoteError {
      try await client.run("INSERT INTO x FORMAT TabSeparated", body: [0x31, 0x0A])
    }
    #expect(error == .unavailable(status: 503))
    #expect(server.requests.count == 1)
    #expect(server.requests.first?.target.contains("readonly") == false)
  }

  @Test func `a cancelled read ends its statement in the engine`() async throws {
    let server = try ScriptedServer { request in
      request.body.hasPrefix("KILL")
        ? ScriptedServer.whole("200 OK", "") : [.waitUntilStopped]
    }
    defer { server.stop() }
    let endpoint = try endpoint(port: server.port)
    let query = try rollupQuery().rows
    let reading = Task {
      await remoteError { _ = try await texts(ClickHouseClient(endpoint), query) }
    }
    while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    reading.cancel()
    #expect(await reading.value == .cancelled)
    let requests = server.requests
    let asked = try #require(requests.first?.target.split(separator: "&").first)
    let identifier = asked.split(separator: "=").last ?? ""
    #expect(identifier.hasPrefix("recount-"))
    #expect(requests.last?.body == "KILL QUERY WHERE query_id = '\(identifier)' ASYNC")
  }

  @Test func `the wait is bounded`() {
    #expect(RetryPolicy().wait(after: 1) == .milliseconds(250))
    #expect(RetryPolicy().wait(after: 4) == .seconds(2))
    #expect(RetryPolicy().wait(after: 500) == .seconds(10))
  }
}
