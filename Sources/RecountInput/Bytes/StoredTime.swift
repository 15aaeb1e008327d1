// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension Timestamp {
  /// The time that a header or a file system states, in seconds since the epoch.
  ///
  /// Nil for 0, which means that none was kept, for times before it, and for those beyond the year
  /// 9999: a header can hold any number.
  init?(stored seconds: Int64) {
    guard (1...253_402_300_799).contains(seconds) else { return nil }
    self.init(seconds: seconds)
  }
}
