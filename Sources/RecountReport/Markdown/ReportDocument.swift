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

  /// `fresh` with everything that people wrote around the blocks of `existing` kept.
  ///
  /// Blocks of `existing` are replaced, where they stand and with the line ends that they have, by
  /// those of `fresh` with the same name; blocks that only `fresh` has are added at the end, those
  /// that only `existing` has are taken out.
  ///
  /// - Throws: When the fences of `existing` do not match; and when it is foreign, or edited inside
  ///   a block, unless `isForced`.
  package static func merged(
    _ fresh: String, into existing: String, isForced: Bool
  ) throws(Problem) -> String {
    let old = try ReportPiece.pieces(of: existing)
    let new = try ReportPiece.pieces(of: fresh)
    guard old.contains(where: { $0.name != nil }) else {
      if isForced { return fresh }
      throw .foreign
    }
    let edited = old.filter { $0.sha != nil && $0.sha != hash($0.text) }.compactMap(\.name)
    guard edited.isEmpty || isForced else { throw .edited(edited) }
    return merged(new, into: old)
  }

  private static func merged(_ new: [ReportPiece], into old: [ReportPiece]) -> String {
    var blocks: [String: String] = [:]
    for piece in new { if let name = piece.name { blocks[name] = piece.text } }
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
    let placed = Set(old.compactMap(\.name))
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
