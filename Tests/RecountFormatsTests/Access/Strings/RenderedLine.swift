// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A line as a server would write it, with the members that must come of it.
///
/// Knows nothing of the code under test: a renderer for each server appends what the manual says.
struct RenderedLine {
  var line: [UInt8] = []
  private var values: [String: (rank: Int, value: String)] = [:]
  /// The stamp at the precision of the best time field, and how good that is.
  private var stamp: (rank: Int, micros: Int64)?
  private var stampsEnd: Bool

  init(stampsEnd: Bool) {
    self.stampsEnd = stampsEnd
  }

  mutating func append(_ text: String) { line += Array(text.utf8) }
  mutating func append(_ bytes: [UInt8]) { line += bytes }

  /// Appends a value and expects it as `member`, unless it is empty or a dash or a better field has it.
  mutating func append(_ text: [UInt8], _ member: String, rank: Int = 0) {
    line += text
    expect(member, text, rank: rank)
  }

  mutating func append(_ text: String, _ member: String, rank: Int = 0) {
    append(Array(text.utf8), member, rank: rank)
  }

  mutating func expect(_ member: String, _ value: [UInt8], rank: Int = 0) {
    if let known = values[member], known.rank <= rank { return }
    let text = value == [0x2D] ? "" : String(decoding: value, as: UTF8.self)
    values[member] = (rank, text)
  }

  mutating func expect(_ member: String, _ value: String, rank: Int = 0) {
    expect(member, Array(value.utf8), rank: rank)
  }

  /// Expects the status with the outcome that it means.
  mutating func expectStatus(_ status: Int, rank: Int = 0) {
    expect("status", status == 0 ? "" : String(status), rank: rank)
    let outcome =
      switch status {
      case 504: "timeout"
      case 429, 500...599: "failure"
      case 499, 0: "cancelled"
      default: "success"
      }
    expect("outcome", outcome, rank: rank)
  }

  mutating func expectTime(_ micros: Int64, step: Int64, rank: Int = 0) {
    if let stamp, stamp.rank <= rank { return }
    stamp = (rank, micros / step * step)
  }

  /// All members that are looked at; those without a value are not to be there.
  var expected: [String: String] {
    var members = values.mapValues(\.value).filter { !$0.value.isEmpty }
    guard let stamp else { return members }
    let duration = Int64(members["duration_us"] ?? "") ?? 0
    let start = stampsEnd ? stamp.micros - duration : stamp.micros
    members["start"] = Timestamp(microseconds: start).rfc3339
    members["end"] = Timestamp(microseconds: start + duration).rfc3339
    return members
  }

  static let members: Set<String> = [
    "agent", "body_bytes", "client", "duration_us", "end", "host", "method", "outcome", "path",
    "protocol", "query", "referrer", "service", "start", "status", "trace",
    "upstream_duration_us", "upstream_statuses", "user",
  ]

  /// `bytes` with those that `isPlain` does not take written by `escape`.
  static func escaped(
    _ bytes: [UInt8], _ isPlain: (UInt8) -> Bool, _ escape: (UInt8) -> String
  ) -> [UInt8] {
    bytes.flatMap { isPlain($0) ? [$0] : Array(escape($0).utf8) }
  }

  static func hex(_ byte: UInt8, uppercase: Bool) -> String {
    let text = String(byte, radix: 16, uppercase: uppercase)
    return byte < 16 ? "0" + text : text
  }
}
