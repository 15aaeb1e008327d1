// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import FuzzDriver
import RecountBenchmarking

/// Inflates whatever it is given.
@main
enum Fuzz {
  static func main() {
    runFuzzer { start, count in
      StageFuzz.inflate(Array(UnsafeBufferPointer(start: start, count: count)))
      return 0
    }
  }
}
