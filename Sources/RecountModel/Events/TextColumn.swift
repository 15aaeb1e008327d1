// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Byte strings of many rows in one buffer.
///
/// Row `i` is `bytes[ends[i - 1]..<ends[i]]`. Absent and empty are the same: empty.
package struct TextColumn: Sendable {
  package private(set) var bytes: [UInt8] = []
  package private(set) var ends: [Int32] = []

  package init() {}

  package var count: Int { ends.count }

  package func value(_ row: Int) -> ArraySlice<UInt8> {
    bytes[(row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row])]
  }

  /// The row decoded leniently: bytes that are not UTF-8 become U+FFFD.
  package func text(_ row: Int) -> String {
    String(decoding: value(row), as: UTF8.self)
  }

  package mutating func append(_ value: [UInt8]) {
    append(value[...])
  }

  package mutating func append(_ value: ArraySlice<UInt8>) {
    if !value.isEmpty { bytes.append(contentsOf: value) }
    ends.append(Int32(truncatingIfNeeded: bytes.count))
  }

  /// Appends `range` of `source`, which is how a parser hands over a field of a line.
  package mutating func append(_ source: Span<UInt8>, _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= source.count)
    if !range.isEmpty {
      // The range was checked; copying it whole is an order faster than byte by byte.
      unsafe source.withUnsafeBufferPointer { buffer in
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[range]))
      }
    }
    ends.append(Int32(truncatingIfNeeded: bytes.count))
  }

  /// Appends the rows `source[starts[i]..<ends[i]]`, which costs less than one by one.
  package mutating func append(_ source: Span<UInt8>, _ starts: Span<Int32>, _ ends: Span<Int32>) {
    precondition(starts.count == ends.count)
    var total = 0
    for row in 0..<starts.count {
      precondition(starts[row] >= 0 && starts[row] <= ends[row] && Int(ends[row]) <= source.count)
      total += Int(ends[row] - starts[row])
    }
    let before = bytes.count
    bytes.append(addingCapacity: total) { output in
      unsafe output.withUnsafeMutableBufferPointer { spare, initialized in
        unsafe source.withUnsafeBufferPointer { source in
          for row in 0..<starts.count where starts[row] < ends[row] {
            let value = unsafe UnsafeBufferPointer(
              rebasing: source[Int(starts[row])..<Int(ends[row])])
            // All ranges were checked and added up: there is room for each.
            _ = unsafe spare[initialized...].initialize(fromContentsOf: value)
            initialized += value.count
          }
        }
      }
    }
    var end = before
    self.ends.append(addingCapacity: starts.count) { output in
      for row in 0..<starts.count {
        end += Int(ends[row] - starts[row])
        output.append(Int32(truncatingIfNeeded: end))
      }
    }
  }

  package mutating func appendEmpty() {
    ends.append(Int32(truncatingIfNeeded: bytes.count))
  }

  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}
