// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension CountBuckets {
  /// Columns between two readings of every bucket; nil where `spread` is.
  ///
  /// Heights are rounded to half a unit: finer ones are not seen and cost a third more bytes.
  func columns(
    _ spread: KeyPath<Bucket, Spread?>, top: KeyPath<Spread, Double>,
    bottom: KeyPath<Spread, Double>? = nil, over scale: TimeScale, _ values: ValueScale,
    in frame: ChartFrame
  ) -> [StepColumn?] {
    let y = { (value: Double) in (values.y(value, in: frame) * 2).rounded() / 2 }
    var columns: [StepColumn?] = []
    var right = frame.left
    for bucket in buckets {
      guard let reading = bucket[keyPath: spread] else {
        columns.append(nil)
        continue
      }
      let left = scale.x(bucket.range.start)
      // A stretch without a bucket must not be bridged.
      if left > right + 0.01 { columns.append(nil) }
      right = scale.x(bucket.range.end)
      columns.append(
        StepColumn(
          left: left, right: right, top: y(reading[keyPath: top]),
          bottom: bottom.map { y(reading[keyPath: $0]) } ?? frame.bottom))
    }
    return columns
  }
}
