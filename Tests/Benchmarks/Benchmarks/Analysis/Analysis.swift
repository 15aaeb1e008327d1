// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Benchmark
import RecountBenchmarking
import StageSuites

/// From counts to findings: nothing is read or parsed here.
let benchmarks: @Sendable () -> Void = {
  StageBenchmark.register("analyse 60 services of 20,000 minutes") {
    let stage = AnalyzeStage(services: 60, bins: 20_000)
    return PreparedStage(expecting: stage.run(), run: { stage.run() })
  }
  StageBenchmark.register("mine 200,000 lines") {
    let stage = MineStage(lines: 200_000)
    return PreparedStage(expecting: stage.expected, run: { stage.run() })
  }
  StageBenchmark.register("attribute over 10,000 leaves") {
    let stage = AttributeStage(windowEvents: 110_000)
    return PreparedStage(expecting: stage.run(), run: { stage.run() })
  }
}
