// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension Span where Element == UInt8 {
  /// The times of all attempts upstream in microseconds, added up, a century at most; -1 when none was
  /// answered, nil when there is anything but times in seconds and separators.
  ///
  /// nginx writes one entry per attempt: a comma tries the next peer, a colon begins a new group after
  /// an internal redirect, a dash is an attempt that never connected.
  ///
  /// Source: https://nginx.org/en/docs/http/ngx_http_upstream_module.html#var_upstream_response_time
  @inline(never)
  func attemptTimes(_ range: ByteRange) -> Int64? {
    var total = RequestColumns.absentNumber
    var index = Int(range.start)
    let end = Int(range.end)
    while index < end {
      switch self[index] {
      case 0x2D, 0x20, 0x2C, 0x3A: index += 1
      case let byte where isDigit(byte):
        let start = index
        while index < end, isDigit(self[index]) || self[index] == 0x2E { index += 1 }
        guard let time = duration(ByteRange(start, index), scale: 6) else { return nil }
        total = sumOfDurations(max(0, total), time)
      default: return nil
      }
    }
    return total
  }
}
