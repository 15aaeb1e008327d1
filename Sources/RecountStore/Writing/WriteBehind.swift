// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// Asks the system to write a growing file to disk while it grows.
///
/// A commit waits until all that was written is on the disk. Linux would begin with that only then;
/// begun early, it goes on while further logs are parsed. It changes nothing about what is durable
/// when: that stays SQLite's affair.
final class WriteBehind {
  /// Bytes that are worth a request.
  private static let step: Int64 = 4 << 20

  /// A descriptor of its own, never closed before the connection: closing any descriptor of a file
  /// lets go of the locks that the process has on it (https://sqlite.org/howtocorrupt.html).
  private let descriptor: Int32
  private var requested: Int64 = 0

  /// - Parameter path: A file that exists; where it cannot be opened nothing is asked for.
  init(path: String) {
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    requested = size
  }

  /// Requests what was added since the last time, without waiting for it.
  func nudge() {
    #if os(Linux)
      let size = size
      guard descriptor >= 0, size - requested >= WriteBehind.step else { return }
      // "Not needed soon" makes Linux begin to write dirty pages; those being written stay cached.
      _ = posix_fadvise(
        descriptor, Int(requested), Int(size - requested), Int32(POSIX_FADV_DONTNEED))
      requested = size
    #endif
  }

  private var size: Int64 {
    var status = stat()
    guard descriptor >= 0, unsafe fstat(descriptor, &status) == 0 else { return 0 }
    return Int64(status.st_size)
  }
}
