// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What the first lines of a downloaded build log say: when it ran, where, and what it came to.
///
/// ```
/// Build 'Shop :: Build' #17, default branch 'main'
/// Started 'Wed Mar 12 09:14:00 UTC 2025' on 'agent-3' by 'jane'
/// Finished 'Wed Mar 12 09:20:11 UTC 2025' with status 'FAILURE'
/// ```
struct TeamCityHead {
  private(set) var name = ""
  private(set) var agent = ""
  private(set) var started: Timestamp?
  private(set) var finished: Timestamp?
  /// The word of the status, empty where the build was still running.
  private(set) var status = ""

  /// Whether `text` is a line of the head.
  mutating func read(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
    let start = text.lowerBound
    if bytes.hasPrefix("Build '", at: start) {
      name = TeamCityHead.quoted(bytes, text, 0)
    } else if bytes.hasPrefix("Started '", at: start) {
      started = TeamCityHead.time(TeamCityHead.quoted(bytes, text, 0))
      agent = TeamCityHead.quoted(bytes, text, 1)
    } else if bytes.hasPrefix("Finished '", at: start) {
      finished = TeamCityHead.time(TeamCityHead.quoted(bytes, text, 0))
      status = TeamCityHead.quoted(bytes, text, 1)
    } else {
      return bytes.hasPrefix("TeamCity URL ", at: start)
        || bytes.hasPrefix("TeamCity server version is ", at: start)
    }
    return true
  }

  /// What stands between the quotes of pair `index`; at most 256 bytes of the line are looked at.
  private static func quoted(_ bytes: Span<UInt8>, _ text: Range<Int>, _ index: Int) -> String {
    let parts = bytes.string(ByteRange(text.prefix(256)))
      .split(separator: "'", omittingEmptySubsequences: false)
    return parts.count > 2 * index + 2 ? String(parts[2 * index + 1]) : ""
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Wed Mar 12 09:14:00 UTC 2025`; nil for zones other than UTC and GMT, whose offset is not said.
  private static func time(_ text: String) -> Timestamp? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, ["UTC", "GMT", "Z"].contains(parts[4]), let year = Int(parts[5]),
      let month = months.firstIndex(of: String(parts[1])), let day = Int(parts[2]),
      1900...9999 ~= year
    else { return nil }
    let date = CivilDate(year: year, month: month + 1, day: day)
    let clock = Array(parts[3].utf8)
    guard date.isValid, clock.count == 8,
      let second = DayClock.second(clock.span, at: 0, end: clock.count)
    else { return nil }
    return Timestamp(date) + .seconds(second)
  }
}
