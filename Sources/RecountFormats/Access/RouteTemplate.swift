// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Folds a path into its route: segments that are ids become placeholders.
///
/// All digits become `{n}`, a UUID `{uuid}`, eight or more hex digits with a digit among them
/// `{hash}`, and a segment of letters and at least four digits, or the key of a ticket such as `OPS-27`, `{id}`. A
/// file suffix survives: `/img/1234.png` is `/img/{n}.png`. At most eight segments are kept, the rest is `…`.
struct RouteTemplate {
  static let maxSegments = 8

  private let placeholders = Placeholder.allCases.map { Array($0.text.utf8) }
  private let kinds = (0...255).map { Kinds(UInt8($0)) }

  /// Appends the route of the path at `range` to `routes`.
  func fold(_ bytes: Span<UInt8>, _ path: Range<Int>, to routes: inout [UInt8]) {
    var index = path.lowerBound
    var segments = 0
    /// What comes before it is in `routes`.
    var copied = path.lowerBound
    while index < path.upperBound {
      if bytes[index] == 0x2F {
        index += 1
        continue
      }
      if segments == RouteTemplate.maxSegments {
        copyBytes(bytes, copied..<index, to: &routes)
        routes.append(contentsOf: "…".utf8)
        return
      }
      segments += 1
      let segment = Segment(bytes, index, path.upperBound, kinds)
      if let placeholder = segment.placeholder {
        copyBytes(bytes, copied..<index, to: &routes)
        routes.append(contentsOf: placeholders[placeholder.rawValue])
        copied = segment.stemEnd
      }
      index = segment.end
    }
    copyBytes(bytes, copied..<path.upperBound, to: &routes)
  }

  /// What a segment that is an id becomes.
  private enum Placeholder: Int, CaseIterable {
    case number, uuid, hash, id

    var text: String {
      switch self {
      case .number: "{n}"
      case .uuid: "{uuid}"
      case .hash: "{hash}"
      case .id: "{id}"
      }
    }
  }

  /// One segment of a path, counted by what kinds of bytes it has.
  private struct Segment {
    var end: Int
    /// Where the file suffix begins, or the end.
    var stemEnd: Int
    var placeholder: Placeholder?

    @inline(__always)
    init(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int, _ table: [Kinds]) {
      var kinds = Kinds()
      var index = start
      while index < limit {
        let byte = bytes[index]
        if byte == 0x2F { break }
        kinds.add(table[Int(byte)])
        index += 1
      }
      end = index
      stemEnd = index
      // Most segments are names, which need no second look; what is longer is no id.
      guard kinds.digits > 0, end - start <= Kinds.most else { return }
      if kinds.points > 0 { kinds = recount(bytes, start, table) }
      placeholder = kinds.placeholder(count: stemEnd - start)
      if placeholder == nil, kinds.dashes == 1, isKey(bytes, start) { placeholder = .id }
    }

    /// Whether the stem is two or more capitals, which digits may follow, a dash, and digits.
    @inline(never)
    private func isKey(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
      func isCapital(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
      var index = start
      while index < stemEnd, isCapital(bytes[index]) || index > start && isDigit(bytes[index]) {
        index += 1
      }
      guard index - start >= 2, index + 1 < stemEnd, bytes[index] == 0x2D else { return false }
      index += 1
      while index < stemEnd, isDigit(bytes[index]) { index += 1 }
      return index == stemEnd
    }

    /// Counts again up to the first point that can begin a suffix, which ends the stem.
    @inline(never)
    private mutating func recount(_ bytes: Span<UInt8>, _ start: Int, _ table: [Kinds]) -> Kinds {
      var kinds = Kinds()
      for index in start..<end {
        if bytes[index] == 0x2E, index > start, end - index <= 6 {
          stemEnd = index
          break
        }
        kinds.add(table[Int(bytes[index])])
      }
      return kinds
    }
  }

  /// How many bytes of each kind there are: four numbers of 16 bits, added up together.
  private struct Kinds {
    /// Most bytes that can be counted.
    static let most = 0xFFFF

    private var packed: UInt64 = 0

    init() {}

    /// The kind of one byte.
    init(_ byte: UInt8) {
      if isDigit(byte) {
        packed = 1
      } else if byte == 0x2D {
        packed = 1 << 16
      } else if byte == 0x2E {
        packed = 1 << 32 | 1 << 48
      } else if !isHexDigit(byte) {
        packed = 1 << 32
      }
    }

    @inline(__always)
    mutating func add(_ other: Kinds) {
      packed &+= other.packed
    }

    var digits: Int { Int(packed & 0xFFFF) }
    var dashes: Int { Int(packed >> 16 & 0xFFFF) }
    /// Bytes that are neither hex digits nor dashes.
    var others: Int { Int(packed >> 32 & 0xFFFF) }
    var points: Int { Int(packed >> 48) }

    func placeholder(count: Int) -> Placeholder? {
      guard digits > 0 else { return nil }
      if digits == count { return .number }
      if count == 36, others == 0, dashes == 4 { return .uuid }
      if count >= 8, others == 0, dashes == 0 { return .hash }
      return digits >= 4 ? .id : nil
    }
  }
}
