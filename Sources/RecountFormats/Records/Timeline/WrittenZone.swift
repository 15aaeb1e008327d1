// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A time zone as people name it beside a time.
///
/// `UTC`, `GMT`, `Z` and numeric offsets are clear. Of the abbreviations only those are taken that stand
/// for one offset everywhere: names of summer time (`EDT` has meant nothing but New York's since the
/// time zone database gave the Australian zones names of their own, 2014f) and of places that have
/// none. Other names of standard time are refused, because several zones share them (`CST`, `IST`,
/// `PST`, `EST`) or because people write them all the year round (`CET`, `ET`); so are `BST` and
/// `CDT`, which have two meanings each.
///
/// Source: https://data.iana.org/time-zones/tz-link.html
package struct WrittenZone: Hashable, Sendable {
  /// As written: `UTC`, `EDT`, `UTC+8`.
  package var word: String
  /// Seconds east of UTC; nil when the word could stand for more than one.
  package var offsetSeconds: Int?

  static let utc = WrittenZone(word: "UTC", offsetSeconds: 0)

  private static let hours: [String: Int] = [
    "UTC": 0, "GMT": 0, "Z": 0, "EDT": -4, "MDT": -6, "PDT": -7, "AKDT": -8,
    "CEST": 2, "EEST": 3, "AEDT": 11, "NZDT": 13,
    "JST": 9, "KST": 9, "SGT": 8, "HKT": 8,
  ]
  private static let unclear: Set<String> = [
    "ET", "CT", "MT", "PT", "EST", "CST", "MST", "PST", "AKST", "HST", "AST", "ADT", "NST", "NDT",
    "CDT", "BST", "IST", "WET", "WEST", "CET", "EET", "MSK", "SAST", "WAT", "EAT", "CAT", "GST",
    "PKT", "ICT", "WIB", "AEST", "ACST", "ACDT", "AWST", "NZST",
    "BRT", "ART", "CLT", "LOCAL", "UNKNOWN",
  ]

  /// The zone that `word` is, as people write it; nil when it is none.
  init?(word: String) {
    let isName = word.allSatisfy { $0.isUppercase } || word == "utc" || word == "gmt"
    guard isName else { return nil }
    let name = word.uppercased()
    if let hours = WrittenZone.hours[name] {
      self.init(word: name, offsetSeconds: hours * 3600)
    } else if WrittenZone.unclear.contains(name) {
      self.init(word: name, offsetSeconds: nil)
    } else {
      return nil
    }
  }

  init(word: String, offsetSeconds: Int?) {
    self.word = word
    self.offsetSeconds = offsetSeconds
  }
}
