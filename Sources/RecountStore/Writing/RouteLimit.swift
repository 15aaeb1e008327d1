// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB

/// Bounds the routes of each service: the first so many it has keep their names, all others share one.
///
/// The first ones are those that come first as sources are committed, line by line, which no number of
/// threads changes. Once a service has as many as it may, none is added to it: so the routes that a
/// case keeps say of every request whether it is one of the others.
struct RouteLimit {
  static let otherName = "{other}"
  /// Routes that a service may have when nobody says otherwise.
  static let usual = 1000

  /// The routes of one service.
  private struct Service {
    var count = 0
    /// One bit for each number of the dictionary.
    var numbers: [UInt64] = []
    /// Routes that have no number, because the dictionary is full.
    var texts: Set<[UInt8]> = []

    func has(_ number: Int) -> Bool {
      let place = number >> 6
      return place < numbers.count && numbers[place] & (1 << UInt64(number & 63)) != 0
    }

    mutating func set(_ number: Int, _ isThere: Bool) {
      let place = number >> 6
      if place >= numbers.count {
        numbers += Array(repeating: 0, count: place + 1 - numbers.count)
      }
      let bit: UInt64 = 1 << UInt64(number & 63)
      if isThere { numbers[place] |= bit } else { numbers[place] &= ~bit }
    }
  }

  private enum Route {
    case number(Int)
    case text([UInt8])
  }

  /// Number of `{other}` among the routes of the case.
  let other: Int64
  private let most: Int
  private let insert: RawStatement
  private var services: [Service] = []
  /// What was added since the last commit, to be taken back.
  private var added: [(service: Int, route: Route)] = []

  init(_ database: Database, _ dictionary: CaseDictionary, most: Int) throws {
    self.most = most
    other = try dictionary.number(ofName: RouteLimit.otherName)
    insert = try RawStatement(database, "INSERT OR IGNORE INTO service_route VALUES (?, ?)")
    let rows = try RawStatement(database, "SELECT service, route FROM service_route")
    while try rows.step() {
      let service = Int(rows.integer(0))
      note(service, rows.isInteger(1) ? .number(Int(rows.integer(1))) : .text(rows.bytes(1)))
    }
    added = []
  }

  /// Whether requests of `service` on the route with this number are counted by its name.
  mutating func admits(_ service: Int64, route: Int64) throws -> Bool {
    let service = Int(service)
    let number = Int(route)
    if service < services.count, services[service].has(number) { return true }
    guard hasRoom(service) else { return false }
    try admit(Int64(service), route: route)
    return true
  }

  /// The same of a route that has no number.
  mutating func admits(_ service: Int64, text: ArraySlice<UInt8>) throws -> Bool {
    let service = Int(service)
    let route = Array(text)
    if service < services.count, services[service].texts.contains(route) { return true }
    guard hasRoom(service) else { return false }
    try admit(Int64(service), text: route)
    return true
  }

  /// Gives a route its own name, whatever the limit.
  mutating func admit(_ service: Int64, route: Int64) throws {
    note(Int(service), .number(Int(route)))
    insert.bind(1, service)
    insert.bind(2, route)
    try insert.run()
  }

  /// The same of a route that has no number.
  mutating func admit(_ service: Int64, text: [UInt8]) throws {
    note(Int(service), .text(text))
    insert.bind(1, service)
    insert.bind(2, text: text)
    try insert.run()
  }

  private func hasRoom(_ service: Int) -> Bool {
    (service < services.count ? services[service].count : 0) < most
  }

  private mutating func note(_ service: Int, _ route: Route) {
    if service >= services.count {
      services += Array(repeating: Service(), count: service + 1 - services.count)
    }
    services[service].count += 1
    switch route {
    case .number(let number): services[service].set(number, true)
    case .text(let text): services[service].texts.insert(text)
    }
    added.append((service, route))
  }

  // MARK: - Transactions

  /// What `didRollback(to:)` goes back to.
  var mark: Int { added.count }

  mutating func didCommit() {
    added.removeAll()
  }

  /// Forgets what was added since `mark`, by default since the last commit.
  mutating func didRollback(to mark: Int = 0) {
    while added.count > mark, let (service, route) = added.popLast() {
      services[service].count -= 1
      switch route {
      case .number(let number): services[service].set(number, false)
      case .text(let text): services[service].texts.remove(text)
      }
    }
  }
}
