// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The target of a request with places that are filled anew for each: `/carts/{uuid}/items/{id}`.
struct PathTemplate {
  private enum Piece {
    case fixed([UInt8])
    /// A number of four to six digits, small ones more often.
    case id
    /// 1 to 40.
    case page
    case uuid
    case word
    case sorting
    /// The hash in the name of one of a few files that a release brought.
    case release
  }

  private static let releases = ["3b1c09fe", "91d7e2a4", "c05a7716", "e88f43d2"]

  private let pieces: [Piece]

  /// Text with `{id}`, `{page}`, `{uuid}`, `{word}`, `{sorting}` and `{release}`; nothing else may
  /// stand in braces.
  init(_ text: String) {
    var pieces: [Piece] = []
    for part in text.split(separator: "{", omittingEmptySubsequences: false) {
      let halves = part.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
      if halves.count == 2 { pieces.append(PathTemplate.place(halves[0])) }
      if let rest = halves.last, !rest.isEmpty { pieces.append(.fixed(Array(rest.utf8))) }
    }
    self.pieces = pieces
  }

  private static func place(_ name: Substring) -> Piece {
    switch name {
    case "id": .id
    case "page": .page
    case "uuid": .uuid
    case "word": .word
    case "sorting": .sorting
    case "release": .release
    default: preconditionFailure("{\(name)} is no place of a path template")
    }
  }

  func append(to text: inout ByteText, _ random: inout RandomStream) {
    for piece in pieces {
      switch piece {
      case .fixed(let bytes): text.append(bytes)
      case .id:
        // Squared, so that half of the ids stand in the first quarter of their range.
        let root = random.below(1 << 16)
        text.append(1000 + root * root / 4800)
      case .page: text.append(random.within(1...40))
      case .uuid: text.appendUUID(&random)
      case .word: text.append(random.element(of: Vocabulary.goods))
      case .sorting: text.append(random.element(of: Vocabulary.sortings))
      case .release: text.append(random.element(of: PathTemplate.releases))
      }
    }
  }
}
