// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Benchmark
import Corpora
import RecountBenchmarking
import StageSuites

/// Gzip into content: the floor below which no ingest of a compressed log can go.
let benchmarks: @Sendable () -> Void = {
  StageBenchmark.register("inflate an access log") {
    let content = try StageContent.access()
    let gzip = try GzipMember.compress(content.contents[0])
    let stage = InflateStage(gzip: gzip)
    return PreparedStage(expecting: content.counts(lines: false)) { try stage.run() }
  }
}
