// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The least change that would make a line one of a format, found with pieces of the format's own
/// examples.
///
/// A parser that is written by hand says that a line is none of its own, not at which byte. Putting a
/// piece of an example in the place of a few words of the line, and asking the parser each time, tells
/// which words those are: they are what is wrong. Where no single change helps, it is the byte behind
/// the longest beginning that could go on as an example does.
struct LineRepair: Hashable {
  /// Bytes of the line that are wrong; empty where something is missing.
  var range: Range<Int>
  /// What an example has there.
  var piece: [UInt8]

  /// Longer lines are compared field by field only.
  private static let maxFineBytes = 1024
  /// Changes that are tried at most: a fraction of a second.
  private static let mostAsked = 100_000
  private static let maxBytes = 16 << 10

  var expectation: String {
    if piece.isEmpty { return "the line without this" }
    let text = piece.prefix(PatternMismatch.maxFoundBytes)
    let dots = piece.count > text.count ? "…" : ""
    return "something like `\(String(decoding: text, as: UTF8.self))\(dots)`"
  }

  /// Nil where the format has no example of one line that is taken alone.
  static func least(_ line: [UInt8], _ judge: LineJudge) -> LineRepair? {
    let examples = judge.examples
    guard !examples.isEmpty, line.count <= maxBytes else { return nil }
    var search = Search(line, judge)
    for example in examples { search.replaceFields(example) }
    if line.count <= maxFineBytes {
      for example in examples { search.replaceWords(example) }
    }
    if let best = search.best { return best }
    for example in examples { search.goOn(example) }
    return search.furthest
  }

  /// The byte up to which the line could be of the format, as far as examples tell.
  static func reach(_ line: [UInt8], _ judge: LineJudge) -> Int {
    var search = Search(line, judge)
    for example in judge.examples { search.goOn(example) }
    return search.furthest?.range.lowerBound ?? 0
  }

  private struct Search {
    private let line: [UInt8]
    private let judge: LineJudge
    private let words: LineCuts
    private let fields: LineCuts
    /// The change that costs least; the first in the line of several.
    private(set) var best: LineRepair?
    private(set) var furthest: LineRepair?
    private var cost = Int.max
    private var asked = 0

    init(_ line: [UInt8], _ judge: LineJudge) {
      self.line = line
      self.judge = judge
      words = LineCuts(words: line)
      fields = LineCuts(fields: line)
    }

    /// Puts up to three fields of `example` in the place of one of the line; of an object's members
    /// any number, since those that are missing may be many.
    mutating func replaceFields(_ example: [UInt8]) {
      let own = LineCuts(fields: example)
      // A field and the space beside it.
      replace(example, fields, own, most: (2, own.isObject ? own.count : 6), apart: .max)
    }

    /// Puts up to two words or signs in the place of up to two others of about the same field.
    mutating func replaceWords(_ example: [UInt8]) {
      replace(example, words, LineCuts(words: example), most: (2, 2), apart: 1)
    }

    private mutating func replace(
      _ example: [UInt8], _ cuts: LineCuts, _ own: LineCuts, most: (taken: Int, put: Int),
      apart: Int
    ) {
      for first in cuts.places.indices {
        for last in first..<min(first + most.taken + 1, cuts.count) {
          let range = cuts.places[first]..<cuts.places[last]
          for start in own.places.indices {
            let distance = abs(own.fields[start] - cuts.fields[first])
            guard distance <= apart else { continue }
            for end in start..<min(start + most.put + 1, own.count) {
              let piece = own.places[start]..<own.places[end]
              if !range.isEmpty || !piece.isEmpty { ask(range, example[piece], distance) }
            }
          }
        }
      }
    }

