// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation

/// The most memory that a running process had resident, as the kernel keeps it.
///
/// `wait4` would give a peak too, but one that exec hands on from the process that spawned: the
/// tests', which may hold more than the program under test.
enum PeakMemory {
  /// Watches `process` to its end; 0 where there is no `/proc`.
  static func bytes(of process: pid_t) -> Int {
    var peak = 0
    while let now = kibibytes(process) {
      peak = max(peak, now)
      usleep(2000)
    }
    return peak << 10
  }

  /// Nil once the process has ended: what is left of it has no memory.
  private static func kibibytes(_ process: pid_t) -> Int? {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return nil }
    return Int(line.filter(\.isNumber))
  }
}
