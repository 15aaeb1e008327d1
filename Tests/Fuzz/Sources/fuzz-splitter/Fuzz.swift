// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import FuzzDriver
import RecountBenchmarking

/// Splits whatever it is given into lines.
@main
enum Fuzz {
  static func main() {
    runFuzzer { start, count in
      StageFuzz.split(Array(UnsafeBufferPointer(start: start, count: count)))
      return 0
    }
  }
}
