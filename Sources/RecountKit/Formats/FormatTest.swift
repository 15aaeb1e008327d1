// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountModel
import RecountReport

/// A format held against its own examples.
struct FormatTest {
  /// An example that does not do what stands beside it.
  struct Failure: Equatable {
    /// The line of the example.
    var line: String
    /// What is wrong, in a sentence.
    var what: String
    /// Where the line leaves the format, if it was to be accepted.
    var mismatch: LineMismatch?
  }

  let name: String
  private(set) var accepted = 0
  private(set) var rejected = 0
  private(set) var failures: [Failure] = []
  /// Whether a stamp of the examples states no zone.
  private(set) var assumesZone = false
  /// Names of the members that the examples give, in order.
  private(set) var fields: [String] = []

  init(_ format: LogFormat) {
    name = format.name
    var fields: Set<String> = []
    for example in format.examples {
      let outcome = FormatTest.parsed(example.line, format, path: example.path)
      assumesZone = assumesZone || outcome.quality == .zoneAssumed
      fields.formUnion(outcome.members)
      if let failure = FormatTest.failure(example, format, outcome) {
        failures.append(failure)
      } else {
        accepted += 1
      }
    }
    for refusal in format.refusals {
      let reasons = FormatTest.parsed(refusal.line, format).rejects
      if reasons.first == refusal.reason {
        rejected += 1
      } else {
        failures.append(
          Failure(
            line: refusal.line,
            what: reasons.first.map {
              "was to be refused as \(refusal.reason.name) and is as \($0.name)"
            } ?? "was to be refused and is accepted"))
      }
    }
    self.fields = fields.subtracting(["kind"]).sorted()
  }

  var holds: Bool { failures.isEmpty }

  private static func failure(
    _ example: LogFormat.Example, _ format: LogFormat, _ outcome: Outcome
  ) -> Failure? {
    if let reason = outcome.rejects.first {
      return Failure(
        line: example.line, what: "was to be accepted and is refused: \(reason.sentence)",
        mismatch: format.mismatch(Array(example.line.utf8)))
    }
    guard outcome.closes else {
      return Failure(line: example.line, what: "its count of lines does not close")
    }
    guard outcome.text == example.expected else {
      return Failure(
        line: example.line, what: "gives \(outcome.text) and not \(example.expected)")
    }
    return nil
  }

  // MARK: - Parsing

  /// What a format makes of a text.
  struct Outcome {
    /// What `recount parse` prints, without the members that tell the place.
    var text = ""
    /// Names of members of the printed objects.
    var members: Set<String> = []
    var rejects: [RejectReason] = []
    var closes = true
    var quality = TimeQuality.exact
  }

  static func parsed(
    _ text: String, _ format: LogFormat, path: String = LogFormat.Example.anywhere
  ) -> Outcome {
    let parser = format.makeParser(ParserContext(path: path, keepsExtra: true))
    var events = EventBatch()
    parser.parse(LineBatch(text: text), into: &events)
    parser.finish(into: &events)
    var printer = EventJSON(
      source: nil, service: nil, statesUpstream: format.statesUpstream)
    var outcome = Outcome()
    let printed = String(decoding: printer.lines(events), as: UTF8.self)
    outcome.text = printed.split(separator: "\n")
      .map { $0.replacing(/"(line|offset)":\d+,/, with: "") }.joined(separator: "\n")
    for line in printed.split(separator: "\n") {
      let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      outcome.members.formUnion((object ?? [:]).keys)
    }
    outcome.members.subtract(["line", "offset"])
    outcome.rejects = events.rejects.map(\.reason)
    outcome.closes = events.tally.closes
    outcome.quality = events.timeQuality
    return outcome
  }
}
