// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import FoundationEssentials

/// A member that helps where it has the form it should have, and is left out where it has not.
struct Lenient<Value: Decodable>: Decodable {
  var value: Value?

  init(from decoder: any Decoder) {
    value = try? Value(from: decoder)
  }
}

/// A thing that a record names; its other members do not matter.
struct NamedReference: Decodable {
  var type: String?
  var summary: String?
  var name: String?
}

extension Array where Element == UInt8 {
  /// Whether the first byte that says something opens a list.
  var isJSONList: Bool { first { $0 > 0x20 } == 0x5B }

  /// The text as a value of `type`; nil when it is none.
  func decoded<Value: Decodable>(as type: Value.Type) -> Value? {
    do {
      return try JSONDecoder().decode(type, from: Data(self))
    } catch {
      DecodingTrace.current?.note(error)
      return nil
    }
  }
}
