// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Tells the format of a content from a sample of its lines.
///
/// Each format is asked about each line; its score is 0.7 × the share of lines that match plus
/// 0.3 × how little such a match could be an accident. A score of `acceptable` and the highest of
/// all decides; on a tie the more specific format, which stands first in the catalogue.
package enum FormatDetector {
  /// Lines looked at from the front of a content.
  package static let sampleLines = 100
  /// Lines of a document that are looked at.
  private static let documentLines = 4_000
  /// Lines that decide alone when one format takes all of them.
  private static let glanceLines = 10
  package static let acceptable = 0.6

  package struct Verdict: Sendable {
    /// Nil when no format scored enough.
    package var format: LogFormat?
    /// Every format with any matching line, best first.
    package var ranking: [(name: String, matched: Int, score: Double)]
    /// Lines that were looked at.
    package var sampled: Int
    /// Wrappers around the lines, the outermost first; known also where the format inside is not.
    package var wrappers: [String] = []
  }

  /// The format of a content whose first lines are `lines`.
  ///
  /// `entry` is its name inside an archive, which some formats go by.
  package static func detect(entry: String?, _ lines: LineBatch?) -> Verdict {
    let glance = sampled(lines, atMost: glanceLines)
    if let entry,
      let named = FormatCatalog.all.first(where: { $0.matchesEntry(entry, glance.first) })
    {
      return Verdict(format: named, ranking: [(named.name, 0, 1)], sampled: 0)
    }
    guard !glance.isEmpty, let lines else { return Verdict(format: nil, ranking: [], sampled: 0) }
    // Thousands of build logs are told one by one, and their lines begin with stamps too: most are
    // clear after a few, before anybody looks for wrappers.
    let clear = looksLikeDocument(lines) ? nil : clear(glance)
    if let clear, clear.format?.family == .build { return clear }
    let verdict = wrapped(glance, lines) ?? bare(glance, lines)
    if verdict.format == nil, let objects = objects(lines) { return objects }
    return verdict
  }

  /// The format of objects that stand in a JSON document, printed over many lines or in a list.
  private static func objects(_ lines: LineBatch) -> Verdict? {
    guard looksLikeDocument(lines) else { return nil }
    let sample = (0..<min(lines.count, documentLines)).map { Array(lines.line($0)) }
    let found = WrapperDetector.inside(
      WrapperDetector.Sample(
        lines: sample, services: Array(repeating: -1, count: sample.count)), [.document],
      WrapperServices(areGiven: true))
    guard let format = found.format?.wrapped(in: found.kinds) else { return nil }
    return Verdict(
      format: format, ranking: found.ranking, sampled: sample.count, wrappers: found.names)
  }

  /// The format that takes all of a few lines, if it is clear from them.
  static func glance(_ lines: [[UInt8]]) -> LogFormat? { clear(lines)?.format }

  /// The format of lines that are in wrappers; nil where they are in none.
  private static func wrapped(_ glance: [[UInt8]], _ lines: LineBatch) -> Verdict? {
    // Most contents have no wrapper, which a few lines tell.
    let seen = WrapperDetector.plain(glance)
    guard
      WrapperDetector.areColoured(glance)
        || WrapperKind.allCases.contains(where: { seen.contains(where: $0.matches) })
    else { return nil }
    let stored = sampled(lines, atMost: sampleLines)
    var sample = WrapperDetector.plain(stored)
    var kinds = WrapperDetector.kinds(sample)
    // An export says how long a text with colours is.
    if kinds.first == .journalExport { sample = stored }
    if kinds.isEmpty, WrapperDetector.areColoured(stored) { kinds = [.colour] }
    guard let first = kinds.first else { return nil }
    let plain = first.yieldsToFormats ? bare(glance, lines) : nil
    if let plain, plain.format != nil { return plain }
    let services = WrapperServices(areGiven: true)
    let found = WrapperDetector.inside(
      WrapperDetector.Sample(
        lines: sample, services: Array(repeating: -1, count: sample.count)), kinds, services)
    if let format = found.format?.wrapped(in: found.kinds) {
      // Many formats begin with a stamp of their own.
      if first == .stamp {
        let own = bare(glance, lines)
        if let other = own.format, other.specificity > format.specificity { return own }
      }
      return Verdict(
        format: format, ranking: found.ranking, sampled: sample.count, wrappers: found.names)
    }
    var verdict = plain ?? bare(glance, lines)
    if verdict.format == nil { verdict.wrappers = found.names }
    return verdict
  }

  /// The format of the lines as they are.
  private static func bare(_ glance: [[UInt8]], _ lines: LineBatch) -> Verdict {
    if looksLikeDocument(lines), let whole = document(lines) {
      let count = sampled(lines, atMost: sampleLines).count
      return Verdict(format: whole, ranking: [(whole.name, count, 1)], sampled: count)
    }
    // Thousands of build logs are told one by one: most are clear after a few lines.
    let clear = clear(glance)
    if let clear, clear.format?.name != LogFormat.jsonAccess.name { return clear }
    if let opened = FormatCatalog.all.first(where: { $0.opens(lines.bytes) }) {
      return Verdict(format: opened, ranking: [(opened.name, 0, 1)], sampled: glance.count)
    }
    let sample = sampled(lines, atMost: sampleLines)
    if let decided = decided(sample, among: FormatCatalog.all, over: clear?.format) {
      return Verdict(format: decided, ranking: [(decided.name, 0, 1)], sampled: sample.count)
    }
    return clear ?? rank(sample, among: FormatCatalog.all)
  }

  /// The format for which one of the lines decides alone.
  ///
  /// Where the members of requests of any JSON, `found`, told a format already, nearly all lines have to
  /// be of the other or be passed over by it: lines of several programs are none of its own.
  static func decided(
    _ sample: [[UInt8]], among formats: [LogFormat], over found: LogFormat?
  ) -> LogFormat? {
    guard found == nil || found?.name == LogFormat.jsonAccess.name else { return nil }
    return formats.first { format in
      guard sample.contains(where: format.decides) else { return false }
      return found == nil || rejects(sample, format) * 10 <= sample.count
    }
  }

  private static func rejects(_ lines: [[UInt8]], _ format: LogFormat) -> Int {
    let parser = format.makeParser(ParserContext(path: "", failureRules: .none))
    var events = EventBatch()
    parser.parse(LineBatch(lines), into: &events)
    parser.finish(into: &events)
    return Int(events.tally.rejects)
  }

  /// The format that takes all of a few lines, where no other can have a higher score.
  ///
  /// A format is asked no further after two lines that it does not take.
  private static func clear(_ lines: [[UInt8]]) -> Verdict? {
    let holdsJSON = lines.contains { mayBeJSON($0) }
    var best: (format: LogFormat, score: Double)?
    var bound = 0.7 * Double(lines.count - 2) / Double(lines.count) + 0.3
    for format in FormatCatalog.all where holdsJSON || !format.isDocument {
      var missed = 0
      for line in lines where missed < 2 && !format.matches(line) { missed += 1 }
      let share = Double(lines.count - missed) / Double(lines.count)
      let score = 0.7 * share + 0.3 * format.specificity
      if missed == 0, score > (best?.score ?? 0) { best = (format, score) }
      if missed == 1 { bound = max(bound, score) }
    }
    guard let best, best.score > bound else { return nil }
    return Verdict(
      format: best.format, ranking: [(best.format.name, lines.count, best.score)],
      sampled: lines.count)
  }

  /// The format of `formats` with the highest score, if that is acceptable.
  static func rank(_ sample: [[UInt8]], among formats: [LogFormat]) -> Verdict {
    var ranking: [(name: String, matched: Int, score: Double)] = []
    var best: (format: LogFormat, score: Double)?
    let holdsJSON = sample.contains { mayBeJSON($0) }
    for format in formats where holdsJSON || !format.isDocument {
      let matched = sample.count(where: format.matches)
      guard matched > 0 else { continue }
      let share = Double(matched) / Double(sample.count)
      let score = 0.7 * share + 0.3 * format.specificity
      ranking.append((format.name, matched, score))
      if share >= 0.3, score >= acceptable, score > (best?.score ?? 0) { best = (format, score) }
    }
    ranking.sort { $0.score > $1.score }
    return Verdict(format: best?.format, ranking: ranking, sampled: sample.count)
  }

  /// Lines that say something: blank and comment lines tell no format.
  static func sampled(_ lines: LineBatch?, atMost limit: Int) -> [[UInt8]] {
    guard let lines, !lines.isOversized else { return [] }
    var sample: [[UInt8]] = []
    for index in 0..<lines.count {
      if sample.count == limit { break }
      let line = lines.line(index)
      if line.isEmpty || line.allSatisfy({ $0 == 0x20 }) { continue }
      let text = Array(line)
      // A comment, unless a format has lines of that form.
      if text.first == 0x23, !FormatCatalog.all.contains(where: { $0.matches(text) }) { continue }
      sample.append(text)
    }
    return sample
  }

  private static func looksLikeDocument(_ lines: LineBatch) -> Bool {
    for index in 0..<lines.count {
      let line = lines.line(index)
      if line.contains(where: { $0 > 0x20 }) { return mayBeJSON(line) }
    }
    return false
  }

  /// A format that takes all lines together, such as a pretty-printed JSON document.
  private static func document(_ lines: LineBatch) -> LogFormat? {
    FormatCatalog.all.first { $0.isDocument && $0.matches(lines.bytes) }
  }
}
