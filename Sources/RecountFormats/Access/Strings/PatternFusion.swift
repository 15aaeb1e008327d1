// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Joins fields that only together have an end: an address and its port, a path and its query.
///
/// The colons of IPv6 would end an address too early, and `$host$request_uri` or `%U%q` have nothing
/// between them; what follows the last of them ends them all.
enum PatternFusion {
  static func joined(_ elements: [LinePattern.Element]) -> [LinePattern.Element] {
    var result: [LinePattern.Element] = []
    for element in elements {
      result.append(element)
      while let (count, field) = join(result) {
        result.removeLast(count)
        result.append(.field(field))
      }
    }
    return result
  }

  /// The field that the last elements become, and how many they are.
  private static func join(
    _ elements: [LinePattern.Element]
  ) -> (count: Int, field: PatternField)? {
    guard case .field(let last)? = elements.last else { return nil }
    if elements.count >= 3, case .literal(let between) = elements[elements.count - 2],
      case .field(let first) = elements[elements.count - 3],
      let kind = kind(first, between, last)
    {
      return (3, field(first, String(decoding: between, as: UTF8.self), last, kind))
    }
    if elements.count >= 2, case .field(let first) = elements[elements.count - 2],
      let kind = kind(first, last)
    {
      return (2, field(first, "", last, kind))
    }
    return nil
  }

  private static func kind(
    _ first: PatternField, _ between: [UInt8], _ last: PatternField
  ) -> PatternField.Kind? {
    switch (first.kind, last.kind) {
    case (.client, .port) where between == [0x3A]: .client(hasPort: true)
    // A host keeps its port, as in the combined format.
    case (.host, .port) where between == [0x3A]: .host
    case (.kept, .port) where between == [0x3A] && first.syntax == .text: .kept
    // The host of an absolute target is taken out of it later.
    case (.scheme, .hostAndTarget) where between == Array("://".utf8): .target
    default: nil
    }
  }

  private static func kind(_ first: PatternField, _ last: PatternField) -> PatternField.Kind? {
    switch (first.kind, last.kind) {
    case (.host, .target): .hostAndTarget
    case (.target, .query), (.target, .questionMark): .target
    case (.hostAndTarget, .query), (.hostAndTarget, .questionMark): .hostAndTarget
    default: nil
    }
  }

  private static func field(
    _ first: PatternField, _ between: String, _ last: PatternField, _ kind: PatternField.Kind
  ) -> PatternField {
    var joined = first
    joined.name += between + last.name
    joined.kind = kind
    joined.width = nil
    if kind == .target { joined.rank = min(first.rank, last.rank) }
    return joined
  }
}
