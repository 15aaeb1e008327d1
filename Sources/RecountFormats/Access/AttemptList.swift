// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Puts the lists of addresses, times and statuses that nginx writes together, attempt by attempt.
///
/// A comma tries the next peer, a colon begins a new group after an internal redirect; all lists have as
/// many entries, and a dash where an attempt gave none.
///
/// Source: https://nginx.org/en/docs/http/ngx_http_upstream_module.html#var_upstream_addr
enum AttemptList {
  /// Attempts that are told one by one.
  private static let maxAttempts = 64

  /// The JSON member `upstream_attempts`, times in seconds.
  ///
  /// Empty where there was one attempt, and for lists that do not fit together.
  static func member(
    _ bytes: Span<UInt8>, addresses: ByteRange, times: ByteRange, statuses: ByteRange
  ) -> [UInt8] {
    let parts = [addresses, times, statuses].map { entries(bytes, $0) }
    let count = parts.map(\.count).max() ?? 0
    // Statuses alone stand in a column of their own.
    guard count > 1, count <= maxAttempts, !parts[0].isEmpty || !parts[1].isEmpty,
      parts.allSatisfy({ $0.isEmpty || $0.count == count })
    else { return [] }
    var json = JSONWriter()
    json.beginObject()
    json.key("upstream_attempts")
    json.beginArray()
    for attempt in 0..<count {
      json.beginObject()
      if let address = entry(bytes, parts[0], attempt) {
        json.member("address", bytes.string(address))
      }
      if let time = entry(bytes, parts[1], attempt) {
        json.member("duration_us", bytes.duration(time, scale: 6))
      }
      if let status = entry(bytes, parts[2], attempt) {
        json.member("status", bytes.integer(status))
      }
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return Array(json.bytes.dropFirst().dropLast())
  }

  /// An entry of one list; nil where the list is missing or the attempt gave none.
  private static func entry(
    _ bytes: Span<UInt8>, _ list: [ByteRange], _ attempt: Int
  ) -> ByteRange? {
    guard attempt < list.count, !bytes.isDash(list[attempt]) else { return nil }
    return list[attempt]
  }

  /// The entries of a list; a colon inside an address has no spaces around it.
  private static func entries(_ bytes: Span<UInt8>, _ list: ByteRange) -> [ByteRange] {
    var entries: [ByteRange] = []
    var cursor = FieldCursor(Int(list.start), Int(list.end))
    while entries.count <= maxAttempts, var word = cursor.token(bytes) {
      if bytes.equals(word, ":") { continue }
      if bytes[Int(word.end) - 1] == 0x2C { word.end -= 1 }
      guard !word.isEmpty else { return [] }
      // Some separate by a comma alone.
      var start = Int(word.start)
      while let comma = firstIndex(of: 0x2C, in: bytes, start..<Int(word.end)) {
        if comma > start { entries.append(ByteRange(start, comma)) }
        start = comma + 1
      }
      if start < Int(word.end) { entries.append(ByteRange(start, Int(word.end))) }
    }
    return entries
  }
}
