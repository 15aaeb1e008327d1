// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Tells by the beginning and the end of a line which frameworks it could be of: mostly none.
///
/// The first four bytes, or those behind a number, are looked up by a bit each; only of the few
/// lines that get through are frameworks asked.
struct ReportOpenings: Sendable {
  private static let hashBits = 12

  private var bits = [UInt64](repeating: 0, count: 1 << (hashBits - 6))
  private var frameworks: [UInt32: UInt32] = [:]
  private var numbered: UInt32 = 0

  /// Adds the lines of a framework.
  ///
  /// - Precondition: Each opening and word has at least four bytes.
  mutating func add<Report: TestReport>(_ report: Report.Type) {
    let bit = TestFrameworkSet(Report.framework).rawValue
    for text in Report.openings { add(ReportOpenings.word(text), bit) }
    for text in Report.countedWords { add(ReportOpenings.word(text) ^ ReportOpenings.counted, bit) }
    if Report.readsNumbered { numbered |= bit }
  }

  private mutating func add(_ word: UInt32, _ bit: UInt32) {
    let hash = ReportOpenings.hash(word)
    bits[hash >> 6] |= 1 << UInt64(hash & 63)
    frameworks[word, default: 0] |= bit
  }

  /// The frameworks that `line` could be of.
  @inline(__always)
  func frameworks(_ bytes: Span<UInt8>, _ line: ReportLine) -> TestFrameworkSet {
    guard line.start + 4 <= line.end else { return [] }
    let first = bytes[line.start]
    var opening: UInt32
    if isDigit(first) {
      opening = counting(bytes, line)
    } else {
      opening = lookUp(ReportOpenings.word(bytes, line.start))
      // Rules of any length: the longer the title, the shorter they are.
      if first == 0x3D { opening |= lookUp(0x3D3D_3D3D) }
    }
    return TestFrameworkSet(rawValue: opening).union(ReportOpenings.endings(bytes, line))
  }

  @inline(__always)
  private func lookUp(_ word: UInt32) -> UInt32 {
    let hash = ReportOpenings.hash(word)
    guard bits[hash >> 6] >> UInt64(hash & 63) & 1 != 0 else { return 0 }
    return frameworks[word] ?? 0
  }

  /// By what stands behind the number.
  private func counting(_ bytes: Span<UInt8>, _ line: ReportLine) -> UInt32 {
    var index = line.start
    while index < line.end, isDigit(bytes[index]) || bytes[index] == 0x2C { index += 1 }
    guard index < line.end else { return 0 }
    if bytes[index] == 0x29 { return numbered }
    // `1..12`, the plan of TAP, is told by its points.
    if bytes.hasPrefix("..", at: index) { return TestFrameworkSet(.tap).rawValue }
    guard index + 4 <= line.end else { return 0 }
    if bytes.hasPrefix(" - ", at: index) { return numbered }
    return lookUp(ReportOpenings.word(bytes, index) ^ ReportOpenings.counted)
  }

  /// By its end: lines that begin with the name of a test.
  @inline(__always)
  private static func endings(_ bytes: Span<UInt8>, _ line: ReportLine) -> TestFrameworkSet {
    let text = line.text
    switch bytes[line.end - 1] {
    case 0x44:
      guard
        bytes.hasSuffix("FAILED", text) || bytes.hasSuffix("PASSED", text)
          || bytes.hasSuffix("SKIPPED", text)
      else { return [] }
      return [TestFrameworkSet(.gradle), TestFrameworkSet(.pytest)]
    case 0x52: return bytes.hasSuffix(" ERROR", text) ? TestFrameworkSet(.pytest) : []
    case 0x21:
      return bytes.contains(" <<< ", max(line.start, line.end - 16)..<line.end)
        ? TestFrameworkSet(.maven) : []
    case 0x5D: return bytes.hasSuffix("%]", text) ? TestFrameworkSet(.pytest) : []
    case 0x2A: return bytes.hasSuffix(" ***", text) ? TestFrameworkSet(.sbt) : []
    default: return []
    }
  }

  // MARK: - Words

  /// Parts words behind a number from those at the beginning.
  private static let counted: UInt32 = 0x8000_0000

  @inline(__always)
  private static func word(_ bytes: Span<UInt8>, _ index: Int) -> UInt32 {
    UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
      | UInt32(bytes[index + 3]) << 24
  }

  private static func word(_ text: StaticString) -> UInt32 {
    precondition(text.utf8CodeUnitCount >= 4)
    var word: UInt32 = 0
    // The length was checked.
    for index in 0..<4 { word |= unsafe UInt32(text.utf8Start[index]) << UInt32(8 * index) }
    return word
  }

  @inline(__always)
  private static func hash(_ word: UInt32) -> Int {
    Int(truncatingIfNeeded: (word &* 0x9E37_79B1) >> UInt32(32 - hashBits))
  }
}
