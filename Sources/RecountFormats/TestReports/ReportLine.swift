// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A line of a test report: where its text begins and ends, and what stood before it.
///
/// What other tools put before each line of a test run is left out: `web_1  | ` of Docker Compose,
/// `#12 3.456 ` of BuildKit, and the label of a build tool.
struct ReportLine {
  enum Label {
    case none
    /// The level of a line of Maven or sbt: `[INFO] `, `[error] `.
    case level
    /// `[junit] ` of Ant.
    case junit
  }

  /// First byte that is no blank, or `end`.
  var start: Int
  /// Behind the last byte that is no blank.
  var end: Int
  /// Blanks before the text, behind the label; a tab is one.
  var indent: Int
  var label = Label.none

  /// Bytes in which the name of a service of Docker Compose ends.
  private static let maxServiceBytes = 40

  @inline(__always)
  var text: Range<Int> { start..<end }

  @inline(__always)
  init(_ bytes: Span<UInt8>, _ text: Range<Int>) {
    var end = text.upperBound
    while end > text.lowerBound, isBlank(bytes[end - 1]) { end -= 1 }
    let first = ReportLine.skipWrapper(bytes, text.lowerBound, end)
    var start = first
    while start < end, isBlank(bytes[start]) { start += 1 }
    indent = start - first
    self.start = start
    self.end = end
    if start < end, bytes[start] == 0x5B { skipLabel(bytes) }
  }

  private mutating func skipLabel(_ bytes: Span<UInt8>) {
    let labels: [(StaticString, Label)] = [
      ("[INFO] ", .level), ("[ERROR] ", .level), ("[WARNING] ", .level), ("[WARN] ", .level),
      ("[info] ", .level), ("[error] ", .level), ("[warn] ", .level), ("[junit] ", .junit),
    ]
    // A second byte that no label has is what most lines in brackets have.
    guard start + 6 < end else { return }
    switch bytes[start + 1] | 0x20 {
    case 0x65, 0x69, 0x6A, 0x77: break
    default: return
    }
    for (text, label) in labels where bytes.hasPrefix(text, at: start) {
      let first = start + text.utf8CodeUnitCount
      guard first <= end else { return }
      self.label = label
      start = first
      while start < end, isBlank(bytes[start]) { start += 1 }
      indent = start - first
      return
    }
  }

  /// The index behind the prefix of a tool in which the tests ran.
  @inline(__always)
  private static func skipWrapper(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    guard start < end else { return start }
    if bytes[start] == 0x23 { return skipVertex(bytes, start, end) }
    let limit = min(end, start + maxServiceBytes)
    var bar = start
    while bar < limit, isNameByte(bytes[bar]) { bar += 1 }
    guard bar > start, bar < limit, bytes[bar] == 0x20 else { return start }
    while bar < limit, bytes[bar] == 0x20 { bar += 1 }
    guard bar < limit, bytes[bar] == 0x7C, bar + 1 == end || bytes[bar + 1] == 0x20 else {
      return start
    }
    return min(bar + 2, end)
  }

  /// The index behind `#12 3.456 `.
  private static func skipVertex(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var cursor = ReportCursor(start + 1..<end)
    guard cursor.digits(bytes) > 0, cursor.takes(" ", bytes), cursor.digits(bytes) > 0,
      cursor.takes(".", bytes), cursor.digits(bytes) > 0, cursor.takes(" ", bytes)
    else { return start }
    return cursor.index
  }
}

@inline(__always)
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

/// Whether `byte` can be in the name of a service, module or test: a letter, digit, `_`, `-` or
/// `.`.
@inline(__always)
func isNameByte(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- 0x61 < 26 || isDigit(byte) || byte == 0x5F || byte == 0x2D || byte == 0x2E
}
