// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Yams

/// Values of a kind, each an error with its line when it is of another.
extension IncidentReader {
  func mapping(
    _ node: Node, _ what: String
  ) throws(RecountError) -> [(key: String, value: Node)] {
    guard let mapping = node.mapping else {
      throw RecountError(
        .failed, "\(what) must be a list of keys with values", at: place(node),
        cause: "expected lines such as `key: value`")
    }
    var pairs: [(String, Node)] = []
    for (key, value) in mapping { pairs.append((key.string ?? "", value)) }
    return pairs
  }

  func sequence(_ node: Node, _ key: String) throws(RecountError) -> [Node] {
    guard let sequence = node.sequence else {
      throw RecountError(
        .failed, "`\(key)` must be a list", at: place(node),
        cause: "expected lines that begin with `- `")
    }
    return Array(sequence)
  }

  func text(_ node: Node, _ key: String) throws(RecountError) -> String {
    guard let scalar = node.scalar, !scalar.string.isEmpty else {
      throw RecountError(
        .failed, "`\(key)` must be a text", at: place(node), cause: "expected `\(key): …`")
    }
    return scalar.string
  }

  /// A list of texts, or a single one.
  func texts(_ node: Node, _ key: String) throws(RecountError) -> [String] {
    if node.scalar != nil { return [try text(node, key)] }
    var found: [String] = []
    for element in try sequence(node, key) { found.append(try text(element, key)) }
    return found
  }

  func flag(_ node: Node, _ key: String) throws(RecountError) -> Bool {
    guard let flag = node.bool else {
      throw RecountError(
        .failed, "`\(key)` must be true or false", at: place(node),
        cause: "found `\(node.string ?? "")`")
    }
    return flag
  }

  func zone(_ node: Node) throws(RecountError) -> String {
    let zone = try text(node, "zone")
    guard zone == "UTC" || zone == "Etc/UTC" || zone == "Z" else {
      throw RecountError(
        .failed, "only the zone UTC is supported yet", at: place(node),
        cause: "found `\(zone)`", try: "give times of claims with their offset, such as 10:07+01:00"
      )
    }
    return "UTC"
  }

  /// `99.5%` or `0.995`.
  func share(_ node: Node) throws(RecountError) -> Double {
    let stated = try text(node, "slo")
    let isPercent = stated.hasSuffix("%")
    guard let number = Double(isPercent ? String(stated.dropLast()) : stated) else {
      throw RecountError(
        .failed, "`slo` is no share", at: place(node),
        cause: "expected a share such as 99.5%, found `\(stated)`")
    }
    let share = isPercent ? number / 100 : number
    guard share > 0, share < 1 else {
      throw RecountError(
        .failed, "`slo` must lie between 0 and 100 %", at: place(node), cause: "found `\(stated)`")
    }
    return share
  }

  func place(_ node: Node) -> String {
    node.mark.map { "\(path):\($0.line)" } ?? path
  }

  func unknown(_ key: String, _ node: Node, known: [String]) -> RecountError {
    let line = node.mapping?.first { $0.key.string == key }?.key.mark?.line
    let near = Spelling.nearest(to: key, in: known)
    return RecountError(
      .failed, "`\(key)` is not a key that \(IncidentFile.name) knows",
      at: line.map { "\(path):\($0)" } ?? path,
      cause: "expected one of: \(known.joined(separator: ", "))",
      try: near.map { "did you mean `\($0)`?" })
  }
}
