// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Crypto

/// A Markdown document in which computed blocks stand between fences and people write around them.
///
/// A block begins with `<!-- recount:begin NAME v=1 sha=… -->` and ends with
/// `<!-- recount:end NAME -->`. The hash is that of the block as it was written, so that a block
/// edited by hand can be told from one that is merely out of date.
package struct ReportDocument: Sendable {
  package enum Problem: Error, Equatable, Sendable {
    /// The document exists but was not written by Recount.
    case foreign
    /// Blocks whose content was changed by hand.
    case edited([String])
    /// A block without its end, or the other way round.
    case broken(String)
  }

  /// A block with its fences.
  package static func fenced(_ name: String, _ content: String) -> String {
    "<!-- recount:begin \(name) v=1 sha=\(hash(content)) -->\n\(content)<!-- recount:end \(name) -->\n"
  }

  /// The line by which a document says that its outline leaves blocks out on purpose.
  static func omission(_ names: [String]) -> String {
    "\(omissionMark)\(names.joined(separator: " ")) -->\n"
  }

  /// The blocks that the outline of a document leaves out on purpose.
  static func omitted(in pieces: [ReportPiece]) -> Set<String> {
    let lines = pieces.filter { $0.name == nil }.flatMap { LineEnds.lines($0.text) }
    let marked = lines.filter { $0.hasPrefix(omissionMark) }
    return Set(
      marked.flatMap { LineEnds.content($0).split(separator: " ").dropFirst(2).dropLast() }
        .map(String.init))
  }

  private static let omissionMark = "<!-- recount:omits "

  /// `fresh` with everything that people wrote around the blocks of `existing` kept.
  ///
  /// Blocks of `existing` are replaced, where they stand and with the line ends that they have, by
  /// those of `fresh` with the same name, else by those of `spare`, which holds blocks that the
  /// outline of `fresh` leaves out. Blocks that only `fresh` has are added at the end, unless the
  /// outline of `existing` leaves them out; those that only `existing` has are taken out.
  ///
  /// - Throws: When the fences of `existing` do not match; and when it is foreign, or edited inside
  ///   a block, unless `isForced`.
  package static func merged(
    _ fresh: String, into existing: String, spare: String = "", isForced: Bool
  ) throws(Problem) -> String {
    let old = try ReportPiece.pieces(of: existing)
    let new = try ReportPiece.pieces(of: fresh)
    let more = try ReportPiece.pieces(of: spare)
    guard old.contains(where: { $0.name != nil }) else {
      if isForced { return fresh }
      throw .foreign
    }
    let edited = old.filter { $0.sha != nil && $0.sha != hash($0.text) }.compactMap(\.name)
    guard edited.isEmpty || isForced else { throw .edited(edited) }
    return merged(new, into: old, spare: more)
  }

  /// What people wrote around the blocks of a document, and its outline.
  ///
  /// - Throws: When the fences do not match.
  package static func written(in document: String) throws(Problem) -> String {
    try ReportPiece.pieces(of: document).filter { $0.name == nil }.map { LineEnds.plain($0.text) }
      .joined(separator: "\0")
  }

  /// The headings that people and the outline of a document put around its blocks.
  ///
  /// - Throws: When the fences do not match.
  package static func headings(of document: String) throws(Problem) -> [String] {
    try ReportPiece.pieces(of: document).filter { $0.name == nil }
      .flatMap { LineEnds.lines($0.text).map(LineEnds.content) }.filter { $0.hasPrefix("#") }
  }

  private static func merged(
    _ new: [ReportPiece], into old: [ReportPiece], spare: [ReportPiece]
  ) -> String {
    var blocks: [String: String] = [:]
    for piece in spare + new { if let name = piece.name { blocks[name] = piece.text } }
    var text = ""
    for piece in old {
      guard let name = piece.name else {
        text += piece.text
        continue
      }
      guard let content = blocks[name] else { continue }
      let block = fenced(name, content)
      text += piece.hasCarriageReturns ? LineEnds.carriageReturns(block) : block
    }
    let placed = Set(old.compactMap(\.name)).union(omitted(in: old))
    for piece in new {
      guard let name = piece.name, !placed.contains(name) else { continue }
      if text.utf8.last != 0x0A { text += "\n" }
      text += "\n" + fenced(name, piece.text)
    }
    return text
  }

  /// The first 16 hex digits of the SHA-256, whatever the line ends: enough to tell an edit.
  private static func hash(_ content: String) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in SHA256.hash(data: Array(LineEnds.plain(content).utf8)).prefix(8) {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
