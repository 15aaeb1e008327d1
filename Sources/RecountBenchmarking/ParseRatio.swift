// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats

/// How long a format of access logs takes for a byte, beside the combined format, measured in turn so
/// that the machine is the same for both.
public struct ParseRatio: Sendable {
  /// What the time of a byte may be of that of the combined format, for lines of fields and of JSON.
  public static let limits = (lines: 2.5, json: 4.0)
  /// The format that others are held against.
  public static let reference = "combined"

  /// The name of the format that was measured.
  public let format: String
  /// Bytes of a nanosecond's worth.
  public let nanosecondsPerByte: Double
  /// Its time for a byte over that of the combined format.
  public let ratio: Double
  /// What `ratio` may be at most.
  public let limit: Double

  /// Whether the format is fast enough.
  public var holds: Bool { ratio <= limit }

  /// Formats of access logs that are measured.
  public static var formats: [String] {
    ParseStage.formats.filter {
      $0 != reference && FormatCatalog.format(named: $0)?.family == .access
    }
  }

  /// Measures one format on its own examples; of `rounds` the fastest counts.
  ///
  /// - Throws: For a name that is not in the catalogue.
  public static func measure(_ format: String, lines: Int = 20_000, rounds: Int = 7) throws
    -> ParseRatio
  {
    let own = try stage(format, lines)
    let other = try stage(reference, lines)
    _ = (own.run(), other.run())
    var best = (own: Double.infinity, other: Double.infinity)
    for _ in 0..<rounds {
      best.own = min(best.own, time(own))
      best.other = min(best.other, time(other))
    }
    let first = FormatCatalog.format(named: format)?.examples.first?.line.utf8.first
    return ParseRatio(
      format: format, nanosecondsPerByte: best.own, ratio: best.own / best.other,
      limit: first == 0x7B ? limits.json : limits.lines)
  }

  private static func stage(_ format: String, _ lines: Int) throws -> ParseStage {
    let content = try content(of: format, lines)
    return try ParseStage(format: format, contents: [content])
  }

  /// The examples in one content, as a log has them: rows under a header are repeated below it.
  private static func content(of name: String, _ lines: Int) throws -> [UInt8] {
    let examples = FormatCatalog.format(named: name)?.examples ?? []
    let headed = examples.filter { $0.line.hasPrefix("#") }
    guard !headed.isEmpty else {
      return try Array(ExampleCorpus(format: name, lines: lines).contents.joined())
    }
    var content: [UInt8] = []
    for example in headed {
      let parts = example.line.split(separator: "\n").map { Array($0.utf8) + [0x0A] }
      content += parts.prefix { $0.first == 0x23 }.joined()
      let rows = Array(parts.drop { $0.first == 0x23 }.joined())
      for _ in 0..<lines / headed.count { content += rows }
    }
    return content
  }

  /// Nanoseconds of a byte.
  private static func time(_ stage: ParseStage) -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    let counts = stage.run()
    return start.duration(to: clock.now) / .nanoseconds(1) / Double(max(1, counts.bytes))
  }
}
