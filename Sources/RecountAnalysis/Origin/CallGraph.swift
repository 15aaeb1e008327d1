// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// One service calling another, declared or seen in the logs.
package struct CallEdge: Sendable {
  package var caller: String
  package var callee: String
  /// Excess failed calls per bin as the caller logs them; nil when calls were not counted.
  package var excess: [Double]?

  package init(caller: String, callee: String, excess: [Double]? = nil) {
    self.caller = caller
    self.callee = callee
    self.excess = excess
  }
}

/// Who calls whom, by the positions of the services in a list.
struct CallGraph: Sendable {
  /// A call from one service of the list to another.
  struct Call: Sendable {
    var callee: Int
    /// Excess per bin as the caller sees it.
    var excess: [Double]?
  }

  let services: [String]
  /// Calls of each service, by the position of the callee.
  private(set) var calls: [[Call]]
  /// Names that a service calls and that are not in the list: nothing is known about them.
  private(set) var unlogged: [Set<String>]
  /// False when no edge was given at all.
  let isKnown: Bool

  /// A graph over `services`; a service calling itself is left out.
  ///
  /// Of repeated edges the first with counts is kept, else one without.
  init(services: [String], edges: [CallEdge]) {
    self.services = services
    var position: [String: Int] = [:]
    for (index, name) in services.enumerated() where position[name] == nil {
      position[name] = index
    }
    var seen = [[Int: Int]](repeating: [:], count: services.count)
    calls = [[Call]](repeating: [], count: services.count)
    unlogged = [Set<String>](repeating: [], count: services.count)
    isKnown = edges.contains { $0.caller != $0.callee }
    for edge in edges where edge.caller != edge.callee {
      guard let caller = position[edge.caller] else { continue }
      guard let callee = position[edge.callee] else {
        unlogged[caller].insert(edge.callee)
        continue
      }
      if let index = seen[caller][callee] {
        if calls[caller][index].excess == nil { calls[caller][index].excess = edge.excess }
      } else {
        seen[caller][callee] = calls[caller].count
        calls[caller].append(Call(callee: callee, excess: edge.excess))
      }
    }
    for caller in calls.indices { calls[caller].sort { $0.callee < $1.callee } }
  }

  /// Whether each service is `start` or called by it, directly or through others.
  func reach(from start: Int) -> [Bool] {
    var isReached = [Bool](repeating: false, count: services.count)
    var open = [start]
    isReached[start] = true
    while let next = open.popLast() {
      for call in calls[next] where !isReached[call.callee] {
        isReached[call.callee] = true
        open.append(call.callee)
      }
    }
    return isReached
  }
}
