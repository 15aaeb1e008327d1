// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountRemote
import RecountTestEngines
import Testing

/// What a pull costs beside the engine's own command line; run with `RECOUNT_MEASURE_ROWS=20000000`.
@Suite(
  .serialized,
  .enabled(if: ProcessInfo.processInfo.environment["RECOUNT_MEASURE_ROWS"] != nil),
  .enabled(if: ClickHouseServer.missing == nil, "\(ClickHouseServer.missing ?? "")"))
struct PullMeasurement {
  @Test func `a pull moves little and takes as long as the counting`() async throws {
    let wanted = ProcessInfo.processInfo.environment["RECOUNT_MEASURE_ROWS"].flatMap { Int64($0) }
    let rows = try #require(wanted)
    let ports = (ProcessInfo.processInfo.environment["RECOUNT_MEASURE_PORTS"] ?? "")
      .split(separator: ",").compactMap { Int($0) }
    if ports.count == 2 { return try await measure(ports[0], ports[1], rows) }
    try await ClickHouseCluster.with { cluster in
      _ = try await cluster.createTables()
      let limits = RemoteLimits(seconds: 3600, attempts: 1)
      for (shard, server) in cluster.servers.enumerated() {
        let client = try server.client(table: "x.y", limits: limits)
        try await client.run(generator(rows / 2, from: Int64(shard) * (rows / 2)))
      }
      try await measure(cluster.servers[0].httpPort, cluster.servers[0].tcpPort, rows)
    }
  }

  /// Measures a server that has the rows already: `RECOUNT_MEASURE_PORTS=http,tcp`.
  private func measure(_ httpPort: Int, _ tcpPort: Int, _ rows: Int64) async throws {
    let client = client(
      try endpoint(
        port: httpPort, table: "recount_test.request",
        limits: RemoteLimits(seconds: 3600, attempts: 1)))
    let before = peakMemory()
    let pull = try RemotePull(from: client.endpoint, mapping: .recount, range: day)
    let start = ContinuousClock.now
    let partials = try await pull.run(client)
    let took = ContinuousClock.now - start
    #expect(partials.events == rows)
    let share = Double(partials.transferredBytes) / Double(rows * bytesPerRow)
    report("pull: \(took), \(partials.transferredBytes) bytes, share \(share)")
    report("peak memory: before \(before) KiB, after \(peakMemory()) KiB")
    for statement in partials.origins[0].statements {
      report("  \(statement.name): \(statement.rows) rows, \(statement.bytes) bytes")
    }
    let queries = pull.statements.filter { $0.name != "samples" }
    let wire = try queries.reduce(Int64(0)) { $0 + (try wireBytes($1, httpPort)) }
    report("on the wire: \(wire) bytes, share \(Double(wire) / Double(rows * bytesPerRow))")
    for query in queries { try await compare(query, client, tcpPort, rounds: 5) }
  }

  /// Bytes of an answer as they pass the network, which the session does not tell.
  private func wireBytes(_ query: RemoteQuery, _ httpPort: Int) throws -> Int64 {
    let address =
      "http://127.0.0.1:\(httpPort)/?enable_http_compression=1&wait_end_of_query=1"
    let run = try Subprocess.run(
      "curl",
      [
        "-sS", "--compressed", "-o", "/dev/null", "-w", "%{size_download}", "--data-binary", "@-",
        address + "&default_format=TabSeparatedWithNames",
      ], input: query.sql)
    return run.flatMap { Int64($0.output) } ?? .max
  }

  /// Seconds of a statement here and in `clickhouse-client`, in turn.
  private func compare(
    _ query: RemoteQuery, _ client: ClickHouseClient, _ tcpPort: Int, rounds: Int
  ) async throws {
    var own: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<rounds {
      own.append(
        try await seconds {
          _ = try await client.read(query, into: Int64(0)) {
            (sum: inout Int64, row) throws(RemoteError) in
            sum &+= row.integer(query.columns.count) ?? 0
          }
        })
      theirs.append(
        try await seconds {
          let run = try Subprocess.run(
            "clickhouse-client", ["--host", "127.0.0.1", "--port", "\(tcpPort)"],
            input: query.sql)
          #expect(run?.status == 0)
        })
    }
    let (mine, other) = (own.sorted()[rounds / 2], theirs.sorted()[rounds / 2])
    report("\(query.name): \(mine) s, clickhouse-client \(other) s, ratio \(mine / other)")
  }

  private func seconds(_ body: () async throws -> Void) async throws -> Double {
    let start = ContinuousClock.now
    try await body()
    return (ContinuousClock.now - start) / .seconds(1)
  }

  /// Bytes of a row as tab-separated text, from a sample of the generator.
  private let bytesPerRow: Int64 = 227

  private func generator(_ rows: Int64, from first: Int64) -> String {
    """
    INSERT INTO recount_test.request_local SELECT 'feedface' AS source,
    toInt64(number) + \(first) AS position, position AS line, position * 250 AS byte_offset,
    end_us - duration_us AS start_us,
    \(day.start.microseconds) + toInt64(intHash64(position) % 86400000000) AS end_us,
    concat('service-', toString(intHash64(position + 1) % 20)) AS service, 'GET' AS method,
    concat('/v1/r', toString(intHash64(position + 3) % 80)) AS route,
    concat('/v1/r/', toString(number)) AS path, '' AS query, '1.1' AS http_version,
    toInt16(if(intHash64(position + 7) % 100 = 0, 500 + intHash64(position + 9) % 5, 200)) AS status,
    toUInt8(if(status = 504, 3, if(status >= 500, 1, 0))) AS outcome, '' AS cause,
    toInt64(intHash64(position + 11) % 9000) AS body_bytes,
    toInt64(1000 + intHash64(position + 13) % 100000) AS duration_us,
    concat('10.0.', toString(number % 256), '.', toString(number % 251)) AS client, '' AS user,
    'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/118.0' AS agent, '' AS referrer,
    concat('host-', toString(number % 12)) AS host, hex(intHash64(position + 17)) AS trace,
    '' AS attributes
    FROM system.numbers LIMIT \(rows)
    """
  }

  /// Writes a line at once, however long the rest takes.
  private func report(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

  /// `VmHWM` of this process in KiB.
  private func peakMemory() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").compactMap { Int($0) }.first ?? 0
  }
}
