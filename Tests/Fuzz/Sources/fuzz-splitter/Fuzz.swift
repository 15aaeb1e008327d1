// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountBenchmarking

/// Splits whatever it is given into lines; libFuzzer's entry.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  StageFuzz.split(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
