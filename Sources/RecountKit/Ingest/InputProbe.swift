// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountInput
import RecountModel

/// Looks at the beginning of an input: what format it is, and when its first event was.
enum InputProbe {
  /// Entries of an archive that are looked into before it is taken as one without a known format.
  private static let maxEntries = 50

  /// Fills in what the beginning of the input tells.
  static func probe(_ plan: inout InputPlan, limits: InputLimits) throws(InputError) {
    let reader = try InputReader(path: plan.path, limits: limits)
    plan.isArchive = reader.isArchive
    plan.storedBytes = reader.file.size
    var entries = 0
    while entries < maxEntries, let content = try reader.next() {
      entries += 1
      let first = try content.lines.next()
      if plan.headHash.isEmpty { plan.headHash = content.lines.digest.headHash }
      guard let format = plan.format ?? FormatDetector.detect(entry: content.entry, first).format
      else { continue }
      if plan.detected == nil { plan.detected = format }
      plan.firstEvent = firstEvent(content.lines, first, format, name: plan.name)
      if plan.firstEvent != nil || !reader.isArchive { return }
    }
  }

  private static func firstEvent(
    _ lines: LineReader, _ first: LineBatch?, _ format: LogFormat, name: String
  ) -> Timestamp? {
    guard let first else { return nil }
    let parser = format.makeParser(ParserContext(path: name))
    var events = EventBatch()
    parser.parse(first, into: &events)
    parser.finish(into: &events)
    let requests = events.requests.end.min().map { Timestamp(microseconds: $0) }
    let steps = events.steps.compactMap { $0.end ?? $0.start }.min()
    let milestones = events.milestones.map(\.time).min()
    return [requests, steps, milestones].compactMap(\.self).min()
  }
}
