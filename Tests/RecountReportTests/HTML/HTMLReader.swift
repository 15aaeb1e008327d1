// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// An HTML document as a strict reader sees it: tags with their attributes, and text.
///
/// It knows the markup that Recount writes and no more: quoted attributes, no comments.
struct HTMLReader {
  struct Tag {
    var name: String
    var attributes: [(name: String, value: String)] = []
    var isEnd = false

    func value(_ attribute: String) -> String? {
      attributes.first { $0.name == attribute }?.value
    }
  }

  enum Piece {
    case tag(Tag)
    /// With its references as they are written.
    case text(String)
  }

  enum Problem: Error {
    case malformed(String)
  }

  /// Elements without an end.
  static let empty: Set<String> = ["meta", "link", "input", "br"]
  /// Elements whose content is text up to their end tag, whatever stands in it.
  static let raw: Set<String> = ["script", "style", "title"]

  private(set) var pieces: [Piece] = []
  private var rest: Substring.UTF8View

  init(_ html: String) throws {
    rest = Substring(html).utf8
    guard rest.starts(with: "<!DOCTYPE html>\n".utf8) else { throw Problem.malformed("doctype") }
    rest = rest.dropFirst(16)
    while !rest.isEmpty {
      let text = rest.prefix { $0 != 0x3C }
      if !text.isEmpty { pieces.append(.text(String(Substring(text)))) }
      rest = rest[text.endIndex...]
      if !rest.isEmpty { try readTag() }
    }
  }

  var tags: [Tag] {
    pieces.compactMap { if case .tag(let tag) = $0 { tag } else { nil } }
  }

  /// The text of each element called `name`, references resolved, tags in it left out.
  func texts(of name: String) -> [String] {
    var texts: [String] = []
    var depth = 0
    for piece in pieces {
      switch piece {
      case .tag(let tag) where tag.name == name:
        if !tag.isEnd, depth == 0 { texts.append("") }
        depth += tag.isEnd ? -1 : 1
      case .tag: break
      case .text(let text):
        if depth > 0 {
          texts[texts.count - 1] += HTMLReader.raw.contains(name) ? text : plain(text)
        }
      }
    }
    return texts
  }

  /// What is wrong with the order of the tags; empty when each is ended in its turn.
  var imbalance: [String] {
    var open: [String] = []
    var problems: [String] = []
    for tag in tags where !HTMLReader.empty.contains(tag.name) {
      if !tag.isEnd {
        open.append(tag.name)
      } else if open.popLast() != tag.name {
        problems.append("</\(tag.name)>")
      }
    }
    return problems + open
  }

  func plain(_ text: String) -> String {
    let references = [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ]
    // By bytes: before a combining mark a reference does not end to Swift.
    return references.reduce(text) { text, reference in
      var plain: [UInt8] = []
      var rest = Substring(text).utf8
      while let byte = rest.first {
        let isHere = rest.starts(with: reference.0.utf8)
        plain += isHere ? Array(reference.1.utf8) : [byte]
        rest = rest.dropFirst(isHere ? reference.0.utf8.count : 1)
      }
      return String(decoding: plain, as: UTF8.self)
    }
  }

  // MARK: - Tags

  private mutating func readTag() throws {
    let end = rest.dropFirst().first == 0x2F
    rest = rest.dropFirst(end ? 2 : 1)
    let name = rest.prefix { HTMLReader.isLetter($0) || (0x30...0x39).contains($0) }
    guard let first = name.first, HTMLReader.isLetter(first) else {
      throw Problem.malformed(String(Substring(rest.prefix(40))))
    }
    rest = rest[name.endIndex...]
    var tag = Tag(name: String(Substring(name)), isEnd: end)
    while rest.first == 0x20 { try readAttribute(into: &tag) }
    let isClosed = rest.starts(with: "/>".utf8)
    guard rest.first == 0x3E || isClosed else {
      throw Problem.malformed(String(Substring(rest.prefix(40))))
    }
    rest = rest.dropFirst(isClosed ? 2 : 1)
    pieces.append(.tag(tag))
    if isClosed { pieces.append(.tag(Tag(name: tag.name, isEnd: true))) }
    if !end, HTMLReader.raw.contains(tag.name) { readRaw("</\(tag.name)>") }
  }

  private mutating func readAttribute(into tag: inout Tag) throws {
    rest = rest.dropFirst()
    let name = rest.prefix { HTMLReader.isLetter($0) || $0 == 0x2D || (0x30...0x39).contains($0) }
    rest = rest[name.endIndex...]
    guard !name.isEmpty, rest.starts(with: "=\"".utf8) else {
      throw Problem.malformed(String(Substring(rest.prefix(40))))
    }
    let value = rest.dropFirst(2).prefix { $0 != 0x22 }
    guard value.endIndex < rest.endIndex else { throw Problem.malformed("no quote") }
    rest = rest[value.endIndex...].dropFirst()
    tag.attributes.append((String(Substring(name)), String(Substring(value))))
  }

  private mutating func readRaw(_ end: String) {
    let whole = rest
    while !rest.isEmpty, !rest.starts(with: end.utf8) { rest = rest.dropFirst() }
    pieces.append(.text(String(Substring(whole[..<rest.startIndex]))))
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
