// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountModel
import Yams

/// The examples of a described format, checked while they are read.
final class OwnExamples {
  private let yaml: YAMLPlace
  private let format: LogFormat
  private(set) var accepted: [LogFormat.Example] = []
  private(set) var rejected: [LogFormat.Refusal] = []

  init(_ yaml: YAMLPlace, _ format: LogFormat) {
    self.yaml = yaml
    self.format = format
  }

  /// - Throws: For an example that does not do what it says; a format without an accepted line says
  ///   nothing that could be relied on.
  func check(_ node: Node) throws(RecountError) {
    let members = try yaml.members(node, "`examples`", known: ["accepted", "rejected"])
    if let node = members["accepted"] {
      for example in try yaml.list(node, "accepted") { try accept(example) }
    }
    if let node = members["rejected"] {
      for example in try yaml.list(node, "rejected") { try reject(example) }
    }
    guard !accepted.isEmpty else {
      throw yaml.error(
        "the format \(format.name) has no accepted line", node,
        try: "add a line of the log below `accepted:`")
    }
  }

  private func accept(_ node: Node) throws(RecountError) {
    var members: [String: Node] = [:]
    if node.scalar == nil {
      members = try yaml.members(node, "an example", known: ["line", "gives"])
    }
    let lineNode = members["line"] ?? node
    let line = try line(lineNode)
    let outcome = FormatTest.parsed(line, format)
    guard outcome.rejects.isEmpty, !outcome.text.isEmpty else {
      let mismatch = format.mismatch(Array(line.utf8))
      throw yaml.error(
        "an accepted line of \(format.name) is refused", lineNode,
        cause: mismatch.map(FormatStringCheck.cause)
          ?? outcome.rejects.first?.sentence ?? "it is read over")
    }
    if let gives = members["gives"] { try compare(gives, outcome.text) }
    accepted.append(LogFormat.Example(line, gives: outcome.text))
  }

  private func reject(_ node: Node) throws(RecountError) {
    let line = try line(node)
    let outcome = FormatTest.parsed(line, format)
    guard let reason = outcome.rejects.first else {
      throw yaml.error(
        "a rejected line of \(format.name) is accepted", node,
        cause: outcome.text.isEmpty ? "it is read over" : "it gives \(outcome.text)")
    }
    rejected.append(LogFormat.Refusal(line, because: reason))
  }

  private func line(_ node: Node) throws(RecountError) -> String {
    let line = try yaml.text(node, "line")
    guard !line.utf8.contains(0x0A) else {
      throw yaml.error(
        "an example must be one line", node, cause: "a line feed stands in it",
        try: "put the text in quotes, on one line")
    }
    return line
  }

  // MARK: - What it gives

  private func compare(_ gives: Node, _ printed: String) throws(RecountError) {
    let object = try? JSONSerialization.jsonObject(with: Data(printed.utf8))
    try compare(gives, object as? [String: Any] ?? [:], "")
  }

  private func compare(
    _ gives: Node, _ object: [String: Any], _ prefix: String
  ) throws(RecountError) {
    for (key, value) in try yaml.pairs(gives, "`gives`") {
      if value.mapping != nil {
        try compare(value, object[key] as? [String: Any] ?? [:], prefix + key + ".")
        continue
      }
      let found = object[key].map(OwnExamples.printed)
      let stated = OwnExamples.stated(value)
      guard found.map({ OwnExamples.areEqual($0, stated) }) ?? false else {
        throw yaml.error(
          "`\(prefix + key)` of an accepted line of \(format.name) is not `\(stated)`", value,
          cause: found.map { "it is `\($0)`" }
            ?? "the line gives none; it gives \(object.keys.sorted().joined(separator: ", "))")
      }
    }
  }

  private static func printed(_ value: Any) -> String {
    switch value {
    case let list as [Any]: list.map(printed).joined(separator: ", ")
    default: "\(value)"
    }
  }

  private static func stated(_ node: Node) -> String {
    node.sequence.map { $0.map(stated).joined(separator: ", ") } ?? node.string ?? ""
  }

  /// Times are the same moment however they are written.
  private static func areEqual(_ found: String, _ stated: String) -> Bool {
    if found == stated { return true }
    guard let first = Timestamp(parsing: found), let second = Timestamp(parsing: stated) else {
      return false
    }
    return first == second
  }
}
