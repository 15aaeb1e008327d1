// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Lines of which further parts are to come.
///
/// At most `maxJoins` at a time, one for each output of each service, and `maxBytes` each: containers
/// have two outputs, and a collector that mixes more streams than that does not part their lines either.
struct OpenJoins {
  static let maxJoins = 16
  /// The same as the limit of lines that are not put together.
  static let maxBytes = 1 << 20

  struct Join {
    var stream: UInt8
    /// The service that a wrapper further out named.
    var outerService: Int32
    var service: Int32
    var origin: LineOrigin
    var time: WrapperTime
    var text: [UInt8] = []
    /// Whether the text grew beyond the limit and was let go.
    var isOverlong = false
    var hasEscape = false
  }

  private var joins: [Join] = []

  @inline(__always)
  var isEmpty: Bool { joins.isEmpty }

  func index(stream: UInt8, outerService: Int32) -> Int? {
    joins.firstIndex { $0.stream == stream && $0.outerService == outerService }
  }

  /// Begins a join, and gives back the oldest one where there are too many.
  mutating func begin(_ join: Join) -> (index: Int, pushedOut: Join?) {
    let oldest = joins.count == OpenJoins.maxJoins ? joins.removeFirst() : nil
    joins.append(join)
    return (joins.count - 1, oldest)
  }

  /// Goes on with a join by what `append` adds to its text; false where that gave nothing.
  mutating func extend(_ index: Int, _ append: (inout [UInt8]) -> TextPiece) -> Bool {
    let piece = append(&joins[index].text)
    if piece == .hasEscape { joins[index].hasEscape = true }
    if joins[index].isOverlong || joins[index].text.count > OpenJoins.maxBytes {
      joins[index].isOverlong = true
      joins[index].text = []
    }
    return piece != .broken
  }

  mutating func end(_ index: Int) -> Join { joins.remove(at: index) }

  mutating func removeFirst() -> Join? { joins.isEmpty ? nil : joins.removeFirst() }
}

/// What a text was found to be while it was taken out of its wrapper.
enum TextPiece {
  case plain
  /// There is an ESC in it.
  case hasEscape
  /// It is none.
  case broken
}
