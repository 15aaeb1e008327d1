// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A stretch of a report: a block with its name, or what stands between two.
struct ReportPiece {
  /// Nil for what people wrote.
  var name: String?
  /// The hash that the block's fence gives; empty when it gives none.
  var sha: String?
  /// With all line ends as they are.
  var text = ""
  /// Whether the fence ends in CR LF.
  var hasCarriageReturns = false

  /// Takes a document apart; the texts and fences together are the document.
  static func pieces(of document: String) throws(ReportDocument.Problem) -> [ReportPiece] {
    var pieces: [ReportPiece] = []
    var current = ReportPiece()
    for line in LineEnds.lines(document) {
      let content = LineEnds.content(line)
      if content.hasPrefix("<!-- recount:begin ") {
        guard current.name == nil else { throw .broken(current.name ?? "") }
        pieces.append(current)
        current = ReportPiece(fence: content)
        current.hasCarriageReturns = line.utf8.count > content.utf8.count + 1
      } else if content.hasPrefix("<!-- recount:end ") {
        guard let name = current.name, content == "<!-- recount:end \(name) -->" else {
          throw .broken(current.name ?? content)
        }
        pieces.append(current)
        current = ReportPiece()
      } else {
        current.text += line
      }
    }
    if let name = current.name { throw .broken(name) }
    pieces.append(current)
    return pieces
  }

  private init() {}

  private init(fence: String) {
    let words = fence.split(separator: " ")
    name = words.count > 2 ? String(words[2]) : ""
    sha = words.first { $0.hasPrefix("sha=") }.map { String($0.dropFirst(4)) } ?? ""
  }
}

/// Lines by their bytes: to Swift, CR LF is one character, and no line feed.
enum LineEnds {
  /// The lines of a text with their ends; only the last may lack one.
  static func lines(_ text: String) -> [String] {
    var lines: [String] = []
    var rest = Substring(text).utf8
    while let end = rest.firstIndex(of: 0x0A) {
      let next = rest.index(after: end)
      lines.append(String(Substring(rest[..<next])))
      rest = rest[next...]
    }
    if !rest.isEmpty { lines.append(String(Substring(rest))) }
    return lines
  }

  /// A line without its end.
  static func content(_ line: String) -> String {
    var bytes = Substring(line).utf8
    if bytes.last == 0x0A { bytes.removeLast() }
    if bytes.last == 0x0D { bytes.removeLast() }
    return String(Substring(bytes))
  }

  /// Every line ended by LF.
  static func plain(_ text: String) -> String {
    lines(text).map { $0.utf8.last == 0x0A ? content($0) + "\n" : $0 }.joined()
  }

  /// Every line ended by CR LF.
  static func carriageReturns(_ text: String) -> String {
    lines(text).map { $0.utf8.last == 0x0A ? content($0) + "\r\n" : $0 }.joined()
  }
}
