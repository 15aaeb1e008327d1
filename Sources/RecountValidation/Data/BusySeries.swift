// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// A real traffic series with the stretches that people labelled as unusual.
package struct BusySeries {
  /// The count series among the data at hand.
  package static let names = [
    "Twitter_volume_AMZN", "Twitter_volume_FB", "Twitter_volume_GOOG", "Twitter_volume_KO",
    "elb_request_count_8c0756",
  ]

  /// Events per five minutes; nothing fails.
  package var counts: CountSeries
  /// Labelled stretches in bins.
  package var anomalies: [Range<Int>]

  /// Reads `metrics/nab/NAME.csv`, whose rows are five minutes apart.
  package init(_ name: String, anomalies labels: [String: [TimeRange]]) {
    let path = "metrics/nab/\(name).csv"
    let text = SharedData.text(SharedData.has(path + ".gz") ? path + ".gz" : path)
    var rows: [(time: Timestamp, value: Int64)] = []
    for line in text.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",")
      guard fields.count == 2, let time = Timestamp(parsing: String(fields[0])),
        let value = Double(fields[1])
      else { continue }
      rows.append((time, Int64(value)))
    }
    let width = TimeSpan.minutes(5)
    let start = (rows.first?.time ?? Timestamp(microseconds: 0)).floored(to: width)
    let end = (rows.last?.time ?? start).floored(to: width)
    let count = Int((end.microseconds - start.microseconds) / width.microseconds) + 1
    counts = CountSeries(
      service: name, unit: .request, start: start, binWidth: width,
      failed: [Int64](repeating: 0, count: count), total: [Int64](repeating: 0, count: count),
      covered: [Bool](repeating: false, count: count))
    for row in rows {
      let bin = counts.bin(of: row.time)
      counts.total[bin] += row.value
      counts.covered[bin] = true
    }
    anomalies = []
    for range in labels[name] ?? [] {
      let first = max(0, counts.bin(of: range.start))
      let last = min(count, counts.bin(of: range.end) + 1)
      if first < last { anomalies.append(first..<last) }
    }
  }

  /// Somewhere in the series, behind its first eight days.
  package func stretch(hours: Double, _ random: inout SeededGenerator) -> Range<Int> {
    let length = Int(hours * 12)
    let day = 288
    let start = random.whole(8 * day..<max(8 * day + 1, counts.count - length - 1))
    return start..<min(counts.count, start + length)
  }

  package func hasAnomaly(in bins: Range<Int>) -> Bool {
    anomalies.contains { $0.overlaps(bins) }
  }

  /// The labelled stretches by name of series: the file is a map of lists of two times each.
  package static func anomalies(_ json: String) -> [String: [TimeRange]] {
    var labels: [String: [TimeRange]] = [:]
    var name = ""
    var start: Timestamp?
    for part in json.split(separator: "\"", omittingEmptySubsequences: false) {
      if part.hasSuffix(".csv") {
        name = String(part.dropLast(4).split(separator: "/").last ?? "")
      } else if let time = Timestamp(parsing: String(part)) {
        if let first = start {
          labels[name, default: []].append(TimeRange(start: first, end: time))
          start = nil
        } else {
          start = time
        }
      }
    }
    return labels
  }
}
