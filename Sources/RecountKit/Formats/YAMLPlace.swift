// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Yams

/// Reads the nodes of a YAML file that people wrote, and names file and line where one is wrong.
struct YAMLPlace {
  let path: String
  /// How the process ends for a file that cannot be used.
  let exit: RecountError.Exit

  /// The root of `text`; nil for an empty file.
  func root(_ text: String, _ what: String) throws(RecountError) -> Node? {
    do {
      return try Yams.compose(yaml: text)
    } catch let error as YamlError {
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        throw RecountError(
          exit, "\(what) is not valid YAML", at: "\(path):\(mark.line)", cause: problem,
          try: "look at line \(mark.line), column \(mark.column): indentation, colons and quotes")
      default:
        throw RecountError(exit, "\(what) is not valid YAML", at: path, cause: "\(error)")
      }
    } catch {
      throw RecountError(exit, "\(what) cannot be read", at: path, cause: "\(error)")
    }
  }

  func place(_ node: Node) -> String {
    node.mark.map { "\(path):\($0.line)" } ?? path
  }

  func error(
    _ what: String, _ node: Node, cause: String? = nil, try hint: String? = nil
  ) -> RecountError {
    RecountError(exit, what, at: place(node), cause: cause, try: hint)
  }

  /// The members of a mapping, all of which must be among `known`.
  func members(
    _ node: Node, _ what: String, known: [String]
  ) throws(RecountError) -> [String: Node] {
    _ = try pairs(node, what)
    var members: [String: Node] = [:]
    for (name, value) in node.mapping ?? [:] {
      let key = name.string ?? ""
      guard known.contains(key) else {
        let near = Spelling.nearest(to: key, in: known)
        throw error(
          "`\(key)` is no member of \(what)", name,
          cause: "expected one of: \(known.joined(separator: ", "))",
          try: near.map { "did you mean `\($0)`?" })
      }
      members[key] = value
    }
    return members
  }

  func pairs(_ node: Node, _ what: String) throws(RecountError) -> [(key: String, value: Node)] {
    guard let mapping = node.mapping else {
      throw error(
        "\(what) must be a list of keys with values", node,
        cause: "expected lines such as `key: value`")
    }
    return mapping.map { ($0.key.string ?? "", $0.value) }
  }

  func list(_ node: Node, _ key: String) throws(RecountError) -> [Node] {
    guard let sequence = node.sequence else {
      throw error("`\(key)` must be a list", node, cause: "expected lines that begin with `- `")
    }
    return Array(sequence)
  }

  func text(_ node: Node, _ key: String) throws(RecountError) -> String {
    guard let scalar = node.scalar, !scalar.string.isEmpty else {
      throw error("`\(key)` must be a text", node, cause: "expected `\(key): …`")
    }
    return scalar.string
  }

  /// The value that the word of `node` stands for.
  func word<Value: RawRepresentable & CaseIterable>(
    _ node: Node, _ key: String, _ type: Value.Type
  ) throws(RecountError) -> Value where Value.RawValue == String {
    let stated = try text(node, key)
    guard let value = Value(rawValue: stated) else {
      let known = Value.allCases.map(\.rawValue)
      let near = Spelling.nearest(to: stated, in: known)
      throw error(
        "`\(stated)` is no \(key)", node,
        cause: "expected one of: \(known.joined(separator: ", "))",
        try: near.map { "did you mean `\($0)`?" })
    }
    return value
  }
}
