// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// A case file in a folder of its own, made by the built program.
///
/// After every ingest the counts of all its sources are checked: no test of it can pass with a line
/// that went nowhere.
struct ScratchCase {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  var path: String { folder.path("case.recount") }

  /// One row of `recount sources --json`.
  struct Source: Decodable {
    var path: String
    var format: String?
    var service: String?
    var state: String
    var remarks: String?
    var lines: Int
    var eventLines: Int
    var continuationLines: Int
    var rejects: Int
    var ignored: Int
    var events: Int

    var closes: Bool { lines == eventLines + continuationLines + rejects + ignored }
  }

  struct Reject: Decodable {
    var source: String
    var line: Int
    var byteOffset: Int
    var reason: String
    var excerpt: String
  }

  // MARK: - Running

  @discardableResult
  func ingest(
    _ inputs: String..., options: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Binary.Outcome {
    try ingest(inputs, options: options, sourceLocation: sourceLocation)
  }

  @discardableResult
  func ingest(
    _ inputs: [String], options: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation, whileRunning: (pid_t) -> Void = { _ in }
  ) throws -> Binary.Outcome {
    let outcome = try Binary.run(
      ["ingest"] + inputs + ["-C", path] + options, whileRunning: whileRunning)
    try expectClosing(sourceLocation)
    return outcome
  }

  /// Checks that every line of every source went somewhere, and that every reject is a row.
  func expectClosing(_ sourceLocation: SourceLocation = #_sourceLocation) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    let sources = try sources()
    for source in sources {
      #expect(source.closes, "\(source)", sourceLocation: sourceLocation)
    }
    let rejects = sources.reduce(0) { $0 + $1.rejects }
    // Most cases have none, and starting the program for each would double the time of the tests.
    guard rejects > 0 else { return }
    let rows = try count("SELECT count(*) FROM rejects")
    #expect(rows == rejects, "rejects that are no rows", sourceLocation: sourceLocation)
  }

  // MARK: - Reading

  func sources() throws -> [Source] {
    struct List: Decodable { var sources: [Source] }
    return try decode(List.self, ["sources"]).sources
  }

  /// The sources that hold lines, without the rows of archives.
  func onlySource() throws -> Source {
    let contents = try sources().filter { $0.format != "archive" }
    try #require(contents.count == 1, "\(contents)")
    return contents[0]
  }

  func rejects() throws -> [Reject] {
    struct List: Decodable { var rejects: [Reject] }
    return try decode(List.self, ["rejects", "--limit", "0"]).rejects
  }

  /// Rows of a query, header left out.
  func rows(_ sql: String) throws -> [[String]] {
    let outcome = try Binary.run(["query", sql, "--format", "tsv", "-C", path])
    try #require(outcome.status == 0, "\(outcome.error)")
    return outcome.output.split(separator: "\n").dropFirst().map { row in
      row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  func count(_ sql: String) throws -> Int {
    let value = try rows(sql).first?.first
    return try #require(value.flatMap { Int($0) })
  }

  /// Requests in the case.
  func requests() throws -> Int {
    try count("SELECT count(*) FROM requests")
  }

  /// Checks that the lines `0..<count` of `Logs.combined` are in the case, each once, and that the
  /// rollups count the same.
  func expectEachOnce(
    _ count: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let rows = try rows(
      "SELECT count(*), count(DISTINCT path), (SELECT sum(n) FROM rollups) FROM requests")
    let counts = ["\(count)", "\(count)", "\(count)"]
    #expect(rows == [counts], "rows, paths, rollups", sourceLocation: sourceLocation)
  }

  private struct Document<Value: Decodable>: Decodable { var data: Value }

  private func decode<Value: Decodable>(_ type: Value.Type, _ command: [String]) throws -> Value {
    let outcome = try Binary.run(command + ["--json", "-C", path])
    try #require(outcome.status == 0, "\(outcome.error)")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Document<Value>.self, from: Data(outcome.output.utf8)).data
  }
}
