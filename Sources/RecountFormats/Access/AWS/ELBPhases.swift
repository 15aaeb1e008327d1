// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The three phases of a request at a load balancer of AWS, in seconds: until it was sent to a target,
/// until the target began to answer, and until the answer was sent on.
///
/// A phase is -1 when it was never reached, and also when the target did not answer before the idle
/// timeout: then the others add up to a part of the request only.
///
/// Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html#access-log-entry-syntax
struct ELBPhases {
  /// Microseconds of all three together; -1 when one of them is missing.
  private(set) var total: Int64 = 0
  /// Microseconds that the target took; -1 when it did not begin to answer.
  let target: Int64
  var areReached: Bool { total >= 0 }

  /// Nil when a phase is no number.
  init?(_ bytes: Span<UInt8>, _ first: ByteRange, _ second: ByteRange, _ third: ByteRange) {
    target = bytes.duration(second, scale: 6) ?? RequestColumns.absentNumber
    guard add(bytes, first), add(bytes, second), add(bytes, third) else { return nil }
  }

  @inline(__always)
  private mutating func add(_ bytes: Span<UInt8>, _ phase: ByteRange) -> Bool {
    if bytes.equals(phase, "-1") || bytes.isDash(phase) {
      total = RequestColumns.absentNumber
      return true
    }
    guard let micros = bytes.duration(phase, scale: 6) else { return false }
    if areReached { total += micros }
    return true
  }
}
