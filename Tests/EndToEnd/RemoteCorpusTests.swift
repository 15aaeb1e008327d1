// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountTestEngines
import Testing

/// The access corpus of the benchmarks, pushed to shards and taken back.
@Suite(
  .serialized,
  .enabled(if: ClickHouseServer.missing == nil, "\(ClickHouseServer.missing ?? "")"),
  .enabled(if: AccessCorpus.isThere, "needs the folder shared/bench beside the package, and cc"))
struct RemoteCorpusTests {
  @Test func `what is pulled counts as what was pushed, and as the corpus was made`() async throws {
    let folder = try TemporaryFolder()
    let log = try AccessCorpus.write(lines: 200_000, into: folder)
    let local = folder.path("local.recount")
    let pulled = folder.path("pulled.recount")
    try run(["ingest", log, "-C", local, "-q"], folder)
    // The status stands behind the request line; 429 refuses a request as 503 does.
    let lines = try Data(contentsOf: URL(fileURLWithPath: log)).split(separator: 0x0A)
    let failed = lines.count { line in
      let status = line.split(separator: 0x22, maxSplits: 2).last?.dropFirst().prefix(3) ?? Data()
      return status.first == 0x35 || status.elementsEqual("429".utf8)
    }
    #expect(failed > 500)
    #expect(try query("SELECT count(*) FROM requests", local, folder) == "count(*)\n200000\n")
    let failures = "SELECT sum(n) FROM rollups WHERE failed"
    #expect(try query(failures, local, folder) == "sum(n)\n\(failed)\n")

    try await ClickHouseCluster.with { cluster in
      let address = "http://127.0.0.1:\(cluster.servers[0].httpPort)"
      let shards = cluster.servers.flatMap { ["--shard", "http://127.0.0.1:\($0.httpPort)"] }
      try run(
        [
          "remote", "add", "team", "--url", address, "--table", "team.request", "--map", "recount",
        ], folder)
      try run(["remote", "push", "team", "--cluster", "shards", "-C", local] + shards, folder)
      try run(
        [
          "remote", "pull", "team", "-C", pulled, "--since", "2026-03-14T00:00Z", "--until",
          "2026-03-15T00:00Z",
        ], folder)
    }
    #expect(try query(failures, pulled, folder) == "sum(n)\n\(failed)\n")
    for sql in [
      "SELECT service, minute, outcome, coalesce(reason, ''), n FROM rollups ORDER BY 1, 2, 3, 4",
      """
      SELECT value, minute_us, bucket, n FROM rollup_duration JOIN dict_service ON id = service \
      ORDER BY 1, 2, 3
      """,
    ] {
      let expected = try query(sql, local, folder)
      #expect(expected.utf8.count > 10_000)
      #expect(try query(sql, pulled, folder) == expected)
    }
    #expect(
      try run(["impact", "-C", pulled], folder).output
        == run(["impact", "-C", local], folder).output)
  }

  @discardableResult
  private func run(_ arguments: [String], _ folder: TemporaryFolder) throws -> Binary.Outcome {
    let outcome = try Binary.run(arguments, folder: folder.url)
    try #require(outcome.status == 0, "\(arguments) \(outcome.error)")
    return outcome
  }

  private func query(_ sql: String, _ path: String, _ folder: TemporaryFolder) throws -> String {
    try run(["query", sql, "-C", path], folder).output
  }
}

/// The generator of the access corpus, which is beside the package and compiled for the test.
enum AccessCorpus {
  private static let source =
    Binary.root.deletingLastPathComponent().appendingPathComponent("shared/bench/access_corpus.c")
  private static let compiler = ["/usr/bin/cc", "/usr/bin/gcc", "/usr/bin/clang"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  static var isThere: Bool {
    FileManager.default.fileExists(atPath: source.path) && compiler != nil
  }

  /// A log of combined lines with times and request ids, over a day with an outage.
  static func write(lines: Int, into folder: TemporaryFolder) throws -> String {
    let program = folder.path("access_corpus")
    let built = try Command.run(
      try #require(compiler), ["-O2", "-o", program, source.path, "-lm"])
    try #require(built.status == 0, "\(built.error)")
    let made = try Command.run(program, ["timed", "\(lines)"])
    try #require(made.status == 0, "\(made.error)")
    return try folder.write(made.output, "timed.log")
  }
}
