// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountBenchmarking

/// Inflates whatever it is given; libFuzzer's entry.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  StageFuzz.inflate(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
