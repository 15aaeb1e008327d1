// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Glibc
package import RecountRemote
import Synchronization

/// One ClickHouse server of the distribution on free ports of the loopback, without privileges.
package final class ClickHouseServer: Sendable {
  package let httpPort: Int
  package let tcpPort: Int
  private let folder: Folder
  /// 0 once it is gone.
  private let process: Mutex<pid_t>

  /// Why servers cannot be started here; nil when they can.
  package static let missing: String? =
    Subprocess.find("clickhouse-server") == nil
    ? "clickhouse-server is not installed (apt-get install clickhouse-server)" : nil

  /// Starts a server as shard `index` of the cluster `shards`, which listen on `tcpPorts`.
  package init(_ index: Int, tcpPorts: [Int], httpPort: Int) throws {
    self.httpPort = httpPort
    tcpPort = tcpPorts[index]
    folder = try Folder()
    for name in ["data", "tmp", "user_files", "format_schemas"] {
      try FileManager.default.createDirectory(
        atPath: folder.path + "/" + name, withIntermediateDirectories: true)
    }
    let shards = tcpPorts.map {
      "<shard><replica><host>127.0.0.1</host><port>\($0)</port></replica></shard>"
    }
    let path = folder.path
    let settings = """
      <yandex><logger><level>warning</level><log>\(path)/log</log><errorlog>\(path)/err</errorlog></logger>
      <http_port>\(httpPort)</http_port><tcp_port>\(tcpPorts[index])</tcp_port>
      <listen_host>127.0.0.1</listen_host><path>\(path)/data/</path><tmp_path>\(path)/tmp/</tmp_path>
      <user_files_path>\(path)/user_files/</user_files_path>
      <format_schema_path>\(path)/format_schemas/</format_schema_path>
      <users_config>users.xml</users_config><default_profile>default</default_profile>
      <default_database>default</default_database><mark_cache_size>67108864</mark_cache_size>
      <remote_servers><shards>\(shards.joined())</shards></remote_servers></yandex>
      """
    let user =
      "<networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota>"
    let users = """
      <yandex><profiles><default></default></profiles><quotas><default></default></quotas><users>
      <default><password></password>\(user)</default><ann><password>secret</password>\(user)</ann>
      </users></yandex>
      """
    try Data(settings.utf8).write(to: folder.url("config.xml"))
    try Data(users.utf8).write(to: folder.url("users.xml"))
    process = Mutex(
      try Subprocess.start(
        Subprocess.find("clickhouse-server") ?? "", ["--config-file=\(path)/config.xml"],
        in: folder))
  }

  /// Ends the server without asking it.
  package func kill() {
    process.withLock { process in
      guard process > 0 else { return }
      Glibc.kill(process, SIGKILL)
      Subprocess.wait(process)
      process = 0
    }
  }

  package func remove() {
    kill()
    folder.remove()
  }

  package func client(
    table: String, limits: RemoteLimits = RemoteLimits(attempts: 1), user: String? = nil
  ) throws -> ClickHouseClient {
    RecountTestEngines.client(
      try endpoint(port: httpPort, table: table, limits: limits), user: user)
  }

  /// Waits until the server answers.
  package func wait() async throws {
    let client = try client(table: "x.y")
    for _ in 0..<200 {
      if (try? await client.version()) != nil { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw EngineFailure(
      words: "\((try? folder.text("out")) ?? "") \((try? folder.text("err")) ?? "")")
  }
}

/// An engine that did not come up, in its own words.
struct EngineFailure: Error {
  var words: String
}

/// Two shards.
package struct ClickHouseCluster {
  package var servers: [ClickHouseServer]

  /// Starts two servers, which are gone when `body` is over.
  package static func with(_ body: (ClickHouseCluster) async throws -> Void) async throws {
    let ports = try freePorts(4)
    let servers = try [0, 1].map {
      try ClickHouseServer($0, tcpPorts: Array(ports[..<2]), httpPort: ports[2 + $0])
    }
    defer { for server in servers { server.remove() } }
    for server in servers { try await server.wait() }
    try await body(ClickHouseCluster(servers: servers))
  }

  /// Creates the tables of a push on both shards.
  package func createTables(_ name: String = "recount_test.request") async throws -> RemoteTables {
    let tables = try RemoteTables(RemoteTable(parsing: name), cluster: "shards")
    for server in servers {
      let client = try server.client(table: "default.x")
      for sql in tables.localStatements { try await client.run(sql) }
    }
    for sql in tables.distributedStatements {
      try await servers[0].client(table: "default.x").run(sql)
    }
    return tables
  }
}

/// Ports that were free a moment ago, all different.
package func freePorts(_ count: Int) throws -> [Int] {
  let servers = try (0..<count).map { _ in try ScriptedServer { _ in [] } }
  defer { for server in servers { server.stop() } }
  return servers.map(\.port)
}
