// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Puts pseudonyms in the place of people, machines and secrets in any text.
package struct Redactor: Sendable {
  private let pseudonym: Pseudonym
  private let rules: RedactionRules
  private let kept: Set<SensitiveKind>
  private let people: PeopleScanner

  package init(key: Pseudonym.Key, rules: RedactionRules = RedactionRules()) {
    pseudonym = Pseudonym(key: key)
    self.rules = rules
    kept = Set(SensitiveKind.allCases.filter { rules.treatment(of: $0.subject) == .keep })
    people = PeopleScanner(kept.contains(.person) ? [] : rules.people)
  }

  /// `text` with everything sensitive in it replaced.
  ///
  /// One value has one pseudonym in every text. A text that was redacted stays as it is.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  package func text(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let spans = people.added(to: SensitiveScanner.spans(in: bytes, ignoring: kept), of: bytes)
    guard !spans.isEmpty else { return text }
    var redacted: [UInt8] = []
    redacted.reserveCapacity(bytes.count)
    var place = 0
    for span in spans {
      redacted += bytes[place..<span.range.lowerBound]
      redacted += replacement(String(decoding: bytes[span.range], as: UTF8.self), span.kind).utf8
      place = span.range.upperBound
    }
    redacted += bytes[place...]
    return String(decoding: redacted, as: UTF8.self)
  }

  private func replacement(_ value: String, _ kind: SensitiveKind) -> String {
    let subject = kind.subject
    if AllowedValues.allows(value, rules.allowed) { return value }
    switch rules.treatment(of: subject) {
    case .keep: return value
    case .mask: return Pseudonym.mask(subject)
    case .pseudonym: return pseudonym.name(canonical(value, kind), subject)
    }
  }

  private func canonical(_ value: String, _ kind: SensitiveKind) -> String {
    switch kind {
    case .ipv4, .ipv6: IPAddress.canonical(value.lowercased())
    case .hardwareAddress, .internalHost, .urlHost, .person: value.lowercased()
    case .email: value.lowercased().split(separator: "%40").joined(separator: "@")
    default: value
    }
  }
}

/// Values that may be shown: each as it stands, or with `*` for any run of characters.
enum AllowedValues {
  static func allows(_ value: String, _ patterns: [String]) -> Bool {
    patterns.contains { matches(Array(value.utf8), Array($0.utf8)) }
  }

  /// - Complexity: O(*n* · *m*); patterns are what people wrote.
  private static func matches(_ value: [UInt8], _ pattern: [UInt8]) -> Bool {
    var (place, index) = (0, 0)
    var retry: (place: Int, index: Int)?
    while place < value.count {
      if index < pattern.count, pattern[index] == UInt8(ascii: "*") {
        retry = (place, index + 1)
        index += 1
      } else if index < pattern.count, pattern[index].lowered == value[place].lowered {
        place += 1
        index += 1
      } else if let last = retry {
        retry = (last.place + 1, last.index)
        (place, index) = (last.place + 1, last.index)
      } else {
        return false
      }
    }
    return pattern[index...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
