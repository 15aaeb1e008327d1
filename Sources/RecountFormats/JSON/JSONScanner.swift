// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Pulls the members of one JSON object out of a line, nested objects flattened to dotted paths.
///
/// No value tree and no String: the caller gets the hash of each member's path and the place of its
/// value. `{"http":{"status":200}}` and `{"http.status":200}` give the same path. Arrays are skipped
/// as one value.
///
/// Source: RFC 8259
struct JSONScanner {
  /// What kind of value a member has.
  enum Kind {
    /// Text between quotes; `hasEscapes` tells whether it must be unescaped.
    case string(hasEscapes: Bool)
    case number
    case literal
    case array

    /// Whether there is one value, of text or number: `null`, `true` and lists say nothing here.
    var isScalar: Bool {
      switch self {
      case .string, .number: true
      case .literal, .array: false
      }
    }
  }

  /// One member of the object.
  struct Member {
    var path: UInt64
    var kind: Kind
    /// The value, without its quotes.
    var value: ByteRange
  }

  private var end = 0
  /// The byte that is read next; where a line is malformed, the one at which it stopped.
  private(set) var index = 0
  /// Hash of the path of each open object.
  private var prefixes: [UInt64] = []
  private var state = State.beforeObject
  /// Whether a member may have nothing for a value, and whether one had.
  private var takesEmpty = false
  private(set) var hasEmpty = false

  /// Paths of objects that are wanted whole, and the first of them that was read to its end.
  private var wanted: [UInt64] = []
  private(set) var wantedObject: (path: UInt64, place: ByteRange)?
  /// The open object of them, and how deep it is.
  private var wantedStart = 0
  private var wantedDepth = 0

  private enum State {
    case beforeObject, inObject, done
  }

  enum Step {
    case member(Member)
    case end
    case malformed
  }

  /// Begins with the object at `range`; a scanner is kept from line to line for its buffer.
  ///
  /// With `takesEmpty` a member may have nothing for a value, as in `{"a":,"b":}`, which is no JSON.
  /// Objects whose paths are `wanted` are kept as a whole besides.
  mutating func begin(_ range: Range<Int>, takesEmpty: Bool = false, wanted: [UInt64] = []) {
    self.takesEmpty = takesEmpty
    self.wanted = wanted
    wantedObject = nil
    wantedDepth = 0
    hasEmpty = false
    index = range.lowerBound
    end = range.upperBound
    prefixes.removeAll(keepingCapacity: true)
    state = .beforeObject
  }

  /// FNV-1a over a dotted path: the number that members carry.
  static func hash(_ path: StaticString) -> UInt64 {
    var value = seed
    for offset in 0..<path.utf8CodeUnitCount {
      // A static string's pointer is valid for its whole length for ever.
      value = mix(value, unsafe path.utf8Start[offset])
    }
    return value
  }

