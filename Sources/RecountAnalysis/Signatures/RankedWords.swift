// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The words of a table numbered in the order of their bytes, with what mining asks of each.
///
/// Numbers that follow the bytes make every comparison of rows one of integers, and independent of
/// the order in which words were met.
struct RankedWords {
  /// What a token is to the miner.
  struct Kind: OptionSet {
    let rawValue: UInt8
    static let star = Kind(rawValue: 1)
    static let delimiter = Kind(rawValue: 2)
    /// A frame or the type of an exception: never a value of a slot.
    static let fixed = Kind(rawValue: 4)
    /// Names what follows it, such as `user` or `port`.
    static let naming = Kind(rawValue: 8)
    static let equals = Kind(rawValue: 16)
    static let colon = Kind(rawValue: 32)
  }

  /// Rank of each number of the vocabulary.
  let rank: [Int32]
  /// Number in the vocabulary of each rank.
  let number: [Int32]
  /// Kind of each rank.
  let kinds: [Kind]
  let star: Int32
  private let vocabulary: TokenVocabulary

  private static let naming = Set(
    """
    user host hostname node file dir directory path service port uid pid id name domain interface \
    device driver module version job task process thread session key client server address
    """.split(separator: " ").map { Array($0.utf8) })

  init(_ vocabulary: TokenVocabulary) {
    let order = (0..<Int32(vocabulary.count)).sorted {
      vocabulary.token($0).lexicographicallyPrecedes(vocabulary.token($1))
    }
    var rank = [Int32](repeating: 0, count: order.count)
    for (position, number) in order.enumerated() { rank[Int(number)] = Int32(position) }
    self.rank = rank
    self.number = order
    self.vocabulary = vocabulary
    star = rank[Int(TokenVocabulary.star)]
    kinds = order.map { Self.kind($0, vocabulary) }
  }

  private static func kind(_ number: Int32, _ vocabulary: TokenVocabulary) -> Kind {
    if number == TokenVocabulary.star { return .star }
    if TokenVocabulary.isDelimiter(number) {
      if number == TokenVocabulary.equals { return [.delimiter, .equals] }
      return number == TokenVocabulary.colon ? [.delimiter, .colon] : .delimiter
    }
    let word = vocabulary.token(number)
    if word.starts(with: TokenVocabulary.frameMark) { return .fixed }
    if ExceptionName.matches(word.span, 0..<word.count) { return .fixed }
    let lowered = word.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    return naming.contains(lowered) ? .naming : []
  }

  func kind(_ rank: Int32) -> Kind { kinds[Int(rank)] }

  /// Whether the token is neither star nor delimiter.
  func isConstant(_ rank: Int32) -> Bool {
    kinds[Int(rank)].isDisjoint(with: [.star, .delimiter])
  }

  func text(_ row: [Int32]) -> [UInt8] {
    Array(row.map { vocabulary.token(number[Int($0)]) }.joined(separator: [0x20]))
  }
}
