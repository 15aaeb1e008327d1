// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Benchmark
import RecountBenchmarking

/// Registers a stage with the benchmark library: what is reported of it, and how it is checked.
package enum StageBenchmark {
  private static let megabytes = BenchmarkMetric.custom(
    "Content, MB/s", polarity: .prefersLarger, useScalingFactor: false)
  private static let lines = BenchmarkMetric.custom(
    "Lines/s", polarity: .prefersLarger, useScalingFactor: false)

  /// Runs the stage that `prepare` gives for about three seconds.
  ///
  /// Each run is checked after it was measured: a stage that counts anything else than it should
  /// fails the benchmark. The peak of memory includes the input, which lies in memory.
  package static func register(
    _ name: String, prepare: @escaping () throws -> PreparedStage
  ) {
    Benchmark(
      name,
      configuration: .init(
        metrics: [.throughput, .wallClock, .cpuTotal, .peakMemoryResident, megabytes, lines],
        warmupIterations: 1, maxDuration: .seconds(3), maxIterations: 1000),
      closure: { (benchmark, stage: PreparedStage) throws in try run(stage, benchmark) },
      setup: { try prepare() })
  }

  private static func run(_ stage: PreparedStage, _ benchmark: Benchmark) throws {
    let clock = ContinuousClock()
    benchmark.startMeasurement()
    let start = clock.now
    let counts = try stage.run()
    let time = start.duration(to: clock.now)
    benchmark.stopMeasurement()

    let microseconds = max(1, Int(time / .microseconds(1)))
    benchmark.measurement(megabytes, counts.bytes / microseconds)
    if counts.lines > 0 {
      benchmark.measurement(lines, counts.lines * 1_000_000 / microseconds)
    }
    if counts != stage.expected {
      benchmark.error("\(benchmark.name): counted \(counts), not \(stage.expected)")
    }
    try stage.inspect()
  }
}
