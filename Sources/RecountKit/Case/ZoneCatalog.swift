// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel

/// The zones that stamps without one can be of, by their names in the database of zones.
enum ZoneCatalog {
  /// The rules of the zone with this name.
  ///
  /// Offsets and abbreviations such as `EST` are none: they do not say when clocks were changed.
  static func rules(
    named name: String, at place: String, exit: RecountError.Exit = .failed
  ) throws(RecountError) -> ZoneRules {
    if utcNames.contains(name) { return .utc }
    guard name.contains("/") || ruledNames.contains(name), let zone = TimeZone(identifier: name)
    else {
      throw unknown(name, at: place, exit)
    }
    return rules(of: zone, name: name)
  }

  /// Names without a region that say when clocks are changed, as `CET` does and `EST` does not.
  private static let ruledNames = [
    "CET", "EET", "MET", "WET", "CST6CDT", "EST5EDT", "MST7MDT", "PST8PDT",
  ]
  private static let utcNames = ["UTC", "GMT", "Z", "Etc/UTC", "Etc/GMT", "Etc/Zulu"]

  /// Asks for all changes once: no stamp asks for a zone again.
  private static func rules(of zone: TimeZone, name: String) -> ZoneRules {
    // A second later, because at the very moment of some changes the offset is still the former one.
    func offset(at seconds: Double) -> TimeSpan {
      .seconds(Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds + 1))))
    }
    var changes: [(at: Timestamp, offset: TimeSpan)] = []
    var moment = Date(timeIntervalSince1970: 0)
    let first = offset(at: 0)
    var last = first
    while let next = zone.nextDaylightSavingTimeTransition(after: moment), next > moment,
      next < lastMoment
    {
      let seconds = next.timeIntervalSince1970.rounded()
      let offset = offset(at: seconds)
      if offset != last {
        changes.append((Timestamp(seconds: Int64(seconds)), offset))
        last = offset
      }
      moment = next
    }
    return ZoneRules(name: name, first: first, changes: changes)
  }

  /// The year 2101.
  private static let lastMoment = Date(timeIntervalSince1970: 4_133_980_800)

  private static func unknown(
    _ name: String, at place: String, _ exit: RecountError.Exit
  ) -> RecountError {
    let names = TimeZone.knownTimeZoneIdentifiers.sorted()
    return RecountError(
      exit, "`\(name)` is no zone that is known", at: place,
      cause: "expected a name of the IANA database with its region, such as Europe/Berlin, or UTC",
      try: meant(by: name, among: names).map { "did you mean `\($0)`?" })
  }

  /// The name that was probably meant: a place without its region, a common abbreviation, or a name
  /// with a typing error.
  private static func meant(by name: String, among names: [String]) -> String? {
    let plain = folded(name)
    if let zone = abbreviations[name.uppercased()] { return zone }
    let city = names.first {
      folded($0) == plain || $0.split(separator: "/").last.map { folded(String($0)) } == plain
    }
    return city ?? Spelling.nearest(to: name, in: names)
      ?? Spelling.nearest(
        to: plain, in: names.compactMap { $0.split(separator: "/").last.map { folded(String($0)) } }
      ).flatMap { near in
        names.first { $0.split(separator: "/").last.map { folded(String($0)) } == near }
      }
  }

  private static func folded(_ name: String) -> String {
    name.lowercased().replacingOccurrences(of: " ", with: "_")
  }

  private static let abbreviations = [
    "EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York",
    "CST": "America/Chicago", "CDT": "America/Chicago", "MST": "America/Denver",
    "MDT": "America/Denver", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "PT": "America/Los_Angeles", "CET": "Europe/Berlin", "CEST": "Europe/Berlin",
    "BST": "Europe/London", "IST": "Asia/Kolkata", "JST": "Asia/Tokyo", "AEST": "Australia/Sydney",
  ]
}
