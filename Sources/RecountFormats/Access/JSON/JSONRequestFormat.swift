// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// JSON lines of one dialect: one object a line, one request an object.
///
/// Members match dotted or nested, and with escapes in their names.
struct JSONRequestFormat<Flavour: RequestFlavour>: RequestLineFormat {
  private var scanner = JSONScanner()
  private var reader = MemberReader<Flavour>()

  init(_ context: ParserContext) {}

  var decoded: [UInt8] { reader.decoded }

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    guard bytes[range.lowerBound] == 0x7B else { return .notThisFormat }
    reader.begin(range)
    scanner.begin(range, takesEmpty: Flavour.takesEmptyMembers)
    while true {
      switch scanner.next(bytes) {
      case .malformed: return .malformedJSON
      case .end:
        if scanner.hasEmpty, !NginxMembers.areIn(bytes, range) { return .malformedJSON }
        return reader.finish(bytes, into: &fields)
      case .member(let member): reader.take(bytes, member, into: &fields)
      }
    }
  }

  func extra(_ bytes: Span<UInt8>, _ range: Range<Int>, _ fields: RequestFields) -> [UInt8] {
    let cause = reader.evidence.extra(bytes, Flavour.causeMember)
    let attempts = reader.attempts(bytes, fields)
    return cause.isEmpty || attempts.isEmpty ? cause + attempts : cause + [0x2C] + attempts
  }
}

/// Whether `line` parses as a request of this dialect; what is no object is not even looked at.
func isJSONRequest<Flavour: RequestFlavour>(_ flavour: Flavour.Type, _ line: [UInt8]) -> Bool {
  line.first == 0x7B && isRequestLine(JSONRequestFormat<Flavour>.self, line)
}

extension MemberEvidence {
  /// The words for the cause as a JSON member, where the dialect keeps them.
  func extra(_ bytes: Span<UInt8>, _ name: String?) -> [UInt8] {
    guard let name, !flags.isEmpty else { return [] }
    return extraMember(name, bytes.string(flags))
  }
}
