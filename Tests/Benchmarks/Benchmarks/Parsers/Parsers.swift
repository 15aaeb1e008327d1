// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Benchmark
import RecountBenchmarking
import StageSuites

/// Lines into events, every format on its own examples.
///
/// The one that is met most is measured on a log with as many different values as a real one has, too.
/// A format of access logs whose bytes take much longer
/// than those of the combined format fails.
let benchmarks: @Sendable () -> Void = {
  for format in ParseStage.formats {
    StageBenchmark.register("parse \(format)") {
      try parsing(StageContent.examples(of: format), as: format)
    }
  }
  for format in ParseRatio.formats {
    StageBenchmark.register("time of a byte: \(format)") {
      PreparedStage(expecting: StageCounts()) {
        let ratio = try ParseRatio.measure(format)
        guard ratio.holds else { throw StageError.slow(format, ratio.ratio, ratio.limit) }
        return StageCounts()
      }
    }
  }
  StageBenchmark.register("parse nginx-timed, an access log") {
    try parsing(StageContent.access(), as: "nginx-timed")
  }
}

private func parsing(_ content: StageContent, as format: String) throws -> PreparedStage {
  let stage = try ParseStage(format: format, contents: content.contents)
  return PreparedStage(expecting: content.counts) { stage.run() }
}
