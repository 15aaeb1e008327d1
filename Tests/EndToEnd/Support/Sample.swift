// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// A generated sample with its truth.
struct Sample {
  let folder: URL
  let truth: [String: Any]

  init(folder: URL) throws {
    self.folder = folder
    let data = try Data(contentsOf: folder.appendingPathComponent("truth.json"))
    truth = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// Generates a sample into `folder`.
  static func generate(into folder: URL, _ options: [String]) throws -> Sample {
    let outcome = try Binary.run(
      ["sample", "bitbucket-2022-12-16", "-o", folder.path, "-q"] + options)
    try #require(outcome.status == 0, "\(outcome.error)")
    return try Sample(folder: folder)
  }

  /// What is true of a service between two instants, or of all of it: failed, and failed without
  /// the incident.
  func counts(_ service: String, from: String? = nil, to: String? = nil) throws -> Counts {
    let services = try #require(truth["services"] as? [[String: Any]])
    let found = try #require(services.first { $0["name"] as? String == service })
    let minutes = try #require(found["minutes"] as? [[Int]])
    let low = try from.map(Sample.seconds) ?? .min
    let high = try to.map(Sample.seconds) ?? .max
    var counts = Counts()
    for minute in minutes where minute[0] >= low && minute[0] < high {
      counts.total += minute[1]
      counts.failed += minute[2]
      counts.failedAnyway += minute[3]
    }
    return counts
  }

  struct Counts {
    var total = 0
    var failed = 0
    var failedAnyway = 0

    var excess: Double { Double(failed - failedAnyway) }
  }

  /// Seconds since 1970 of `2022-12-16T10:07:00.000000Z`.
  static func seconds(_ time: String) throws -> Int {
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    return Int(try #require(formatter.date(from: time)).timeIntervalSince1970)
  }

  /// Minutes from 10:07 on 16 December 2022.
  static func minute(_ time: String) throws -> Double {
    Double(try seconds(time) - (try seconds("2022-12-16T00:00:00.000Z"))) / 60
  }
}
