// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountRemote
import Yams

/// Reads and writes `remotes.yml`: which tables of which engines go by which name.
///
/// Everything in it is checked, an unknown key is an error with its line, and a credential has no
/// place in it: those come from the environment or a netrc file.
package enum RemoteFile {
  package static let name = "remotes.yml"

  /// A table by its name.
  package struct Remote: Sendable {
    let endpoint: RemoteEndpoint
    let mapping: RemoteMapping
  }

  // MARK: - Reading

  /// All remotes of a file in the order of their names; none when there is no such file.
  package static func read(_ path: String) throws(RecountError) -> [Remote] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    var remotes: [Remote] = []
    for (name, node) in try entries(path) {
      remotes.append(try remote(name, node, MappingReader(path: path)))
    }
    return remotes.sorted { $0.endpoint.name < $1.endpoint.name }
  }

  /// The remote called `name`.
  ///
  /// - Throws: When there is none; names that are near are told.
  package static func remote(_ name: String, in path: String) throws(RecountError) -> Remote {
    let remotes = try read(path)
    if let found = remotes.first(where: { $0.endpoint.name == name }) { return found }
    let names = remotes.map(\.endpoint.name)
    let near = Spelling.nearest(to: name, in: names)
    throw RecountError(
      .usage, "no remote is called `\(name)`", at: path,
      cause: names.isEmpty ? "there are none yet" : "there are \(names.joined(separator: ", "))",
      try: near.map { "did you mean `\($0)`?" }
        ?? "recount remote add \(name) --url https://host:8443 --table DB.TABLE --map FILE")
  }

  /// The mapping in a file of its own, or the shipped one of that name.
  static func mapping(_ text: String) throws(RecountError) -> RemoteMapping {
    if let shipped = RemoteMapping.shipped.first(where: { $0.name == text }) { return shipped }
    guard FileManager.default.fileExists(atPath: text) else {
      let names = RemoteMapping.shipped.map(\.name)
      throw RecountError(
        .usage, "there is no mapping called `\(text)`, and no such file",
        cause: "there are \(names.joined(separator: ", "))",
        try: Spelling.nearest(to: text, in: names).map { "did you mean `\($0)`?" })
    }
    let reader = MappingReader(path: text)
    let name = URL(filePath: text).deletingPathExtension().lastPathComponent
    guard let root = try compose(text) else {
      throw RecountError(.failed, "the mapping is empty", at: text)
    }
    return try reader.mapping(root, name: name)
  }

  // MARK: - Writing

  /// Adds a remote to a file, or puts it in the place of the one of its name; true in the latter case.
  package static func add(_ remote: Remote, to path: String) throws(RecountError) -> Bool {
    var entries: [(name: String, node: Node)] = []
    if FileManager.default.fileExists(atPath: path) { entries = try self.entries(path) }
    // What stands there has to be sound before it is written again.
    _ = try read(path)
    let isThere = entries.contains { $0.name == remote.endpoint.name }
    entries.removeAll { $0.name == remote.endpoint.name }
    entries.append((remote.endpoint.name, MappingWriter.node(remote)))
    entries.sort { $0.name < $1.name }
    let pairs = entries.map { (Node($0.name), $0.node) }
    do {
      let text = try Yams.serialize(
        node: Node([(Node("remotes"), Node(pairs))]), width: -1, allowUnicode: true)
      try Data((header + text).utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw RecountError(
        .io, "the remotes cannot be written", at: path, cause: error.localizedDescription)
    }
    return isThere
  }

  private static let header = """
    # Tables of remote engines by name; credentials come from the environment or a netrc file.

    """

  // MARK: - Parts

  private static func compose(_ path: String) throws(RecountError) -> Node? {
    let text: String
    do {
      text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    } catch {
      throw RecountError(
        .noInput, "the file cannot be read", at: path, cause: error.localizedDescription)
    }
    do {
      return try Yams.compose(yaml: text)
    } catch {
      throw RecountError(.failed, "the file is not valid YAML", at: path, cause: "\(error)")
    }
  }

  private static func entries(
    _ path: String
  ) throws(RecountError) -> [(name: String, node: Node)] {
    guard let root = try compose(path) else { return [] }
    let reader = MappingReader(path: path)
    var found: [(String, Node)] = []
    for (key, value) in try reader.pairs(root, "the file") {
      guard key == "remotes" else { throw reader.unknown(key, root, known: ["remotes"]) }
      found += try reader.pairs(value, "remotes")
    }
    return found
  }

  private static func remote(
    _ name: String, _ node: Node, _ reader: MappingReader
  ) throws(RecountError) -> Remote {
    var (url, table, mapping): (String?, String?, Node?)
    var limits = RemoteLimits()
    for (key, value) in try reader.pairs(node, "a remote") {
      switch key {
      case "url": url = try reader.text(value, key)
      case "table": table = try reader.text(value, key)
      case "mapping": mapping = value
      case "limits": limits = try reader.limits(value)
      default: throw reader.unknown(key, node, known: ["url", "table", "mapping", "limits"])
      }
    }
    guard let url, let table, let mapping else {
      throw RecountError(
        .failed, "the remote `\(name)` is incomplete", at: reader.place(node),
        try: "give it url, table and mapping")
    }
    let read: RemoteMapping =
      if let shipped = mapping.string {
        try self.mapping(shipped)
      } else {
        try reader.mapping(mapping, name: name)
      }
    do throws(RemoteConfigurationError) {
      return Remote(
        endpoint: try RemoteEndpoint(
          name: name, address: url, table: RemoteTable(parsing: table), limits: limits),
        mapping: read)
    } catch {
      throw RecountError(.failed, error.message, at: reader.place(node))
    }
  }
}
