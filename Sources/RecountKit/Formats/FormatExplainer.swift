// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountInput
import RecountModel

/// Reads a log as far as it takes to explain it.
package enum FormatExplainer {
  /// Batches that are looked at for the format, as by an ingest.
  private static let mostOpeningBatches = 4
  /// Formats that are listed as near.
  private static let mostNearest = 5

  /// Explains a log or one of its lines.
  ///
  /// `place` is a file, an entry of an archive as in `logs.zip!web/access.log`, or a line of either, with
  /// a number behind a colon. Without a line it is the first that is refused.
  ///
  /// `name` is the format to explain by; nil for the one that the content is told to be of.
  ///
  /// `formats` are files that describe further formats.
  ///
  /// - Throws: When the file cannot be read, or the line is not there.
  package static func explain(
    _ place: String, as name: String?, formats: [String] = []
  ) throws(RecountError) -> FormatExplanation {
    let own = try OwnFormats.read(formats)
    let (path, number) = parts(of: place)
    let forced = try FormatChoice(own: own).format(named: name)
    let (reader, content) = try open(path)
    let lines = LineFeed(content.lines, of: reader.file)
    var batches: [LineBatch] = []
    var verdict = FormatDetector.detect(entry: content.entry, nil)
    while batches.count < mostOpeningBatches,
      let batch = try stage({ () throws(InputError) in try lines.next() })
    {
      batches.append(batch)
      verdict = FormatDetector.detect(entry: content.entry, batch, own: own)
      if verdict.format != nil || verdict.sampled > 0 { break }
    }
    var explanation = FormatExplanation(path: path)
    explanation.format = forced ?? verdict.format
    explanation.isForced = forced != nil
    explanation.ranking = RankedFormat.list(verdict)
    explanation.sampled = verdict.sampled
    explanation.wrappers = verdict.wrappers
    if let format = explanation.format {
      try read(lines, batches, format, number, &explanation)
    } else {
      try look(lines, batches, number, &explanation)
    }
    if let number, explanation.line == nil {
      throw RecountError(
        .noInput, "there is no line \(number)", at: path,
        cause: "the content has \(explanation.accepted) lines")
    }
    guard explanation.line != nil || explanation.accepted > 0 else {
      throw RecountError(.noInput, "the file has no line that says something", at: path)
    }
    complete(&explanation, own)
    return explanation
  }

  /// A line number behind the last colon, where a file of that name is not there with it.
  private static func parts(of place: String) -> (path: String, line: Int64?) {
    guard !FileManager.default.fileExists(atPath: place),
      let colon = place.lastIndex(of: ":"), let line = Int64(place[place.index(after: colon)...])
    else { return (place, nil) }
    return (String(place[..<colon]), line)
  }

  /// The content that is meant: that of an entry, else the first.
  private static func open(
    _ path: String
  ) throws(RecountError) -> (InputReader, InputReader.Content) {
    var file = path
    var entry: String?
    if path != "-", !FileManager.default.fileExists(atPath: path),
      let mark = path.firstIndex(of: "!")
    {
      file = String(path[..<mark])
      entry = String(path[path.index(after: mark)...])
    }
    let reader = try stage { () throws(InputError) in
      try InputReader(path: file, hashesFile: false)
    }
    while let content = try stage({ () throws(InputError) in try reader.next() }) {
      if entry == nil || content.entry == entry { return (reader, content) }
      while try stage({ () throws(InputError) in try content.lines.next() }) != nil {}
    }
    throw RecountError(
      .noInput, entry == nil ? "there is nothing in the file" : "there is no such entry", at: path)
  }

  // MARK: - Lines

  /// Has `format` read the content up to line `number`, else up to the first line that it refuses.
  private static func read(
    _ lines: LineFeed, _ opening: [LineBatch], _ format: LogFormat, _ number: Int64?,
    _ explanation: inout FormatExplanation
  ) throws(RecountError) {
    let parser = format.makeParser(
      ParserContext(path: explanation.path, failureRules: .none))
    var waiting = opening[...]
    var isFinished = false
    var surroundings = Surroundings()
    while !isFinished {
      var events = EventBatch()
      var batch = waiting.popFirst()
      if batch == nil { batch = try stage { () throws(InputError) in try lines.next() } }
      if let batch {
        parser.parse(batch, into: &events)
        explanation.accepted = batch.firstLine + Int64(batch.count) - 1
      }
      let isThere = number.flatMap { number in batch.map { contains($0, number) } } ?? false
      isFinished = batch == nil || isThere
      if let batch {
        surroundings.read(batch, events, before: number ?? events.rejects.first?.line)
      }
      if isFinished { parser.finish(into: &events) }
      if let batch, let number, isThere {
        explanation.line = line(batch, number, fate(of: number, events))
      } else if number == nil, let reject = events.rejects.first {
        explanation.line =
          batch.flatMap { contains($0, reject.line) ? line($0, reject.line, .passed) : nil }
          ?? FormatExplanation.Line(
            number: reject.line, byteOffset: reject.byteOffset, text: reject.excerpt,
            fate: .passed)
        explanation.line?.fate = .refused(reject.reason)
        isFinished = true
      }
    }
    if case .refused? = explanation.line?.fate, let text = explanation.line?.text {
      explanation.line?.mismatch = format.mismatch(
        text, behind: surroundings.header, neighbours: surroundings.accepted)
    }
  }

  /// Takes the line `number`, or the first that says something, of a content of no known format.
  private static func look(
    _ lines: LineFeed, _ opening: [LineBatch], _ number: Int64?,
    _ explanation: inout FormatExplanation
  ) throws(RecountError) {
    var waiting = opening[...]
    while explanation.line == nil {
      var batch = waiting.popFirst()
      if batch == nil { batch = try stage { () throws(InputError) in try lines.next() } }
      guard let batch else { return }
      explanation.accepted = batch.firstLine + Int64(batch.count) - 1
      let found =
        number
        ?? (0..<batch.count).first { batch.line($0).contains { $0 > 0x20 } }
        .map(batch.number)
      guard let found, contains(batch, found) else { continue }
      explanation.line = line(batch, found, .unread)
    }
  }

  private static func contains(_ batch: LineBatch, _ number: Int64) -> Bool {
    number >= batch.firstLine && number < batch.firstLine + Int64(batch.count)
  }

  private static func line(
    _ batch: LineBatch, _ number: Int64, _ fate: FormatExplanation.Fate
  ) -> FormatExplanation.Line {
    let index = Int(number - batch.firstLine)
    return FormatExplanation.Line(
      number: number, byteOffset: batch.offset(index), text: Array(batch.line(index)), fate: fate)
  }

  private static func fate(
    of number: Int64, _ events: EventBatch
  ) -> FormatExplanation.Fate {
    if let reject = events.rejects.first(where: { $0.line == number }) {
      return .refused(reject.reason)
    }
    return events.requests.line.contains(number) ? .event : .passed
  }

  // MARK: - Why

  private static func complete(
    _ explanation: inout FormatExplanation, _ own: [LogFormat]
  ) {
    guard let line = explanation.line else { return }
    switch line.fate {
    case .event, .passed: return
    case .refused: break
    case .unread:
      // The lines are of no format: the nearest is the one that reads the line the furthest.
      let all = own + FormatCatalog.all
      let reached = all.map {
        FormatExplanation.Nearest(name: $0.name, reach: $0.reach(of: line.text))
      }
      let near = reached.enumerated().filter { $0.element.reach > 0 }
        .sorted { ($1.element.reach, $0.offset) < ($0.element.reach, $1.offset) }
      explanation.nearest = near.prefix(mostNearest).map(\.element)
      let best = explanation.nearest.first?.name ?? explanation.ranking.first?.name
      explanation.line?.mismatch = all.first { $0.name == best }?.mismatch(line.text)
    }
    let alone = RankedFormat.list(
      FormatDetector.detect(entry: nil, LineBatch([line.text]), own: own))
    explanation.line?.alone = Array(alone.prefix(mostNearest))
  }
}
