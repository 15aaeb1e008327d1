// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountStore
import Testing

/// A service keeps its first routes by name; all requests on others are counted as one route.
struct RouteLimitTests {
  private func row(_ route: String?, _ service: String = "web") -> RequestRow {
    var row = RequestRow(.at(10, 0), .failure, service: service)
    row.values[2] = route.map { Array($0.utf8) }
    return row
  }

  /// A case in which a service may have three routes.
  private func limited(_ file: TemporaryCase) throws -> CaseWriter {
    try CaseWriter(path: file.path, routesPerService: 3)
  }

  private func routes(_ file: TemporaryCase, _ service: String = "web") throws -> [[QueryValue]] {
    try file.rows(
      """
      SELECT coalesce(route, '-'), count(*) FROM requests WHERE service = '\(service)'
      GROUP BY 1 ORDER BY 1
      """)
  }

  @Test func `further routes share one name, and their requests are counted`() throws {
    let file = try TemporaryCase()
    let writer = try limited(file)
    let first = ["/a", "/b", nil, "/a", "/c", "/d", "/d", "/a", "/e"].map { row($0) }
    try writer.store([.requests(first)], as: "1.log")
    // Each service has routes of its own, whoever had them before.
    let second = ["/d", "/e", "/f", "/g"].map { row($0, "shop") } + [row("/d"), row("/b")]
    try writer.store([.requests(second)], as: "2.log")
    try writer.finish()
    func count(_ route: String, _ number: Int64) -> [QueryValue] {
      [.text(route), .integer(number)]
    }
    #expect(
      try routes(file) == [
        count("-", 1), count("/a", 3), count("/b", 2), count("/c", 1), count("{other}", 4),
      ])
    #expect(
      try routes(file, "shop") == [
        count("/d", 1), count("/e", 1), count("/f", 1), count("{other}", 1),
      ])
    #expect(try file.reader().sources().map { $0.notes[.otherRoutes] } == [3, 2])
    #expect(
      try file.rows("SELECT path, other_routes FROM sources")
        == [[.text("1.log"), .integer(3)], [.text("2.log"), .integer(2)]])
    // What failures are found by says the same.
    #expect(
      try file.value("SELECT count(*) FROM failures WHERE route = '{other}'") == .integer(5))
  }

  @Test func `a case that is opened again goes on with the routes it has`() throws {
    let file = try TemporaryCase()
    try {
      let writer = try limited(file)
      try writer.store([.requests([row("/a"), row("/b")])], as: "1.log")
      try writer.finish()
    }()
    let writer = try limited(file)
    try writer.store([.requests([row("/c"), row("/d"), row("/a")])], as: "2.log")
    try writer.finish()
    #expect(
      try file.rows("SELECT route FROM requests ORDER BY id")
        == ["/a", "/b", "/c", "{other}", "/a"].map { [.text($0)] })
  }

  @Test func `routes of a source that is taken back leave room`() throws {
    let file = try TemporaryCase()
    let writer = try limited(file)
    try writer.store([.requests([row("/a")])], as: "1.log")
    try writer.beginSource(service: "web", isForced: false)
    try writer.append(.requests([row("/x"), row("/y"), row("/z")]))
    try writer.abandonSource()
    try writer.store([.requests([row("/b"), row("/c"), row("/d")])], as: "2.log")
    try writer.finish()
    #expect(
      try file.rows("SELECT route FROM requests ORDER BY id")
        == ["/a", "/b", "/c", "{other}"].map { [.text($0)] })
    #expect(try file.count("service_route") == .integer(3))
  }

  @Test func `a case can take the routes of another and counts alike in any order`() throws {
    let logs = [["/a", "/b", "/a"], ["/c", "/d", "/b"], ["/e", "/c"]]
    let known = try TemporaryCase()
    let first = try limited(known)
    for (index, log) in logs.enumerated() {
      try first.store([.requests(log.map { row($0) })], as: "\(index).log")
    }
    try first.finish()
    let given = try known.reader().limitedRoutes()
    #expect(given.count == 3)
    let again = try TemporaryCase()
    let second = try CaseWriter(path: again.path, routesPerService: 0)
    try second.admit(given)
    for (index, log) in logs.enumerated().reversed() {
      try second.store([.requests(log.map { row($0) })], as: "\(index).log")
    }
    try second.finish()
    #expect(try routes(again) == routes(known))
  }
}
