// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation

/// The memory allocator of the process.
enum Allocator {
  /// Makes glibc keep what is freed.
  ///
  /// Batches come and go. To give their memory back to the system and ask for it anew, zeroed, costs
  /// a tenth of an ingest. Elsewhere nothing happens.
  static func keepFreedMemory() {
    typealias Setting = @convention(c) (Int32, Int32) -> Int32
    // `mallopt` is in no module; it is asked for by name, and its absence is no error.
    guard let symbol = unsafe dlsym(nil, "mallopt") else { return }
    let mallopt = unsafe unsafeBitCast(symbol, to: Setting.self)
    _ = mallopt(trimThreshold, 256 << 20)
    _ = mallopt(mmapThreshold, 64 << 20)
  }

  // https://man7.org/linux/man-pages/man3/mallopt.3.html
  private static let trimThreshold: Int32 = -1
  private static let mmapThreshold: Int32 = -3
}
