// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Docker's json-file: `{"log":"line\n","stream":"stdout","time":"…"}`, with `attrs` where asked for.
///
/// Messages of more than 16 KiB are cut; a text that does not end in a line feed goes on in the next
/// line of the same stream.
///
/// Source: https://docs.docker.com/engine/logging/drivers/json-file/
struct DockerWrapper: Wrapper {
  static var copiesText: Bool { true }
  static var isContainerFile: Bool { true }

  private var scanner = JSONScanner()
  private let log = JSONScanner.hash("log")
  private let stream = JSONScanner.hash("stream")
  private let time = JSONScanner.hash("time")

  @inline(__always)
  mutating func open(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into slip: inout WrapperSlip
  ) -> WrapperFit {
    let start = range.lowerBound
    let end = range.upperBound
    guard start < end, bytes[start] == 0x7B else { return .other }
    guard bytes.hasPrefix("{\"log\":\"", at: start), start + 8 <= end,
      let quote = unescapedQuote(bytes, from: start + 8, end: end),
      quote + 22 < end, bytes.hasPrefix("\",\"stream\":\"std", at: quote),
      bytes.hasPrefix("\",\"time\":\"", at: quote + 18), bytes.hasPrefix("\"}", at: end - 2),
      quote + 28 < end - 2, isPlain(bytes, quote + 28..<end - 2)
    else { return scan(bytes, range, into: &slip) }
    slip.stream = bytes[quote + 15] == 0x6F ? 1 : 2
    slip.time = ByteRange(quote + 28, end - 2)
    take(bytes, ByteRange(start + 8, quote), into: &slip)
    return .opened
  }

  /// Whether nothing but the characters of a stamp stands in `range`.
  @inline(__always)
  private func isPlain(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count <= 40 else { return false }
    for index in range where bytes[index] == 0x22 || bytes[index] == 0x5C { return false }
    return true
  }

  @inline(__always)
  private func take(_ bytes: Span<UInt8>, _ text: ByteRange, into slip: inout WrapperSlip) {
    slip.text = text
    slip.escaping = .json
    slip.isPartial = !endsInFeed(bytes, text)
    if !slip.isPartial { slip.text.end -= 2 }
  }

  /// Whether the text ends in `\n`, the backslash itself not escaped.
  @inline(__always)
  private func endsInFeed(_ bytes: Span<UInt8>, _ text: ByteRange) -> Bool {
    guard text.count >= 2, bytes[Int(text.end) - 1] == 0x6E else { return false }
    var slash = Int(text.end) - 2
    while slash >= Int(text.start), bytes[slash] == 0x5C { slash -= 1 }
    return (Int(text.end) - 2 - slash) & 1 == 1
  }

  /// Members in another order, or with `attrs`.
  @inline(never)
  private mutating func scan(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into slip: inout WrapperSlip
  ) -> WrapperFit {
    var text: ByteRange?
    var others = 0
    scanner.begin(range)
    while true {
      switch scanner.next(bytes) {
      case .malformed: return .malformed
      case .end:
        guard let text, slip.stream > 0, !slip.time.isEmpty,
          others == 0 || holdsAttributes(bytes, range)
        else { return .other }
        take(bytes, text, into: &slip)
        return .opened
      case .member(let member):
        switch member.path {
        case log: if case .string = member.kind { text = member.value }
        case stream:
          if bytes.equals(member.value, "stdout") { slip.stream = 1 }
          if bytes.equals(member.value, "stderr") { slip.stream = 2 }
        case time: slip.time = member.value
        default: others += 1
        }
      }
    }
  }

  private func holdsAttributes(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var from = range.lowerBound
    while let quote = firstIndex(of: 0x22, in: bytes, from..<range.upperBound) {
      if bytes.hasPrefix("\"attrs\":{", at: quote) { return true }
      from = quote + 1
    }
    return false
  }
}
