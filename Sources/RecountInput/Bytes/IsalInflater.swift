// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import CIsal

/// Owner of one inflate state of ISA-L.
@safe final class IsalInflater: Inflater {
  private let state: OpaquePointer

  /// Nil where the library is not there.
  init?() {
    guard let made = unsafe recount_isal_create() else { return nil }
    unsafe state = made
  }

  deinit {
    unsafe recount_isal_destroy(state)
  }

  func reset() {
    unsafe recount_isal_reset(state)
  }

  func inflate(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> InflateStep {
    var consumed = UInt32(min(input.count, Int(UInt32.max)))
    var produced = UInt32(min(output.count, Int(UInt32.max)))
    let code = unsafe recount_isal_inflate(
      state, input.baseAddress?.assumingMemoryBound(to: UInt8.self), &consumed,
      output.baseAddress?.assumingMemoryBound(to: UInt8.self), &produced)
    let status: InflateStep.Status =
      switch code {
      case recount_isal_progress: .progress
      case recount_isal_member_end: .memberEnd
      case recount_isal_wrong_checksum: .wrongChecksum("incorrect checksum or length")
      default: .damaged("invalid data")
      }
    return InflateStep(consumed: Int(consumed), produced: Int(produced), status: status)
  }
}
