// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The log of a step of Drone or Woodpecker: a list of entries, a line each.
///
/// Entries have the seconds since the step began, so that without its record it has no time. Run and
/// job are named after the folder and the file. Each entry counts as a line.
///
/// Source: https://docs.drone.io/api/builds/build_logs/ and https://woodpecker-ci.org/api
final class DroneLogParser: EventParser {
  private var document = RecordDocument()
  private let identity: ServerLogIdentity
  private static let drone = MemberNames("pos", "out", "time")
  private static let woodpecker = MemberNames("step_id", "data", "line", "time")

  private let rules: FailureRules

  init(_ context: ParserContext) {
    identity = ServerLogIdentity(path: context.path)
    rules = context.failureRules
  }

  static func matches(_ text: [UInt8]) -> Bool {
    text.first { $0 > 0x20 } == 0x5B
      && (drone.allStand(in: text) || woodpecker.allStand(in: text))
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    var number = 0
    document.finish(
      { bytes in
        decodeRecords([DroneEntry].self, bytes).flatMap { $0.contains(where: \.isEmpty) ? nil : $0 }
      }, into: &events
    ) { [identity] entries, offset, document, events in
      number += 1
      let isWoodpecker = entries.contains { $0.step != nil }
      var step = OutputStep(
        provider: isWoodpecker ? "woodpecker" : "drone", identity, number: number, rules)
      for (index, entry) in entries.enumerated() {
        let line = document.count(events: index == 0 ? 1 : 0, into: &events)
        switch entry.kind {
        case .text:
          step.append(
            entry.text, number: line, time: nil, isLine: entry.step != nil, { _, _, _, _ in })
        case .exitCode: step.end(entry.text, number: line)
        case .other: step.append([], number: line, time: nil, isLine: false, { _, _, _, _ in })
        }
      }
      events.steps.append(step.close(offset: offset, { _, _, _, _ in }))
    }
  }
}
