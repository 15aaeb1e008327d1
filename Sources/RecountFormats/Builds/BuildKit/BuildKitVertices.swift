// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Takes the lines of BuildKit's plain progress apart by vertex, which they interleave.
///
/// A provider's parser gives it the lines of a step. A line `#7 0.312 text` is text of vertex 7;
/// its other lines tell the name of the vertex and how it ended. Numbers begin anew with each build,
/// and the vertices of several builds in one step are kept apart.
///
/// Memory is bounded by `maxVertices`; lines of further vertices belong to none.
///
/// Source: https://github.com/moby/buildkit, plain mode of the progress display
struct BuildKitVertices {
  static let maxVertices = 10_000
  private static let maxNameBytes = 256

  /// What a line is to its vertex.
  enum Kind: Equatable {
    /// Its name, or its name again where the display comes back to it.
    case name
    /// What it printed.
    case output
    /// How it ended: `DONE`, `CACHED`, `CANCELED`, `ERROR: …`.
    case end
    /// `...`: the display turns to another vertex.
    case pause
  }

  struct Line {
    /// Index into `vertices`.
    var vertex: Int
    var kind: Kind
    /// What stands behind the number and the seconds since the vertex began.
    var text: ByteRange
  }

  private(set) var vertices: [BuildKitVertex] = []
  /// What the last `ERROR: failed to solve: …` says, once a whole build has failed.
  private(set) var solveError: (line: Int64, text: [UInt8])?
  /// Index of a vertex by its number in the build that is going on.
  private var numbers: [Int64: Int] = [:]
  /// First vertex of the build that is going on, and of the last one that failed as a whole.
  private var buildStart = 0
  private var failedStart: Int?

  /// The vertex of a line and its text; nil for a line that is no line of BuildKit.
  mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>, line: Int64) -> Line? {
    guard let (number, rest) = BuildKitVertices.numbered(bytes, range) else {
      readSolveError(bytes, range, line: line)
      return nil
    }
    guard number > 0 else {
      // `#0 building with "default" instance` is no vertex, and the first line of a build.
      beginBuild()
      return nil
    }
    let (kind, text, micros) = BuildKitVertices.classify(bytes, rest)
    var index = numbers[number]
    if let known = index, kind == .name, vertices[known].hasEnded, number == 1 {
      // Every build begins with the first vertex, and none comes back to it once it has ended.
      beginBuild()
      index = nil
    }
    if index == nil {
      guard vertices.count < BuildKitVertices.maxVertices else { return nil }
      vertices.append(BuildKitVertex(number: number, line: line))
      numbers[number] = vertices.count - 1
    }
    guard let vertex = index ?? numbers[number] else { return nil }
    vertices[vertex].endLine = line
    return take(bytes, Line(vertex: vertex, kind: kind, text: text), micros, line: line)
  }

  /// Ends the vertices that have not ended: with a build that failed they were given up, as
  /// collateral; a build that just stops took them with it.
  mutating func finish() {
    let hasFailed = failedStart == buildStart || vertices[buildStart...].contains { $0.hasFailed }
    for index in vertices.indices where !vertices[index].hasEnded {
      if hasFailed || index < buildStart { vertices[index].outcome = .cancelled }
    }
  }

  /// Forgets all of it, for the next step.
  mutating func removeAll() { self = BuildKitVertices() }

  /// Whether a line begins as BuildKit's do.
  static func matches(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard let (_, rest) = numbered(bytes, range) else { return false }
    return classify(bytes, rest).kind != .name || bytes[Int(rest.start)] == 0x5B
  }

  // MARK: - Lines

  private mutating func beginBuild() {
    numbers.removeAll(keepingCapacity: true)
    buildStart = vertices.count
  }

  private mutating func readSolveError(_ bytes: Span<UInt8>, _ range: Range<Int>, line: Int64) {
    // The client writes `ERROR:` or, without a builder of its own, `error:`.
    guard range.count > 24, bytes[range.lowerBound] | 0x20 == 0x65,
      bytes.hasPrefix("ERROR: failed to ", at: range.lowerBound)
        || bytes.hasPrefix("error: failed to ", at: range.lowerBound)
    else { return }
    var text: [UInt8] = []
    copyBytes(bytes, range.lowerBound..<min(range.upperBound, range.lowerBound + 512), to: &text)
    failedStart = buildStart
    solveError = (line, text)
  }

  /// The number and the rest of `#7 rest`; nil for anything else.
  private static func numbered(
    _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> (number: Int64, rest: ByteRange)? {
    let start = range.lowerBound
    guard range.count >= 4, bytes[start] == 0x23 else { return nil }
    var index = start + 1
    while index < range.upperBound, index - start < 8, isDigit(bytes[index]) { index += 1 }
    guard index + 1 < range.upperBound, bytes[index] == 0x20,
      let number = bytes.integer(ByteRange(start + 1, index))
    else { return nil }
    return (number, ByteRange(index + 1, range.upperBound))
  }

  private static func classify(
    _ bytes: Span<UInt8>, _ rest: ByteRange
  ) -> (kind: Kind, text: ByteRange, micros: Int64?) {
    let start = Int(rest.start)
    if isDigit(bytes[start]), let space = firstIndex(of: 0x20, in: bytes, rest.range),
      let micros = bytes.duration(ByteRange(start, space), scale: 6),
      firstIndex(of: 0x2E, in: bytes, start..<space) != nil
    {
      return (.output, ByteRange(space + 1, Int(rest.end)), micros)
    }
    if bytes.equals(rest, "...") { return (.pause, rest, nil) }
    if bytes.equals(rest, "CACHED") || bytes.equals(rest, "CANCELED")
      || bytes.equals(rest, "DONE") || bytes.hasPrefix("ERROR: ", at: start)
    {
      return (.end, rest, nil)
    }
    if bytes.hasPrefix("DONE ", at: start), bytes[Int(rest.end) - 1] == 0x73 {
      let time = ByteRange(start + 5, Int(rest.end) - 1)
      if let micros = bytes.duration(time, scale: 6) { return (.end, rest, micros) }
    }
    return (.name, rest, nil)
  }

  private mutating func take(
    _ bytes: Span<UInt8>, _ read: Line, _ micros: Int64?, line: Int64
  ) -> Line {
    var read = read
    let index = read.vertex
    switch read.kind {
    case .name:
      if vertices[index].name.isEmpty {
        let end = min(Int(read.text.end), Int(read.text.start) + BuildKitVertices.maxNameBytes)
        vertices[index].name = bytes.string(ByteRange(Int(read.text.start), end))
      } else if bytes[Int(read.text.start)] != 0x5B {
        // Progress without a time: `transferring context: 2.1MB done`.
        read.kind = .output
      }
    case .end: end(bytes, read, micros, line: line)
    case .output:
      if let micros { vertices[index].microseconds = max(micros, vertices[index].microseconds) }
    case .pause: break
    }
    return read
  }

  private mutating func end(_ bytes: Span<UInt8>, _ read: Line, _ micros: Int64?, line: Int64) {
    let start = Int(read.text.start)
    if let micros { vertices[read.vertex].microseconds = micros }
    switch bytes[start + 1] {
    case 0x52:
      let message = ByteRange(start + 7, Int(read.text.end))
      vertices[read.vertex].fail(bytes, message, line: line)
    case 0x4F: vertices[read.vertex].outcome = .success
    default:
      vertices[read.vertex].isCached = bytes[start + 3] == 0x48
      vertices[read.vertex].outcome = vertices[read.vertex].isCached ? .success : .cancelled
    }
  }
}
