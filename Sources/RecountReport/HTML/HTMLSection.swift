// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A part of the document below one heading.
struct HTMLSection {
  /// The Markdown of its heading; nil for what comes before the first.
  var heading: String?
  var blocks: [Block] = []

  /// A block with the name of the computed block that it belongs to; nil for what people wrote.
  struct Block {
    var content: MarkdownBlock
    var source: String?
  }

  /// Takes a report apart at its headings of the second level.
  ///
  /// The heading of the first level and what stands below it come first. A document with broken
  /// fences is read as one that people wrote.
  static func sections(_ document: String) -> [HTMLSection] {
    var sections = [HTMLSection()]
    let pieces = try? ReportPiece.pieces(of: document)
    let texts = pieces.map { $0.map { ($0.text, $0.name) } } ?? [(document, nil)]
    for (text, name) in texts {
      for block in MarkdownReader.blocks(text) {
        if case .heading(let level, let heading) = block, level <= 2 {
          if level == 1, sections.count == 1, sections[0].heading == nil {
            sections[0].heading = heading
          } else {
            sections.append(HTMLSection(heading: heading))
          }
        } else {
          sections[sections.count - 1].blocks.append(Block(content: block, source: name))
        }
      }
    }
    return sections
  }

  /// The blocks in runs that are of one computed block or of people.
  var runs: [(source: String?, blocks: [MarkdownBlock])] {
    var runs: [(source: String?, blocks: [MarkdownBlock])] = []
    for block in blocks {
      if runs.last?.source == block.source, !runs.isEmpty {
        runs[runs.count - 1].blocks.append(block.content)
      } else {
        runs.append((block.source, [block.content]))
      }
    }
    return runs
  }
}
