// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A sentence of a text, a list item or a row of a table.
struct ProseSentence {
  let tokens: [ProseToken]
  let bytes: Range<Int>
  /// The words of the heading that it stands under, if any.
  let heading: [ProseToken]

  /// Whether the sentence only says when a text was published.
  var isPosting: Bool {
    ["posted", "published", "updated"].contains(tokens.first?.text ?? "")
  }

  /// Sentences in order, from Markdown or plain text; code and computed blocks have none.
  static func sentences(of text: [UInt8]) -> [ProseSentence] {
    var heading: [ProseToken] = []
    var isOfList = false
    return pieces(of: text).flatMap { piece -> [ProseSentence] in
      let content = withoutMarker(piece, text)
      let tokens = ProseToken.tokens(of: text, in: content)
      let isTitle = text[piece].first == 0x23
      if isTitle || (tokens.last?.text == ":" && tokens.count <= longestHeading) {
        heading = tokens
        isOfList = !isTitle
      } else if isOfList, content == piece {
        // What stands under a line that ends in a colon are the items of its list.
        heading = []
        isOfList = false
      }
      return split(tokens).map { tokens in
        ProseSentence(
          tokens: tokens,
          bytes: tokens[0].bytes.lowerBound..<tokens[tokens.count - 1].bytes.upperBound,
          heading: heading)
      }
    }
  }

  /// Tokens of a line that is a heading for its colon alone.
  private static let longestHeading = 12

  /// Words before a full stop that does not end a sentence.
  private static let abbreviations: Set<String> = [
    "approx", "ca", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
    "dec", "vs", "no", "e", "g", "i", "a", "p", "m",
  ]

  private static func split(_ tokens: [ProseToken]) -> [[ProseToken]] {
    var sentences: [[ProseToken]] = []
    var start = 0
    for (index, token) in tokens.enumerated() where [".", "?", "!"].contains(token.text) {
      let next = index + 1
      let isInside = next < tokens.count && tokens[next].isGlued
      let word = index > 0 ? tokens[index - 1].text : ""
      guard !isInside, !(token.text == "." && abbreviations.contains(word)) else { continue }
      sentences.append(Array(tokens[start..<next]))
      start = next
    }
    if start < tokens.count { sentences.append(Array(tokens[start...])) }
    return sentences
  }

  // MARK: - Lines

  /// Paragraphs, list items and rows: what no sentence reaches beyond.
  private static func pieces(of text: [UInt8]) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var open: Range<Int>?
    var isCode = false
    var isComputed = false
    var isPosting = false
    for line in lines(of: text) {
      let content = String(decoding: text[line], as: UTF8.self)
      let isFence = content.hasPrefix("```") || content.hasPrefix("~~~")
      if content.contains("<!-- recount:begin") { isComputed = true }
      let isHidden = isCode || isFence || isComputed || line.isEmpty
      if isFence { isCode.toggle() }
      if content.contains("<!-- recount:end") { isComputed = false }
      if isHidden || isPosting || startsPiece(content) {
        if let piece = open { pieces.append(piece) }
        open = isHidden ? nil : line
      } else {
        open = (open?.lowerBound ?? line.lowerBound)..<line.upperBound
      }
      // The stamp of a post is a line of its own, with or without a blank one around it.
      isPosting = content.hasPrefix(postingPrefix)
    }
    if let piece = open { pieces.append(piece) }
    return pieces
  }

  /// Lines without blanks around them.
  private static func lines(of text: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    while start <= text.count {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.count
      var line = start..<end
      while let first = line.first, text[first] <= 0x20 { line = (first + 1)..<end }
      while let last = line.last, text[last] <= 0x20 { line = line.lowerBound..<last }
      lines.append(line)
      start = end + 1
    }
    return lines
  }

  private static let postingPrefix = "Posted "
  private static let markers = ["- ", "* ", "+ ", "• ", "#", "|", "> ", "◦ ", "– "]

  private static func startsPiece(_ line: String) -> Bool {
    if markers.contains(where: line.hasPrefix) || line.hasPrefix(postingPrefix) { return true }
    let number = line.prefix { $0.isASCII && $0.isNumber }
    return !number.isEmpty && line.dropFirst(number.count).hasPrefix(". ")
  }

  /// Cuts the mark of a list item, heading or row, so that it is no part of the sentence.
  private static func withoutMarker(_ piece: Range<Int>, _ text: [UInt8]) -> Range<Int> {
    let head = String(decoding: text[piece].prefix(8), as: UTF8.self)
    guard let marker = markers.first(where: head.hasPrefix) else { return piece }
    var start = piece.lowerBound + marker.utf8.count
    while start < piece.upperBound, text[start] <= 0x20 || text[start] == 0x23 { start += 1 }
    return start..<piece.upperBound
  }
}
