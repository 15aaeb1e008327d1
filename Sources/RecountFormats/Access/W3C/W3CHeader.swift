// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What the directives of a W3C extended log said so far: the columns of the rows that follow, and
/// what the rows leave out.
struct W3CHeader {
  /// Nil before the first `#Fields:`.
  private(set) var columns: W3CColumns?
  /// Days since the epoch of `#Date:`, for rows without a date.
  private(set) var day: Int?
  /// Seconds east of UTC of `#GMT-Offset:`; nil without it.
  private(set) var offset: Int?
  private var software = Software.unknown

  private enum Software {
    case unknown, microsoft, oracle
  }

  /// Takes the line at `range`, which begins with `#`; unknown directives are comments.
  mutating func take(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let line = ByteRange(range)
    if let text = value(bytes, line, "#Fields:") {
      columns = W3CColumns(Array(bytes.string(text).utf8)[...])
    } else if let text = value(bytes, line, "#Software:") {
      software =
        bytes.contains("Microsoft", in: text) || bytes.contains("IIS", in: text)
        ? .microsoft
        : bytes.contains("Oracle", in: text) ? .oracle : .unknown
    } else if let text = value(bytes, line, "#Date:") ?? value(bytes, line, "#Start-Date:") {
      var scan = LocalTimeScan()
      day = scan.date(bytes, at: Int(text.start), end: Int(text.end)) ?? day
    } else if let text = value(bytes, line, "#GMT-Offset:") {
      offset = W3CHeader.offset(bytes, text)
    }
  }

  /// Power of ten of `time-taken` over the microsecond; nil when the software that wrote it is not
  /// known, because each counts in a unit of its own.
  var durationScale: Int? {
    switch columns?.unit {
    case .milliseconds: 3
    case .seconds: 6
    default:
      switch software {
      case .microsoft: 3
      case .oracle: 0
      case .unknown: nil
      }
    }
  }

  /// Whether a line is a directive that only this format has.
  static func isDirective(_ line: [UInt8]) -> Bool {
    let bytes = line.span
    let range = ByteRange(0, line.count)
    if bytes.begins(range, with: "#Fields:") {
      return W3CColumns(line[8...]).areOfRequests
    }
    let directives: [StaticString] = [
      "#Software:", "#Version:", "#Date:", "#Start-Date:", "#GMT-Offset:",
    ]
    return directives.contains { bytes.begins(range, with: $0) }
  }

  /// What stands behind the name of a directive; nil when the line is another.
  private func value(
    _ bytes: Span<UInt8>, _ line: ByteRange, _ name: StaticString
  ) -> ByteRange? {
    guard bytes.begins(line, with: name) else { return nil }
    return bytes.trimmed(ByteRange(Int(line.start) + name.utf8CodeUnitCount, Int(line.end)))
  }

  /// Reads `-0800`.
  private static func offset(_ bytes: Span<UInt8>, _ text: ByteRange) -> Int? {
    guard text.count >= 5 else { return nil }
    let hours = bytes.twoDigits(Int(text.start) + 1)
    let minutes = bytes.twoDigits(Int(text.start) + 3)
    guard hours >= 0, hours < 24, minutes >= 0, minutes < 60 else { return nil }
    switch bytes[Int(text.start)] {
    case 0x2B: return (hours * 60 + minutes) * 60
    case 0x2D: return (hours * 60 + minutes) * -60
    default: return nil
    }
  }
}
