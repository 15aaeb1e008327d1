// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The fields of a record of comma-separated values, which can reach over several lines.
///
/// Quotes enclose a field where they are its first sign; inside of them separators and line ends are
/// text, and two quotes are one.
///
/// Source: RFC 4180
struct CSVRecord {
  enum State {
    /// Before the first sign of a field, inside of it, between its quotes, behind them.
    case start, plain, quoted, closed
    /// Something stands between a closing quote and the next separator, or there are too many fields.
    case malformed
  }

  private let separator: UInt8
  private let limit: Int
  private var field: [UInt8] = []
  private var ended: [String] = []
  private(set) var state = State.start

  init(separator: UInt8, limit: Int = 1024) {
    self.separator = separator
    self.limit = limit
  }

  /// The fields of a record that is one line; nil when it is none.
  static func fields(
    _ line: some Collection<UInt8>, separator: UInt8, limit: Int
  ) -> [String]? {
    var record = CSVRecord(separator: separator, limit: limit)
    record.append(line)
    return record.state == .malformed || record.state == .quoted ? nil : record.fields
  }

  /// All fields, once the record is whole.
  var fields: [String] { ended + [String(decoding: field, as: UTF8.self)] }

  /// Takes a line; the record goes on in the next one while `state` is `quoted`.
  mutating func append(_ line: some Collection<UInt8>) {
    if state == .quoted { field.append(0x0A) }
    for byte in line {
      append(byte)
      if state == .malformed { return }
    }
  }

  private mutating func append(_ byte: UInt8) {
    switch state {
    case .quoted:
      if byte == 0x22 { state = .closed } else { field.append(byte) }
    case .start, .plain, .closed:
      if byte == separator {
        ended.append(String(decoding: field, as: UTF8.self))
        field.removeAll(keepingCapacity: true)
        state = ended.count < limit ? .start : .malformed
      } else if byte == 0x22, state != .plain {
        if state == .closed { field.append(byte) }
        state = .quoted
      } else if state == .closed {
        if byte != 0x20 { state = .malformed }
      } else if state == .plain || byte != 0x20 {
        // Spaces before a quote are as common as they are wrong.
        field.append(byte)
        state = .plain
      }
    case .malformed: break
    }
  }
}
