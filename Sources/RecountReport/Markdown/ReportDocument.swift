// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Crypto

/// A Markdown document in which computed blocks stand between fences and people write around them.
///
/// A block begins with `<!-- recount:begin NAME v=1 sha=… -->` and ends with
/// `<!-- recount:end NAME -->`. The hash is that of the block as it was written, so that a block
/// edited by hand can be told from one that is merely out of date.
package struct ReportDocument: Sendable {
  package enum Problem: Error, Sendable {
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

  /// `fresh` with everything that people wrote around the blocks of `existing` kept.
  ///
  /// Blocks of `existing` are replaced by those of `fresh` with the same name; blocks that only
  /// `fresh` has are added at the end, those that only `existing` has are taken out.
  ///
  /// - Throws: When `existing` is foreign, broken, or edited inside a block and `isForced` is not set.
  package static func merged(
    _ fresh: String, into existing: String, isForced: Bool
  ) throws(Problem) -> String {
    let old = try pieces(existing)
    let new = try pieces(fresh)
    guard old.contains(where: { $0.name != nil }) else {
      if isForced { return fresh }
      throw .foreign
    }
    let edited = old.compactMap { piece in
      piece.name != nil && piece.sha != hash(piece.text) ? piece.name : nil
    }
    guard edited.isEmpty || isForced else { throw .edited(edited) }
    var blocks: [String: String] = [:]
    for piece in new { if let name = piece.name { blocks[name] = piece.text } }
    var text = ""
    var placed: Set<String> = []
    for piece in old {
      guard let name = piece.name else {
        text += piece.text
        continue
      }
      guard let content = blocks[name] else { continue }
      text += fenced(name, content)
      placed.insert(name)
    }
    for piece in new {
      if let name = piece.name, !placed.contains(name) { text += "\n" + fenced(name, piece.text) }
    }
    return text
  }

  /// A stretch of the document: a block with its name, or what stands between two.
  private struct Piece {
    var name: String?
    var sha = ""
    var text = ""
  }

  private static func pieces(_ document: String) throws(Problem) -> [Piece] {
    var pieces: [Piece] = []
    var current = Piece()
    for line in document.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("<!-- recount:begin ") {
        guard current.name == nil else { throw .broken(current.name ?? "") }
        pieces.append(current)
        let words = line.split(separator: " ")
        current = Piece(name: words.count > 2 ? String(words[2]) : "")
        current.sha = words.first { $0.hasPrefix("sha=") }.map { String($0.dropFirst(4)) } ?? ""
      } else if line.hasPrefix("<!-- recount:end ") {
        guard let name = current.name, line == "<!-- recount:end \(name) -->" else {
          throw .broken(current.name ?? String(line))
        }
        pieces.append(current)
        current = Piece()
      } else {
        current.text += line + "\n"
      }
    }
    if let name = current.name { throw .broken(name) }
    // Splitting at line feeds leaves one empty line behind the last.
    if current.text.last == "\n" { current.text.removeLast() }
    pieces.append(current)
    return pieces
  }

  /// The first 16 hex digits of the SHA-256: enough to tell an edit.
  private static func hash(_ content: String) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in SHA256.hash(data: Array(content.utf8)).prefix(8) {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
