// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel

/// How far an ingest is and how long it will take, from what it reports and a clock that is handed
/// in.
///
/// Shares and rates are of stored bytes, compressed or not: the only total that is known beforehand.
package struct ProgressMeter {
  /// Seconds over which the rate is smoothed.
  private static let smoothing = 5.0
  /// Seconds after which a rate is worth telling what is left from.
  private static let firstEstimate = 3.0

  private let start: Double
  private var last: (time: Double, bytes: Int64)
  /// Stored bytes a second; nil before the second report.
  private var rate: Double?
  private var input = 0
  private var inputs = 0
  private var name = ""
  private var lines: Int64 = 0
  private var rejects: Int64 = 0
  private var bytes: Int64 = 0
  private var total: Int64 = 0

  /// - Parameter start: Seconds of the clock when the run began.
  package init(start: Double) {
    self.start = start
    last = (start, 0)
  }

  /// Takes in a report; reports of inputs that are done tell nothing new.
  package mutating func update(_ progress: IngestProgress, now: Double) {
    guard
      case .storing(let index, let count, let name, let lines, let rejects, let bytes, let total) =
        progress
    else { return }
    input = index + 1
    inputs = count
    self.name = name
    self.lines = lines
    self.rejects = rejects
    self.bytes = bytes
    self.total = total
    let elapsed = now - last.time
    guard elapsed > 0 else { return }
    let current = Double(bytes - last.bytes) / elapsed
    let weight = 1 - exp(-elapsed / ProgressMeter.smoothing)
    rate = rate.map { $0 + (current - $0) * weight } ?? current
    last = (now, bytes)
  }

  /// Seconds until all is read; nil while that cannot be told.
  package func secondsLeft(now: Double) -> Double? {
    guard now - start >= ProgressMeter.firstEstimate, let rate, rate > 0, total > 0 else {
      return nil
    }
    return Double(max(0, total - bytes)) / rate
  }

  /// One line for a terminal.
  package func line(now: Double) -> String {
    var parts = ["ingest \(input)/\(inputs) \(ProgressMeter.shortened(name))"]
    if total > 0 {
      parts.append("\(min(100, bytes * 100 / total))% of \(ProgressMeter.size(total))")
    }
    if let rate { parts.append("\(Int(rate / 1e6)) MB/s") }
    parts.append("\(ProgressMeter.count(lines)) lines")
    parts.append("\(ProgressMeter.count(rejects)) rejected")
    parts.append("elapsed \(ProgressMeter.clock(now - start))")
    if let left = secondsLeft(now: now) { parts.append("left ~\(ProgressMeter.clock(left))") }
    return parts.joined(separator: "  ")
  }

  /// The same as one JSON object.
  package func json(now: Double) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("bytes", bytes)
    if let rate { json.member("bytes_per_second", Int64(rate)) }
    if total > 0 { json.member("bytes_total", total) }
    json.member("elapsed_seconds", Int64(now - start))
    json.member("input", input)
    json.member("inputs", inputs)
    json.member("lines", lines)
    json.member("name", name)
    json.member("rejects", rejects)
    if let left = secondsLeft(now: now) { json.member("seconds_left", Int64(left.rounded())) }
    json.endObject()
    return String(decoding: json.take(), as: UTF8.self)
  }

  // MARK: - Wording

  /// The end of a name says more than its beginning.
  private static func shortened(_ name: String) -> String {
    name.count > 40 ? "…" + name.suffix(39) : name
  }

  /// `1.9M`, `12k`, `831`.
  private static func count(_ number: Int64) -> String {
    switch number {
    case ..<10_000: "\(number)"
    case ..<1_000_000: "\(number / 1000)k"
    default: "\(Decimal.fixed(Double(number) / 1e6, decimals: 1))M"
    }
  }

  private static func size(_ bytes: Int64) -> String {
    let units: [(String, Int64)] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
    for (unit, size) in units where bytes >= size {
      return "\(Decimal.fixed(Double(bytes) / Double(size), decimals: 1)) \(unit)"
    }
    return "\(bytes) B"
  }

  /// `0:14`, `1:02:03`.
  private static func clock(_ seconds: Double) -> String {
    let whole = Int(max(0, seconds))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    let tail = two(whole % 60)
    return hours > 0 ? "\(hours):\(two(minutes)):\(tail)" : "\(minutes):\(tail)"
  }
}
