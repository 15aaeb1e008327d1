// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Folds a path into its route: segments that are ids become placeholders.
///
/// All digits become `{n}`, a UUID `{uuid}`, eight or more hex digits with a digit among them
/// `{hash}`, and a segment of letters and at least four digits `{id}`. A file suffix survives:
/// `/img/1234.png` is `/img/{n}.png`. At most eight segments are kept, the rest is `…`.
struct RouteTemplate {
  static let maxSegments = 8

  private var buffer: [UInt8] = []

  mutating func template(_ bytes: Span<UInt8>, _ path: Range<Int>) -> [UInt8] {
    buffer.removeAll(keepingCapacity: true)
    var index = path.lowerBound
    var segments = 0
    while index < path.upperBound {
      if bytes[index] == 0x2F {
        buffer.append(0x2F)
        index += 1
        continue
      }
      guard segments < RouteTemplate.maxSegments else {
        buffer.append(contentsOf: "…".utf8)
        break
      }
      let end = firstIndex(of: 0x2F, in: bytes, index..<path.upperBound) ?? path.upperBound
      appendSegment(bytes, index..<end)
      segments += 1
      index = end
    }
    return buffer
  }

  private mutating func appendSegment(_ bytes: Span<UInt8>, _ segment: Range<Int>) {
    var digits = 0
    var hexLetters = 0
    var others = 0
    var dashes = 0
    var stem = segment
    for index in segment {
      let byte = bytes[index]
      if isDigit(byte) {
        digits += 1
      } else if isHexDigit(byte) {
        hexLetters += 1
      } else if byte == 0x2D {
        dashes += 1
      } else if byte == 0x2E, index > segment.lowerBound, segment.upperBound - index <= 6 {
        stem = segment.lowerBound..<index
        break
      } else {
        others += 1
      }
    }
    switch (digits, stem.count) {
    case (0, _): append(bytes, stem)
    case (let all, let count) where all == count: buffer.append(contentsOf: "{n}".utf8)
    case (_, 36) where others == 0 && dashes == 4: buffer.append(contentsOf: "{uuid}".utf8)
    case (_, 8...) where others == 0 && dashes == 0: buffer.append(contentsOf: "{hash}".utf8)
    case (4..., _): buffer.append(contentsOf: "{id}".utf8)
    default: append(bytes, stem)
    }
    append(bytes, stem.upperBound..<segment.upperBound)
  }

  private mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    for index in range { buffer.append(bytes[index]) }
  }
}