    /// Asks about a change that costs less than the best.
    ///
    /// Bytes of the line count twice, so that something is put in rather than taken out, and what is
    /// put in is about as long. So do bytes that nothing makes room for: many formats let anything
    /// stand behind fields that were put in. Of changes that cost the same the one with a piece of the
    /// same field, `distance` 0, is better.
    private mutating func ask(_ range: Range<Int>, _ piece: ArraySlice<UInt8>, _ distance: Int) {
      let bytes =
        range.isEmpty ? 2 * piece.count : 2 * range.count + abs(piece.count - range.count)
      let cost = 4 * bytes + min(3, distance)
      guard cost < self.cost, asked < LineRepair.mostAsked else { return }
      asked += 1
      let changed = Array(line[..<range.lowerBound] + piece + line[range.upperBound...])
      guard judge.takes(changed) else { return }
      self.cost = cost
      best = LineRepair(range: range, piece: Array(piece))
    }

    /// Looks for the longest beginning that is of the format with the rest of `example` behind it,
    /// which has to go on with the same field.
    ///
    /// A beginning of one that goes on goes on as well, or nearly always: halving finds the longest.
    mutating func goOn(_ example: [UInt8]) {
      let own = LineCuts(words: example)
      var reached: (index: Int, start: Int)?
      var low = 0
      var high = words.count
      while low < high {
        let middle = (low + high) / 2
        if let start = continuation(of: middle, own, example) {
          reached = (middle, start)
          low = middle + 1
        } else {
          high = middle
        }
      }
      guard let (index, start) = reached else { return }
      let place = words.places[index]
      guard place > furthest?.range.lowerBound ?? -1 else { return }
      let next = index + 1 < words.count ? words.places[index + 1] : place
      let end = own.places[start...].dropFirst().first ?? example.count
      furthest = LineRepair(range: place..<next, piece: Array(example[own.places[start]..<end]))
    }

    /// The place among those of `example` with which the line up to its word `index` goes on.
    private func continuation(of index: Int, _ own: LineCuts, _ example: [UInt8]) -> Int? {
      let beginning = line[..<words.places[index]]
      return own.places.indices.first { start in
        own.fields[start] == words.fields[index]
          && judge.takes(Array(beginning + example[own.places[start]...]))
      }
    }
  }
}

/// The places at which a line can be cut, from its first byte to its end, each with the number of the
/// field it is in.
private struct LineCuts {
  private(set) var places: [Int] = []
  private(set) var fields: [Int] = []
  private(set) var isObject = false

  var count: Int { places.count }

  /// Around words and signs.
  init(words line: [UInt8]) {
    var scan = FieldScan()
    for (index, byte) in line.enumerated() {
      let isInside = index > 0 && LineCuts.isWord(byte) && LineCuts.isWord(line[index - 1])
      if !isInside { append(index, scan.field) }
      scan.pass(byte)
    }
    append(line.count, scan.field)
  }

  /// Around fields between spaces that stand outside of quotes and brackets; in an object around
  /// its members.
  init(fields line: [UInt8]) {
    isObject = line.first == 0x7B
    var scan = FieldScan()
    var depth = 0
    append(0, 0)
    for (index, byte) in line.enumerated() {
      let before = scan.field
      scan.pass(byte)
      if isObject {
        guard !scan.isQuoted else { continue }
        if byte == 0x7D || byte == 0x5D { depth -= 1 }
        if depth == 1 && byte == 0x2C || depth == 0 { append(index, 0) }
        if byte == 0x7B || byte == 0x5B {
          depth += 1
          if depth == 1 { append(index + 1, 0) }
        }
      } else if scan.field > before {
        append(index, before)
        append(index + 1, scan.field)
      }
    }
    append(line.count, scan.field)
  }

  private mutating func append(_ place: Int, _ field: Int) {
    if places.last == place { return }
    places.append(place)
    fields.append(field)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- 0x61 < 26 || byte >= 0x80
  }
}

/// Counts the fields of a line as a person would.
private struct FieldScan {
  private(set) var field = 0
  private(set) var isQuoted = false
  private var isBracketed = false
  private var isEscaped = false

  mutating func pass(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
      return
    }
    switch byte {
    case 0x5C: isEscaped = true
    case 0x22: isQuoted.toggle()
    case 0x5B where !isQuoted: isBracketed = true
    case 0x5D where !isQuoted: isBracketed = false
    case 0x20 where !isQuoted && !isBracketed, 0x09 where !isQuoted && !isBracketed: field += 1
    default: break
    }
  }
}
