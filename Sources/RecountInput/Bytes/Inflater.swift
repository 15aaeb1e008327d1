// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Inflates gzip members one after the other; used again from file to file.
protocol Inflater: AnyObject {
  /// Makes ready for the next member.
  func reset()

  /// Inflates from the front of `input` into `output`.
  func inflate(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> InflateStep
}

/// What one call of an inflater came to.
struct InflateStep {
  enum Status {
    case progress, memberEnd
    /// Checksum or length of the member are wrong; the stream stands behind its end.
    case wrongChecksum(String)
    /// The data is broken, and nobody knows where the next member begins.
    case damaged(String)
  }

  var consumed: Int
  var produced: Int
  var status: Status
}

/// Which library inflates.
package enum InflateEngine: String, CaseIterable, Sendable {
  /// ISA-L where it is there, else zlib: both give the same bytes.
  case auto
  case zlib

  func makeInflater() -> any Inflater {
    if self == .auto, let fast = IsalInflater() { return fast }
    return ZlibInflater()
  }
}