  /// The number of a path that stands in `bytes`.
  @inline(__always)
  static func hash(_ bytes: Span<UInt8>, _ path: ByteRange) -> UInt64 {
    var value = seed
    for position in path.range { value = mix(value, bytes[position]) }
    return value
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  private static func mix(_ value: UInt64, _ byte: UInt8) -> UInt64 {
    (value ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// The next member, in the order of the line.
  mutating func next(_ bytes: Span<UInt8>) -> Step {
    if state == .beforeObject {
      skipSpace(bytes)
      guard index < end, bytes[index] == 0x7B else { return .malformed }
      index += 1
      prefixes.append(JSONScanner.seed)
      state = .inObject
    }
    while state == .inObject {
      skipSpace(bytes)
      guard index < end else { return .malformed }
      switch bytes[index] {
      case 0x2C:
        index += 1
      case 0x7D:
        index += 1
        if prefixes.count == wantedDepth { endWanted() }
        prefixes.removeLast()
        if prefixes.isEmpty {
          state = .done
          skipSpace(bytes)
          return index == end ? .end : .malformed
        }
      case 0x22:
        if let step = readMember(bytes) { return step }
      default: return .malformed
      }
    }
    return .end
  }

  /// Reads a key and its value; nil when the value opened an object.
  private mutating func readMember(_ bytes: Span<UInt8>) -> Step? {
    guard let (key, hasEscapes) = readString(bytes) else { return .malformed }
    var path = prefixes[prefixes.count - 1]
    if prefixes.count > 1 { path = JSONScanner.mix(path, 0x2E) }
    if hasEscapes {
      var name: [UInt8] = []
      JSONUnescape.append(bytes, key, to: &name)
      for byte in name { path = JSONScanner.mix(path, byte) }
    } else {
      for position in key.range { path = JSONScanner.mix(path, bytes[position]) }
    }
    skipSpace(bytes)
    guard index < end, bytes[index] == 0x3A else { return .malformed }
    index += 1
    skipSpace(bytes)
    guard index < end else { return .malformed }
    switch bytes[index] {
    case 0x22:
      guard let (value, hasEscapes) = readString(bytes) else { return .malformed }
      return .member(Member(path: path, kind: .string(hasEscapes: hasEscapes), value: value))
    case 0x7B:
      index += 1
      prefixes.append(path)
      if wantedDepth == 0, wantedObject == nil, wanted.contains(path) {
        wantedStart = index - 1
        wantedDepth = prefixes.count
      }
      return nil
    case 0x5B:
      let start = index
      guard skipArray(bytes) else { return .malformed }
      return .member(Member(path: path, kind: .array, value: ByteRange(start, index)))
    case let byte:
      let start = index
      while index < end, !isDelimiter(bytes[index]) { index += 1 }
      guard index > start else {
        guard takesEmpty, index < end, byte == 0x2C || byte == 0x7D else { return .malformed }
        hasEmpty = true
        return .member(Member(path: path, kind: .literal, value: ByteRange(start, start)))
      }
      let isNumber = isDigit(byte) || byte == 0x2D
      return .member(
        Member(path: path, kind: isNumber ? .number : .literal, value: ByteRange(start, index)))
    }
  }

  private mutating func endWanted() {
    wantedObject = (prefixes[prefixes.count - 1], ByteRange(wantedStart, index))
    wantedDepth = 0
  }

  private func isDelimiter(_ byte: UInt8) -> Bool {
    byte == 0x2C || byte == 0x7D || byte == 0x5D || byte == 0x20 || byte == 0x09
  }

  @inline(__always)
  private mutating func skipSpace(_ bytes: Span<UInt8>) {
    while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
  }

  /// Reads a string at its opening quote and stands behind its closing one.
  @inline(__always)
  private mutating func readString(
    _ bytes: Span<UInt8>
  ) -> (value: ByteRange, hasEscapes: Bool)? {
    let start = index + 1
    guard var quote = firstIndex(of: 0x22, in: bytes, start..<end) else { return nil }
    var hasEscapes = false
    if let slash = firstIndex(of: 0x5C, in: bytes, start..<quote) {
      hasEscapes = true
      var position = slash
      while position < end, bytes[position] != 0x22 {
        position += bytes[position] == 0x5C ? 2 : 1
      }
      guard position < end else { return nil }
      quote = position
    }
    index = quote + 1
    return (ByteRange(start, quote), hasEscapes)
  }

  /// Skips an array with whatever it nests; strings in it may hold brackets.
  private mutating func skipArray(_ bytes: Span<UInt8>) -> Bool {
    var depth = 0
    while index < end {
      switch bytes[index] {
      case 0x22:
        guard readString(bytes) != nil else { return false }
        continue
      case 0x5B, 0x7B: depth += 1
      case 0x5D, 0x7D:
        depth -= 1
        if depth == 0 {
          index += 1
          return true
        }
      default: break
      }
      index += 1
    }
    return false
  }
}

/// Whether `text` begins as an object or a list does: all that has to be asked of most lines.
func mayBeJSON(_ text: some Sequence<UInt8>) -> Bool {
  let first = text.first { $0 > 0x20 }
  return first == 0x7B || first == 0x5B
}
