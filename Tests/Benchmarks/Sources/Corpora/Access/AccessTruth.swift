// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What is known of an access corpus because it was made so.
package struct AccessTruth: Sendable {
  /// Groups of one service in one minute start here, at 06:00.
  private static let firstSecond = 6 * 3600
  private static let minutes = 12 * 60
  private static let hourOfOutage = 11 * 60..<12 * 60

  package private(set) var lines = 0
  package private(set) var bytes = 0
  /// Lines with a status of 500 or above.
  package private(set) var failures = 0
  /// Those between 11:00 and 12:00.
  package private(set) var failuresInHour = 0
  /// Failures by minute and service.
  private var counts = [Int](repeating: 0, count: minutes * ShopService.allCases.count)

  /// Groups of a minute and a service with at least one failure.
  package var groups: Int { counts.count { $0 > 0 } }

  package var json: String {
    """
    {"bytes":\(bytes),"failures":\(failures),"failures_11_to_12":\(failuresInHour),\
    "groups":\(groups),"lines":\(lines)}
    """
  }

  /// Counts a line that ends at `second` of the day.
  mutating func count(bytes: Int, second: Int, service: ShopService, status: Int) {
    lines += 1
    self.bytes += bytes
    guard status >= 500 else { return }
    failures += 1
    let minute = second / 60
    if AccessTruth.hourOfOutage.contains(minute) { failuresInHour += 1 }
    let row = minute - AccessTruth.firstSecond / 60
    counts[row * ShopService.allCases.count + service.rawValue] += 1
  }
}
