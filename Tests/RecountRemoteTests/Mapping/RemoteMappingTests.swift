// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountRemote
import Testing

@Suite struct RemoteMappingTests {
  @Test(arguments: RemoteMapping.shipped.map(\.name))
  func `a shipped mapping is valid`(name: String) throws {
    let mapping = try #require(RemoteMapping.shipped.first { $0.name == name })
    try mapping.validate()
  }

  @Test(arguments: [
    ("", ExpressionFault.empty), (" \n", .empty), ("a; DROP TABLE b", .several), ("a, b", .several),
    ("a) OR (b", .unbalanced), ("f(a", .unbalanced), ("f(a]", .unbalanced), ("'a", .openQuote),
    ("a -- b", .comment), ("a /* b */", .comment), ("a # b", .comment), ("a\tb", .controlCharacter),
    ("(SELECT 1)", .word("SELECT")), ("r_service", .word("r_service")),
    (String(repeating: "a", count: 17_000), .tooLong), (#"'a\' , b"#, .openQuote),
  ])
  func `an expression that is more or less than one is refused`(
    text: String, fault: ExpressionFault
  ) {
    var mapping = RemoteMapping.recount
    mapping.route = text
    #expect(throws: RemoteConfigurationError.expression(field: "route", fault)) {
      try mapping.validate()
    }
  }

  @Test(arguments: [
    "f(a, 'b;c, -- d')", "a['x'] - b", "\"odd, name\"", "a / 2", "if(x = '(', 1, 2)", "selected",
    #"replace(a, '\'', '')"#,
  ])
  func `one expression is taken`(text: String) throws {
    var mapping = RemoteMapping.recount
    mapping.service = text
    try mapping.validate()
  }

  @Test(arguments: ["", "Host", "a-b", "n", "part", "1a", "host"])
  func `a dimension has a name of its own`(name: String) {
    var mapping = RemoteMapping.recount
    mapping.dimensions.append(.init(name, "a"))
    #expect(throws: RemoteConfigurationError.dimension(name)) { try mapping.validate() }
  }

  @Test func `outcomes need a status or a rule`() throws {
    var mapping = RemoteMapping(name: "m", time: "t", service: "'s'")
    #expect(throws: RemoteConfigurationError.self) { try mapping.validate() }
    mapping.outcome = .statusOrFailed("ok = 0")
    try mapping.validate()
    #expect(
      try rollupQuery(mapping).rollup.sql.contains("CASE WHEN ok = 0 THEN 1 ELSE 0 END"))
  }

  @Test func `a service by name is quoted`() {
    #expect(RemoteMapping.nginx.named(service: "o'b").service == "'o''b'")
  }
}
