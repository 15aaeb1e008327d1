// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Words a request in one log format, with its LF.
protocol RequestLineWriter {
  init(catalog: TrafficCatalog, service: String)
  mutating func append(_ event: RequestEvent, to buffer: inout ByteBuffer)
}

/// What every format draws from: routes, clients, agents.
struct RequestWords: Sendable {
  private static let errorBytes = [0, 19, 162, 341, 552]

  let catalog: TrafficCatalog
  let clients: ClientPool
  let agents: AgentPool

  init(catalog: TrafficCatalog, escape: TextEscape, hasIPv6: Bool) {
    self.catalog = catalog
    clients = ClientPool(hasIPv6: hasIPv6)
    agents = AgentPool(catalog.audience, escape: escape)
  }

  /// Bytes of the answer's body.
  func bodyBytes(_ event: RequestEvent, _ bits: UInt64) -> Int {
    let route = catalog.routes[event.route]
    switch event.status {
    case 0, 204, 304: return 0
    case 300...: return route.isHead ? 0 : RequestWords.errorBytes[Int(bits % 5)]
    default: return route.medianBytes * SkewTable.permille(bits) / 1000
    }
  }
}

/// Bytes that are no request, as an nginx or Apache log shows them.
enum MalformedRequest {
  static func pick(_ bits: UInt64, escape: TextEscape) -> StaticString {
    switch (bits & 3, escape) {
    case (0, .nginx): "\\x16\\x03\\x01\\x02\\x00\\x01\\x00\\x01\\xFC\\x03\\x03"
    case (0, _): "\\x16\\x03\\x01\\x02"
    case (1, .nginx): "GET /\\xC3\\xA9t\\xC3\\xA9 \\x22 HTTP/1.1"
    case (1, _): "GET /\\xc3\\xa9t\\xc3\\xa9 \\\" HTTP/1.1"
    default: escape == .nginx ? "" : "-"
    }
  }
}
