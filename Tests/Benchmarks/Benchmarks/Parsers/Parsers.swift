// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Benchmark
import RecountBenchmarking
import StageSuites

/// Lines into events: every format on its own examples, and the one that is met most on a log with
/// as many different values as a real one has.
let benchmarks: @Sendable () -> Void = {
  for format in ParseStage.formats {
    StageBenchmark.register("parse \(format)") {
      try parsing(StageContent.examples(of: format), as: format)
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
