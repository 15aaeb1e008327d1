// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation

private typealias F = ClockFixture

/// For each rule an input with one planted conflict, and its twin without it.
struct ConflictCase: Sendable, CustomStringConvertible {
  let code: Conflict.Code
  let planted: ClockInput
  let clean: ClockInput

  var description: String { code.rawValue }

  private static let cart = F.impact(F.window("cart", "10:00", "12:00"))
  private static let search = F.impact(F.window("search", "10:00", "12:00"))

  private static func stamps(onset: String = "10:00", resolved: String = "12:05") -> [Milestone] {
    [F.stamp(.onset, onset, .report), F.stamp(.resolved, resolved, .report)]
  }

  private static func twin(
    _ code: Conflict.Code, planted: ClockInput, clean: ClockInput
  ) -> ConflictCase {
    ConflictCase(code: code, planted: planted, clean: clean)
  }

  static let all: [ConflictCase] = resolution + onset + claims + scope + data

  private static let resolution = [
    twin(
      .resolvedBeforeEnd, planted: F.input(stamps(resolved: "11:00"), [cart]),
      clean: F.input(stamps(), [cart])),
    twin(
      .resolvedBeforeRecovery,
      planted: F.input(
        [
          F.stamp(.onset, "10:00", .report), F.stamp(.resolved, "12:05", .page),
          F.stamp(.recoveryStarted, "12:20", .chat),
        ], [cart]),
      clean: F.input(
        [
          F.stamp(.onset, "10:00", .report), F.stamp(.resolved, "12:05", .page),
          F.stamp(.recoveryStarted, "11:20", .chat),
        ], [cart])),
    twin(
      .relapseAfterResolved,
      planted: F.input(stamps(), [cart, F.impact(F.window("apps", "13:45", "14:00"))]) {
        time, _, _ in time > F.at("12:00") ? nil : F.excess(5, 1, 9)
      },
      clean: F.input(stamps(), [cart, F.impact(F.window("apps", "11:45", "12:05"))])),
  ]

  private static let onset = [
    twin(
      .startedEarlier, planted: F.input(stamps(onset: "10:10"), [cart]),
      clean: F.input(stamps(onset: "10:01"), [cart])),
    twin(
      .startNotVisible, planted: F.input(stamps(onset: "09:40"), [cart]),
      clean: F.input(stamps(onset: "09:59"), [cart])),
    twin(
      .order,
      planted: F.input(stamps() + [F.stamp(.detected, "09:50", .report)], [cart]),
      clean: F.input(stamps() + [F.stamp(.detected, "10:10", .report)], [cart])),
  ]

  private static let claims = [
    twin(
      .arithmetic,
      planted: F.input(stamps(), [cart], claims: Claims(duration: ClaimParser.duration("3h5m"))),
      clean: F.input(stamps(), [cart], claims: Claims(duration: ClaimParser.duration("2h5m")))),
    twin(
      .count,
      planted: F.input(
        stamps(), [cart], claims: Claims(failedRequests: ClaimParser.count("~5000"))),
      clean: F.input(
        stamps(), [cart], claims: Claims(failedRequests: ClaimParser.count("~1000")))),
  ]

  private static let scope = [
    twin(
      .scope, planted: F.input(stamps(), [cart, search], namedServices: ["cart"]),
      clean: F.input(stamps(), [cart, search], namedServices: ["Cart", "search"])),
    twin(
      .zone, planted: F.input(stamps(onset: "05:00", resolved: "07:05"), [cart]),
      clean: F.input(stamps(), [cart])),
  ]

  private static let data = [
    twin(
      .censored, planted: F.input(stamps(), [cart], coverage: range("10:30", "14:00")),
      clean: F.input(stamps(), [cart], coverage: range("09:00", "14:00"))),
    twin(
      .singleClock, planted: F.input(stamps() + [F.stamp(.detected, "10:00", .report)], [cart]),
      clean: F.input(stamps() + [F.stamp(.detected, "10:00", .chat)], [cart])),
    twin(
      .gap,
      planted: F.input(
        stamps(),
        [
          F.impact(F.window("cart", "10:00", "12:00"), covered: { !hole("11:00", "11:13", $0) })
        ]),
      clean: F.input(
        stamps(),
        [
          F.impact(F.window("cart", "10:00", "12:00"), covered: { !hole("11:00", "11:12", $0) })
        ])),
  ]

  private static func range(_ start: String, _ end: String) -> TimeRange {
    TimeRange(start: F.at(start), end: F.at(end))
  }

  private static func hole(_ start: String, _ end: String, _ time: Timestamp) -> Bool {
    range(start, end).contains(time)
  }
}
