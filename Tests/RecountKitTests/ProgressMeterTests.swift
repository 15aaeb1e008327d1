// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountKit
import Testing

@Suite struct ProgressMeterTests {
  private func storing(_ bytes: Int64, lines: Int64 = 0) -> IngestProgress {
    .storing(
      index: 2, of: 12, name: "web-2.log.gz", lines: lines, rejects: 12, bytes: bytes,
      total: 8 << 30)
  }

  @Test func `tells share, rate and what is left`() {
    var meter = ProgressMeter(start: 100)
    for second in 1...14 {
      meter.update(
        storing(Int64(second) * 212_000_000, lines: 1_900_000), now: 100 + Double(second))
    }
    #expect(
      meter.line(now: 114) == """
        ingest 3/12 web-2.log.gz  34% of 8.0 GiB  212 MB/s  1.9M lines  12 rejected  \
        elapsed 0:14  left ~0:26
        """)
    #expect(
      meter.json(now: 114) == """
        {"bytes":2968000000,"bytes_per_second":212000000,"bytes_total":8589934592,\
        "elapsed_seconds":14,"input":3,"inputs":12,"lines":1900000,"name":"web-2.log.gz",\
        "rejects":12,"seconds_left":27}
        """)
  }

  @Test func `says nothing of what is left before three seconds`() {
    var meter = ProgressMeter(start: 0)
    meter.update(storing(1_000_000), now: 1)
    meter.update(storing(2_000_000), now: 2)
    #expect(meter.secondsLeft(now: 2.9) == nil)
    #expect(meter.secondsLeft(now: 3) != nil)
    #expect(!meter.line(now: 2.9).contains("left"))
  }

  @Test func `a rate follows a change within seconds`() {
    var meter = ProgressMeter(start: 0)
    var bytes: Int64 = 0
    for second in 1...10 {
      bytes += 100_000_000
      meter.update(storing(bytes), now: Double(second))
    }
    for second in 11...25 {
      bytes += 10_000_000
      meter.update(storing(bytes), now: Double(second))
    }
    let left = meter.secondsLeft(now: 25) ?? 0
    let slow = Double((8 << 30) - bytes) / 10_000_000
    #expect(left > slow * 0.6 && left < slow)
  }

  @Test func `a pipe has no total and no share`() {
    var meter = ProgressMeter(start: 0)
    meter.update(
      .storing(index: 0, of: 1, name: "-", lines: 5000, rejects: 0, bytes: 10, total: 0), now: 4)
    #expect(meter.line(now: 4) == "ingest 1/1 -  0 MB/s  5000 lines  0 rejected  elapsed 0:04")
  }
}
