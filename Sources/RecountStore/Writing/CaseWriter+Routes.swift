// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
import RecountModel

/// A route that a service has under its own name.
package struct ServiceRoute: Hashable, Sendable {
  package var service: String
  package var route: [UInt8]

  package init(service: String, route: [UInt8]) {
    self.service = service
    self.route = route
  }
}

extension CaseWriter {
  /// Gives routes their own names before any request has them, up to the limit that others keep to.
  ///
  /// A case that is to be like another one takes the other's routes: which are counted by name depends
  /// on the order in which that one was filled.
  package func admit(_ routes: [ServiceRoute]) throws(StoreError) {
    guard !routes.isEmpty else { return }
    try write { database in
      try database.inTransaction(.deferred) {
        for given in routes {
          let service = try number("service", given.service)
          if let number = try dictionaries["route"]?.number(of: given.route[...]) {
            try requests.routes.admit(service, route: number)
          } else {
            try requests.routes.admit(service, text: given.route)
          }
        }
        return .commit
      }
    }
    for dictionary in dictionaries.values { dictionary.didCommit() }
    requests.routes.didCommit()
  }
}

extension CaseReader {
  /// The routes that services have under their own names; none where no service has too many, or in
  /// a case of an older version.
  package func limitedRoutes() throws(StoreError) -> [ServiceRoute] {
    try read { database in
      guard try database.tableExists("service_route") else { return [] }
      let isLimited =
        try Bool.fetchOne(
          database, sql: "SELECT EXISTS (SELECT 1 FROM source_note WHERE name = ?)",
          arguments: [SourceNote.otherRoutes.rawValue]) ?? false
      guard isLimited else { return [] }
      let rows = try RawStatement(
        database,
        """
        SELECT dict_service.value, coalesce(dict_route.value, service_route.route)
        FROM service_route JOIN dict_service ON dict_service.id = service_route.service
          LEFT JOIN dict_route ON dict_route.id = service_route.route
            AND typeof(service_route.route) = 'integer'
        ORDER BY service_route.service, service_route.route
        """)
      var routes: [ServiceRoute] = []
      while try rows.step() {
        routes.append(ServiceRoute(service: rows.text(0), route: rows.bytes(1)))
      }
      return routes
    }
  }
}
