// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The names of members by which a document of records is told.
struct MemberNames: Sendable {
  private let matcher: LiteralMatcher
  private let count: Int

  /// - Precondition: Names have at least two bytes.
  init(_ names: String...) {
    matcher = LiteralMatcher(names.map { Array("\"\($0)\"".utf8) })
    count = names.count
  }

  /// Whether all of them stand in `text`.
  func allStand(in text: [UInt8]) -> Bool {
    var found: Set<Int> = []
    matcher.forEachMatch(in: text.span, 0..<text.count) { name, _ in
      found.insert(name)
      return found.count < count
    }
    return found.count == count
  }
}

/// A number that some interfaces give as text.
struct LooseInteger: Decodable {
  var value: Int

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      value = number
    } else if let number = Int(try container.decode(String.self)) {
      value = number
    } else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no number")
    }
  }
}

/// Decodes one record, or a list of them.
func decodeRecords<Record: Decodable>(_ type: Record.Type, _ bytes: [UInt8]) -> [Record]? {
  guard mayBeJSON(bytes) else { return nil }
  if let record = bytes.decoded(as: type) { return [record] }
  return bytes.decoded(as: [Record].self)
}
