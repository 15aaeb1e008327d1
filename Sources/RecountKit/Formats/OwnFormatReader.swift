// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Yams

/// Reads one file of formats; whatever is wrong in it is an error with its line.
struct OwnFormatReader {
  private let yaml: YAMLPlace

  init(_ path: String, _ exit: RecountError.Exit) {
    yaml = YAMLPlace(path: path, exit: exit)
  }

  /// The formats of a file: a list below `formats:`, a list, or one format alone.
  func formats(_ text: String) throws(RecountError) -> [LogFormat] {
    guard let root = try yaml.root(text, "the file of formats") else {
      throw RecountError(yaml.exit, "the file of formats is empty", at: yaml.path)
    }
    var nodes = [root]
    if root.sequence != nil {
      nodes = try yaml.list(root, "formats")
    } else if root.mapping?.contains(where: { $0.key.string == "formats" }) == true {
      let members = try yaml.members(root, "a file of formats", known: ["formats"])
      nodes =
        try members["formats"].map { node throws(RecountError) in
          try yaml.list(node, "formats")
        } ?? []
    }
    var formats: [LogFormat] = []
    for node in nodes {
      let format = try format(node)
      guard !formats.contains(where: { $0.name == format.name }) else {
        throw yaml.error("the format \(format.name) is described twice", node)
      }
      formats.append(format)
    }
    return formats
  }

  private static let keys = [
    "name", "title", "family", "notes", "stamp", "zone", "escape", "open", "pattern", "fields",
    "examples",
  ]

  private enum Family: String, CaseIterable { case access }
  private enum Stamp: String, CaseIterable { case start, end }
  private enum Zone: String, CaseIterable { case UTC }
  private enum Flag: String, CaseIterable { case `true`, `false` }

  private func format(_ node: Node) throws(RecountError) -> LogFormat {
    let members = try yaml.members(node, "a format", known: OwnFormatReader.keys)
    let name = try yaml.text(try needed("name", members, node), "name")
    try check(name, members["name"] ?? node)
    let patternNode = try needed("pattern", members, node)
    let pattern = try yaml.text(patternNode, "pattern")
    var own = OwnPattern(
      name: name, title: try members["title"].map(text("title")) ?? "The format \(name)",
      pattern: pattern)
    own.notes = try members["notes"].map(text("notes")) ?? ""
    if let node = members["family"] { _ = try yaml.word(node, "family", Family.self) }
    if let node = members["stamp"] {
      own.stamp = try yaml.word(node, "stamp", Stamp.self) == .start ? .start : .end
    }
    if let node = members["zone"] { own.isUTC = try yaml.word(node, "zone", Zone.self) == .UTC }
    if let node = members["escape"] {
      own.escape = try yaml.word(node, "escape", OwnPattern.Escape.self)
    }
    if let node = members["open"] { own.isOpen = try yaml.word(node, "open", Flag.self) == .true }
    if let node = members["fields"] {
      for (key, value) in try yaml.pairs(node, "`fields`") {
        own.fields[key] = try field(key, value)
      }
    }
    try checkUse(own, members["fields"] ?? node)
    let examples = OwnExamples(yaml, try compiled(own.format(), name, pattern, patternNode))
    try examples.check(try needed("examples", members, node))
    return try compiled(
      own.format(examples: examples.accepted, refusals: examples.rejected), name, pattern,
      patternNode)
  }

  private func text(_ key: String) -> (Node) throws(RecountError) -> String {
    { node throws(RecountError) in try yaml.text(node, key) }
  }

  private func needed(
    _ key: String, _ members: [String: Node], _ node: Node
  ) throws(RecountError) -> Node {
    guard let value = members[key] else {
      throw yaml.error("a format has no `\(key)`", node, try: "add `\(key):` to it")
    }
    return value
  }

  /// A name is a word that no other format, wrapper or server has.
  private func check(_ name: String, _ node: Node) throws(RecountError) {
    let isWord = name.utf8.allSatisfy { byte in
      byte == 0x2D || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
    }
    guard isWord, name.utf8.count <= 64 else {
      throw yaml.error(
        "`\(name)` is no name of a format", node,
        cause: "expected at most 64 small letters, digits and hyphens")
    }
    let isTaken =
      FormatCatalog.format(named: name) != nil || WrapperKind(rawValue: name) != nil
      || FormatString.Dialect(rawValue: name) != nil
    guard !isTaken else {
      throw yaml.error(
        "the name `\(name)` is taken", node, cause: "Recount knows it already",
        try: "another name, such as own-\(name)")
    }
  }

  private func field(
    _ name: String, _ node: Node
  ) throws(RecountError) -> OwnPattern.Field {
    if node.scalar != nil {
      return OwnPattern.Field(try yaml.word(node, "type", OwnPattern.FieldType.self))
    }
    let members = try yaml.members(
      node, "a field", known: ["type", "form", "unit", "width"])
    var type = OwnPattern.FieldType(rawValue: name)
    if let node = members["type"] {
      type = try yaml.word(node, "type", OwnPattern.FieldType.self)
    }
    guard let type else {
      throw yaml.error(
        "the field \(name) has no `type`", node,
        cause: "expected one of: "
          + OwnPattern.FieldType.allCases.map(\.rawValue).joined(separator: ", "))
    }
    var field = OwnPattern.Field(type)
    if let form = members["form"] {
      guard type == .time else { throw yaml.error("only a time has a `form`", form) }
      field.form = try yaml.text(form, "form")
    }
    if let unit = members["unit"] {
      guard type == .duration || type == .upstreamDuration else {
        throw yaml.error("only a duration has a `unit`", unit)
      }
      field.unit = try yaml.word(unit, "unit", OwnPattern.Unit.self)
    }
    if let width = members["width"] {
      guard let bytes = Int(try yaml.text(width, "width")), (1...4096).contains(bytes) else {
        throw yaml.error("`width` must be a number of bytes from 1 to 4096", width)
      }
      field.width = bytes
    }
    return field
  }

  /// A field that is described and not in the pattern is a mistake in either.
  private func checkUse(_ own: OwnPattern, _ node: Node) throws(RecountError) {
    for name in own.fields.keys.sorted() where !own.pattern.contains("{\(name)}") {
      throw yaml.error("the field \(name) is not in the pattern of \(own.name)", node)
    }
  }

  private func compiled(
    _ result: Result<LogFormat, FormatStringError>, _ name: String, _ pattern: String, _ node: Node
  ) throws(RecountError) -> LogFormat {
    do throws(FormatStringError) { return try result.get() } catch {
      var cause = error.sentence
      if case .unknownField = error.problem {
        let types = OwnPattern.FieldType.allCases.map(\.rawValue).joined(separator: ", ")
        cause += "; a name that stands for its own type is one of \(types)"
      }
      if let offset = error.offset {
        cause +=
          "\n" + LineExcerpt(Array(pattern.utf8), at: offset).lines(indent: "")
      }
      let byte = error.offset.map { " at its byte \($0 + 1)" } ?? ""
      throw yaml.error(
        "the pattern of \(name) cannot be used\(byte)", node, cause: cause,
        try: "the page OwnFormats of the documentation, for what patterns look like")
    }
  }
}
