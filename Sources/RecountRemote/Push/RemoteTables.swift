// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The tables that a push fills, and the statements that create them.
///
/// With a cluster every shard needs the local tables, and the engine that is pushed to needs the
/// distributed ones on top. Types are those that every engine since 2018 has.
package struct RemoteTables: Hashable, Sendable {
  /// Requests: the table that is written to and read from.
  package let request: RemoteTable
  /// Sources that are there in whole, one row per source.
  package let source: RemoteTable
  package let cluster: String?
  private let localRequest: RemoteTable
  private let localSource: RemoteTable
  private let quotedCluster: String

  /// Rows of one insert, which one shard takes or refuses as a whole.
  package static let chunkRows = 50_000

  /// Tables around `request`: `<name>_source` beside it, and with a cluster `<name>_local`.
  package init(_ request: RemoteTable, cluster: String? = nil) throws(RemoteConfigurationError) {
    self.request = request
    self.cluster = cluster
    source = try request.sibling(request.name + "_source")
    localRequest = cluster == nil ? request : try request.sibling(request.name + "_local")
    localSource = cluster == nil ? source : try request.sibling(request.name + "_source_local")
    guard let cluster else {
      quotedCluster = ""
      return
    }
    guard let quoted = SQLText.name(cluster) else { throw .table(cluster) }
    quotedCluster = quoted
  }

  /// Columns of a request with their types.
  package static let columns: [(name: String, type: String)] = [
    ("source", "String"), ("position", "Int64"), ("line", "Int64"), ("byte_offset", "Int64"),
    ("start_us", "Int64"), ("end_us", "Int64"), ("service", "String"), ("method", "String"),
    ("route", "String"), ("path", "String"), ("query", "String"), ("http_version", "String"),
    ("status", "Int16"), ("outcome", "UInt8"), ("cause", "String"), ("body_bytes", "Int64"),
    ("duration_us", "Int64"), ("client", "String"), ("user", "String"), ("agent", "String"),
    ("referrer", "String"), ("host", "String"), ("trace", "String"), ("attributes", "String"),
  ]

  private static let sourceColumns = [("source", "String"), ("rows", "Int64")]

  /// Statements for every shard, or for the one engine without a cluster.
  package var localStatements: [String] {
    [
      "CREATE DATABASE IF NOT EXISTS \"\(request.database)\"",
      RemoteTables.create(localRequest, RemoteTables.columns)
        + "\nENGINE = MergeTree ORDER BY (service, end_us)",
      RemoteTables.create(localSource, RemoteTables.sourceColumns)
        + "\nENGINE = MergeTree ORDER BY source",
    ]
  }

  /// Statements for the engine that is asked, on top of the local ones; none without a cluster.
  ///
  /// A chunk of a source goes to one shard as a whole, so an insert is there or is not.
  package var distributedStatements: [String] {
    guard cluster != nil else { return [] }
    let chunk = RemoteTables.chunkRows
    return [
      distributed(
        request, RemoteTables.columns, over: localRequest,
        by: "cityHash64(source, position - position % \(chunk))"),
      distributed(source, RemoteTables.sourceColumns, over: localSource, by: "cityHash64(source)"),
    ]
  }

  /// Creates what is not there: all tables without a cluster, and the distributed ones with one.
  ///
  /// The local tables of a cluster are created by its administrator, or by a call for each shard.
  package func create(_ client: ClickHouseClient) async throws(RemoteError) {
    for sql in localStatements + distributedStatements { try await client.run(sql) }
  }

  private func distributed(
    _ table: RemoteTable, _ columns: [(String, String)], over local: RemoteTable, by key: String
  ) -> String {
    RemoteTables.create(table, columns)
      + "\nENGINE = Distributed(\(quotedCluster), \"\(local.database)\", \"\(local.name)\", \(key))"
  }

  private static func create(_ table: RemoteTable, _ columns: [(String, String)]) -> String {
    let lines = columns.map { "  \"\($0.0)\" \($0.1)" }.joined(separator: ",\n")
    return "CREATE TABLE IF NOT EXISTS \(table.quoted) (\n\(lines)\n)"
  }
}
