// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// One row of an answer: its fields unescaped, one behind the other.
package struct TSVRow: Hashable, Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  package init() {}

  package var count: Int { ends.count }

  /// The bytes of a field as the engine had them, whether they are UTF-8 or not.
  package subscript(field: Int) -> ArraySlice<UInt8> {
    bytes[(field == 0 ? 0 : ends[field - 1])..<ends[field]]
  }

  /// A field as text; bytes that are no UTF-8 become U+FFFD.
  package func text(_ field: Int) -> String {
    String(decoding: self[field], as: UTF8.self)
  }

  /// A field as a whole number; nil for anything else.
  package func integer(_ field: Int) -> Int64? {
    let bytes = self[field]
    guard let first = bytes.first else { return nil }
    let isNegative = first == UInt8(ascii: "-")
    let digits = isNegative ? bytes.dropFirst() : bytes
    guard !digits.isEmpty, digits.count <= 19 else { return nil }
    // Counted down from zero, as the smallest number has no positive counterpart.
    var value: Int64 = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, below) = tens.subtractingReportingOverflow(Int64(digit - 0x30))
      if overflow || below { return nil }
      value = sum
    }
    if isNegative { return value }
    return value == .min ? nil : -value
  }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ slice: ArraySlice<UInt8>) { bytes.append(contentsOf: slice) }

  mutating func endField() { ends.append(bytes.count) }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  var byteCount: Int { bytes.count }
}
