// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountRemote
import RecountTestEngines
import Testing

@Suite struct RemoteEndpointTests {
  private func make(
    _ address: String, limits: RemoteLimits = RemoteLimits(), plain: Bool = false
  ) throws -> RemoteEndpoint {
    try RemoteEndpoint(
      name: "prod", address: address, table: RemoteTable(parsing: "a.b"), limits: limits,
      allowsPlainText: plain)
  }

  @Test(arguments: [
    "http://127.0.0.1:8123", "http://localhost", "https://ch.example.com:8443/path",
    "http://[::1]:8123",
  ])
  func `an address of this machine or with TLS is taken`(address: String) throws {
    #expect(try make(address).address == address)
  }

  @Test(arguments: [
    ("ftp://a", RemoteConfigurationError.address("ftp://a")), ("a:8123", .address("a:8123")),
    ("https://", .address("https://")),
    ("https://a/?user=x", .address("https://a/?user=x")),
    ("https://ann:secret@a", .credentialsInAddress),
    ("http://ch.example.com:8123", .plainText(host: "ch.example.com")),
    ("http://127.0.0.1.example.com", .plainText(host: "127.0.0.1.example.com")),
  ])
  func `an address that is none, or unsafe, is refused`(
    address: String, error: RemoteConfigurationError
  ) {
    #expect(throws: error) { try make(address) }
    #expect(!error.message.contains("secret"))
  }

  @Test func `plain text to another machine has to be wished for`() throws {
    #expect(try make("http://10.0.0.7:8123", plain: true).host == "10.0.0.7")
  }

  @Test func `limits are sensible numbers`() {
    #expect(throws: RemoteConfigurationError.limit("seconds")) {
      try make("https://a", limits: RemoteLimits(seconds: 0))
    }
    #expect(throws: RemoteConfigurationError.limit("rows")) {
      try make("https://a", limits: RemoteLimits(resultRows: .max))
    }
  }

  @Test func `a table is a database and a name`() throws {
    #expect(try RemoteTable(parsing: "a.b").quoted == "\"a\".\"b\"")
    #expect(try RemoteTable(parsing: "b").text == "default.b")
    for bad in ["", "a.b.c", "a.", "a\".b"] {
      #expect(throws: RemoteConfigurationError.table(bad)) { try RemoteTable(parsing: bad) }
    }
  }

  // MARK: - Credentials

  @Test func `the environment gives both or neither`() throws {
    func user(_ environment: [String: String]) throws -> String? {
      try RemoteCredentials.fromEnvironment(environment, remote: "eu-1")?.user
    }
    #expect(try user([:]) == nil)
    #expect(try user(["CLICKHOUSE_USER": "a", "CLICKHOUSE_PASSWORD": ""]) == "a")
    #expect(
      try user([
        "CLICKHOUSE_USER": "a", "CLICKHOUSE_PASSWORD": "b", "RECOUNT_REMOTE_EU_1_USER": "c",
        "RECOUNT_REMOTE_EU_1_PASSWORD": "d",
      ]) == "c")
    #expect(throws: RemoteConfigurationError.incompleteCredentials("CLICKHOUSE_PASSWORD")) {
      try user(["CLICKHOUSE_USER": "a"])
    }
  }

  @Test func `a netrc file is read as others read it`() {
    let netrc = Netrc(
      """
      # a comment
      machine a.example login ann password one
      macdef init
      machine b.example login eve password evil

      machine b.example
        login bob
        password two
      default login any password three
      """)
    #expect(netrc.credentials(for: "A.example")?.user == "ann")
    #expect(netrc.credentials(for: "b.example")?.user == "bob")
    #expect(netrc.credentials(for: "c.example")?.user == "any")
    #expect(Netrc("").credentials(for: "a") == nil)
  }

  @Test func `a netrc file that others can read is refused`() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let path = folder.path + "/netrc"
    try Data("machine a login ann password one".utf8).write(to: folder.url("netrc"))
    for (mode, isTaken) in [(0o600, true), (0o400, true), (0o640, false), (0o644, false)] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      if isTaken {
        #expect(try RemoteCredentials.fromNetrc(path: path, host: "a")?.user == "ann")
      } else {
        #expect(throws: RemoteConfigurationError.readableNetrc(path: path)) {
          try RemoteCredentials.fromNetrc(path: path, host: "a")
        }
      }
    }
    #expect(throws: RemoteConfigurationError.unreadableNetrc(path: path + "x")) {
      try RemoteCredentials.fromNetrc(path: path + "x", host: "a")
    }
  }

  @Test func `credentials are shown nowhere`() {
    let credentials = RemoteCredentials(user: "ann", password: "hush")
    var dumped = ""
    dump(credentials, to: &dumped)
    for text in ["\(credentials)", String(reflecting: credentials), dumped] {
      #expect(!text.contains("hush") && !text.contains("ann"))
    }
  }
}
