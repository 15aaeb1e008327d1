// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Benchmark
import Foundation
import RecountBenchmarking
import StageSuites

/// Events into a case file in the temporary folder, its making and its commit included.
let benchmarks: @Sendable () -> Void = {
  StageBenchmark.register("write an access log") {
    let content = try StageContent.access()
    let path = NSTemporaryDirectory() + "writer-\(UUID().uuidString).recount"
    let stage = try WriteStage(format: "nginx-timed", contents: content.contents, path: path)
    return PreparedStage(
      expecting: content.counts,
      run: { try stage.run() },
      inspect: {
        defer { stage.removeCase() }
        let stored = try stage.storedEvents()
        guard stored == content.counts.events else { throw LostEvents(stored: stored) }
      })
  }
}

/// A reader found another number of events than was written.
private struct LostEvents: Error {
  let stored: Int
}
