// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Benchmark
import RecountBenchmarking
import StageSuites

/// Content into lines, the hash of the content included.
let benchmarks: @Sendable () -> Void = {
  StageBenchmark.register("split an access log") {
    let content = try StageContent.access()
    let stage = SplitStage(content: content.contents[0])
    return PreparedStage(expecting: content.counts(lines: true)) { try stage.run() }
  }
}
