// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel

/// How stamps of one content that do not say all are read.
struct StampRules: Sendable {
  /// The zone of stamps that state none; nil reads them as UTC.
  var zone: ZoneRules?
  /// What tells the year of stamps that state none, besides the name of the content.
  var year: YearHint?

  /// These rules, where they say nothing those of `other`.
  func or(_ other: StampRules) -> StampRules {
    StampRules(zone: zone ?? other.zone, year: year ?? other.year)
  }
}

/// What was said about stamps of the contents whose names match.
struct NamedStampRules: Sendable {
  /// Nil for all contents.
  var pattern: String?
  var rules: StampRules

  /// Whether `name`, its last part or the entry of an archive in it matches.
  func matches(_ name: String) -> Bool {
    guard let pattern else { return true }
    let glob = Glob(pattern)
    if glob.matches(name) { return true }
    let entry = name.split(separator: "!", maxSplits: 1).last.map(String.init) ?? name
    let file = entry.split(separator: "/").last.map(String.init) ?? entry
    return glob.matches(entry) || glob.matches(file)
  }
}

extension IngestOptions {
  /// Reads stamps without a zone as those of the named ones: `ZONE` for all contents, `GLOB=ZONE` for
  /// those whose names match, which comes first.
  ///
  /// - Throws: For a zone that is not known, with the name that was probably meant.
  package mutating func useZones(_ given: [String]) throws(RecountError) {
    for text in given {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let pattern = parts.count == 2 ? String(parts[0]) : nil
      let rules = try ZoneCatalog.rules(
        named: String(parts[parts.count - 1]), at: "--tz", exit: .usage)
      stampRules.append(NamedStampRules(pattern: pattern, rules: StampRules(zone: rules)))
    }
  }

  /// Counts on from this year where stamps state none.
  package mutating func useYear(_ year: Int) throws(RecountError) {
    guard (1970...2100).contains(year) else {
      throw RecountError(
        .usage, "\(year) is no year that logs are of", at: "--year",
        cause: "expected a year from 1970 to 2100")
    }
    stampRules.append(NamedStampRules(pattern: nil, rules: StampRules(year: .given(year))))
  }

  /// What options say about the stamps of the content with this name.
  func stampRules(of name: String) -> StampRules {
    let matching = stampRules.filter { $0.matches(name) }
    let exact = matching.filter { $0.pattern != nil }
    return (exact + matching).reduce(StampRules()) { $0.or($1.rules) }
  }
}

extension IngestOptions {
  /// Reads stamps that do not say all as they were read for a case, unless options say otherwise.
  ///
  /// Contents are known by their paths there, else by the names of their files: logs may have moved.
  mutating func useStampRules(of sources: [SourceRecord]) throws(RecountError) {
    var byName: [NamedStampRules] = []
    for source in sources {
      var rules = StampRules()
      if source.notes[.zoneGiven] != nil {
        rules.zone = try ZoneCatalog.rules(named: source.zone, at: source.path)
      }
      if source.notes[.yearless] != nil { rules.year = source.first.map { .near($0) } }
      guard rules.zone != nil || rules.year != nil else { continue }
      let file = source.path.split(separator: "/").last.map(String.init) ?? source.path
      stampRules.append(NamedStampRules(pattern: source.path, rules: rules))
      byName.append(NamedStampRules(pattern: file, rules: rules))
    }
    stampRules += byName
  }
}
