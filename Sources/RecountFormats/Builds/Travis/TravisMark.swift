// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A mark that Travis writes into the text of a log: where a fold begins or ends, or a time is taken.
///
/// `travis_fold:start:install` and `travis_time:end:0a1b2c3d:start=…,finish=…,duration=…`, the times
/// in ns since the epoch. A mark ends with `\r` and `ESC[0K` or `ESC[0m`, any of which may be missing.
///
/// Source: https://github.com/travis-ci/travis-build
struct TravisMark {
  enum Kind {
    case foldStart, foldEnd, timeStart, timeEnd
  }

  var kind: Kind
  /// The mark with its terminator.
  var place: Range<Int>
  /// The name of the fold or time.
  var name: ByteRange
  /// Microseconds since the epoch; nil but at the end of a time.
  var start: Int64?
  var finish: Int64?

  /// Bytes of a name that are kept, which is more than Travis uses.
  private static let maxName = 64
  private static let matcher = LiteralMatcher(
    ["travis_fold:", "travis_time:"].map { Array($0.utf8) })

  /// The first mark in `range`, which may be behind other text.
  static func first(_ bytes: Span<UInt8>, _ range: Range<Int>) -> TravisMark? {
    var found: TravisMark?
    matcher.forEachMatch(in: bytes, range) { literal, end in
      found = TravisMark(bytes, end, range.upperBound, isTime: literal == 1)
      return found == nil
    }
    return found
  }

  /// Reads what follows `travis_fold:` or `travis_time:`, which end at `index`.
  private init?(_ bytes: Span<UInt8>, _ index: Int, _ end: Int, isTime: Bool) {
    let isStart = bytes.hasPrefix("start:", at: index)
    guard isStart || bytes.hasPrefix("end:", at: index) else { return nil }
    kind = isTime ? (isStart ? .timeStart : .timeEnd) : (isStart ? .foldStart : .foldEnd)
    let nameStart = index + (isStart ? 6 : 4)
    guard nameStart < end else { return nil }
    var next = nameStart
    while next < end, TravisMark.isOfName(bytes[next]) { next += 1 }
    guard next > nameStart, next - nameStart <= TravisMark.maxName else { return nil }
    name = ByteRange(nameStart, next)
    if kind == .timeEnd, next < end, bytes[next] == 0x3A {
      start = TravisMark.time("start=", bytes, &next, end)
      finish = TravisMark.time("finish=", bytes, &next, end)
      // What else there is, such as the duration and the event, says nothing more.
      while next < end, bytes[next] > 0x20 { next += 1 }
    }
    if next < end, bytes[next] == 0x0D { next += 1 }
    if bytes.hasPrefix("\u{1B}[0K", at: next) || bytes.hasPrefix("\u{1B}[0m", at: next) {
      next = min(next + 4, end)
    }
    place = index - 12..<next
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte == 0x2E || byte == 0x2D
  }

  /// The number behind `key`, which stands behind the sign at `next`.
  private static func time(
    _ key: StaticString, _ bytes: Span<UInt8>, _ next: inout Int, _ end: Int
  ) -> Int64? {
    guard bytes.hasPrefix(key, at: next + 1) else { return nil }
    let start = next + 1 + key.utf8CodeUnitCount
    var index = start
    while index < end, isDigit(bytes[index]) { index += 1 }
    guard start <= index else { return nil }
    next = index
    return TimeScan.epoch(bytes, ByteRange(start, index))
  }
}
