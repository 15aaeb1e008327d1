// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountRemote
import Yams

/// Walks the nodes of a file of remotes or of a mapping, keeping the place for errors.
struct MappingReader {
  let path: String

  private static let keys = [
    "name", "time", "prefilter", "filter", "service", "status", "duration", "outcome", "failed",
    "cause", "route", "trace", "text", "dimensions",
  ]

  /// A mapping; what it does not say is as its keys' absence means.
  func mapping(_ node: Node, name: String) throws(RecountError) -> RemoteMapping {
    var mapping = RemoteMapping(name: name, time: "", service: "")
    for (key, value) in try pairs(node, "the mapping") {
      switch key {
      case "name": mapping.name = try text(value, key)
      case "time": mapping.time = try text(value, key)
      case "prefilter": mapping.prefilter = try text(value, key)
      case "filter": mapping.filter = try text(value, key)
      case "service": mapping.service = try text(value, key)
      case "status": mapping.status = try text(value, key)
      case "duration": mapping.duration = try text(value, key)
      case "outcome": mapping.outcome = .number(try text(value, key))
      case "failed": mapping.outcome = .statusOrFailed(try text(value, key))
      case "cause": mapping.cause = .text(try text(value, key))
      case "route": mapping.route = try text(value, key)
      case "trace": mapping.trace = try text(value, key)
      case "text": mapping.text = try text(value, key)
      case "dimensions":
        for (dimension, expression) in try pairs(value, key) {
          mapping.dimensions.append(
            RemoteMapping.Dimension(dimension, try text(expression, dimension)))
        }
      default: throw unknown(key, node, known: Self.keys)
      }
    }
    for (key, value) in [("time", mapping.time), ("service", mapping.service)]
    where value.isEmpty {
      throw RecountError(
        .failed, "the mapping says nothing of the \(key)", at: place(node),
        try: "add `\(key):` with an expression of the engine")
    }
    do throws(RemoteConfigurationError) { try mapping.validate() } catch {
      throw RecountError(.failed, error.message, at: place(node))
    }
    return mapping
  }

  func limits(_ node: Node) throws(RecountError) -> RemoteLimits {
    var limits = RemoteLimits()
    for (key, value) in try pairs(node, "limits") {
      guard let number = value.int else {
        throw RecountError(.failed, "`\(key)` is no whole number", at: place(value))
      }
      switch key {
      case "seconds": limits.seconds = number
      case "rows": limits.resultRows = number
      case "bytes": limits.resultBytes = number
      case "grace_seconds": limits.graceSeconds = number
      case "attempts": limits.attempts = number
      default:
        throw unknown(
          key, node, known: ["seconds", "rows", "bytes", "grace_seconds", "attempts"])
      }
    }
    return limits
  }

  // MARK: - Nodes

  func pairs(_ node: Node, _ what: String) throws(RecountError) -> [(name: String, node: Node)] {
    guard let mapping = node.mapping else {
      throw RecountError(.failed, "\(what) is no list of keys and values", at: place(node))
    }
    var pairs: [(String, Node)] = []
    for (key, value) in mapping {
      guard let name = key.string else {
        throw RecountError(.failed, "a key of \(what) is no text", at: place(key))
      }
      pairs.append((name, value))
    }
    return pairs
  }

  func text(_ node: Node, _ key: String) throws(RecountError) -> String {
    guard let scalar = node.scalar else {
      throw RecountError(.failed, "`\(key)` is no text", at: place(node))
    }
    return scalar.string
  }

  func unknown(_ key: String, _ node: Node, known: [String]) -> RecountError {
    let near = Spelling.nearest(to: key, in: known)
    return RecountError(
      .failed, "`\(key)` is no key here", at: place(node),
      cause: "known are \(known.joined(separator: ", "))",
      try: near.map { "did you mean `\($0)`?" })
  }

  func place(_ node: Node) -> String { node.mark.map { "\(path):\($0.line)" } ?? path }
}

/// Spells a remote as a node of its file.
enum MappingWriter {
  static func node(_ remote: RemoteFile.Remote) -> Node {
    let limits = remote.endpoint.limits
    let usual = RemoteLimits()
    var pairs: [(Node, Node)] = [
      (Node("url"), Node(remote.endpoint.address)),
      (Node("table"), Node(remote.endpoint.table.text)),
      (Node("mapping"), mapping(remote.mapping)),
    ]
    let numbers = [
      ("seconds", limits.seconds, usual.seconds), ("rows", limits.resultRows, usual.resultRows),
      ("bytes", limits.resultBytes, usual.resultBytes),
      ("grace_seconds", limits.graceSeconds, usual.graceSeconds),
      ("attempts", limits.attempts, usual.attempts),
    ].filter { $0.1 != $0.2 }
    if !numbers.isEmpty {
      pairs.append((Node("limits"), Node(numbers.map { (Node($0.0), Node("\($0.1)")) })))
    }
    return Node(pairs)
  }

  /// A shipped mapping by its name, any other in full.
  private static func mapping(_ mapping: RemoteMapping) -> Node {
    if RemoteMapping.shipped.contains(mapping) { return Node(mapping.name) }
    var pairs = [
      ("name", mapping.name), ("time", mapping.time), ("service", mapping.service),
    ]
    let optional = [
      ("prefilter", mapping.prefilter), ("filter", mapping.filter), ("status", mapping.status),
      ("duration", mapping.duration), ("route", mapping.route), ("trace", mapping.trace),
      ("text", mapping.text),
    ]
    for (key, value) in optional { if let value { pairs.append((key, value)) } }
    switch mapping.outcome {
    case .status: break
    case .statusOrFailed(let expression): pairs.append(("failed", expression))
    case .number(let expression): pairs.append(("outcome", expression))
    }
    if case .text(let expression) = mapping.cause { pairs.append(("cause", expression)) }
    var nodes = pairs.map { (Node($0.0), Node($0.1)) }
    if !mapping.dimensions.isEmpty {
      nodes.append(
        (
          Node("dimensions"),
          Node(mapping.dimensions.map { (Node($0.name), Node($0.expression)) })
        ))
    }
    return Node(nodes)
  }
}
