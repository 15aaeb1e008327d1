// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Decides what becomes of each drafted request.
struct RequestComposer: Sendable {
  /// What the truth counts of one request.
  struct Verdict: Sendable {
    var event: RequestEvent
    var isFailed: Bool
    /// Whether it would have failed without the incident.
    var isFailedAnyway: Bool
  }

  /// Per million requests, whatever the service: bytes that are no request.
  private static let malformedPPM = 110
  /// Per million: clients that leave before the answer.
  private static let abortPPM = 900
  /// The same while answers are slow.
  private static let slowAbortPPM = 14_000
  private static let clientErrorPPM = 13_000
  private static let clientErrors = [404, 404, 404, 404, 403, 403, 401, 400]
  /// Status of a client that left, by the habit of the proxy.
  private let abortStatus: Int
  private let isCountedAtStart: Bool
  private let catalog: TrafficCatalog

  init(catalog: TrafficCatalog, format: ScenarioService.Format) {
    self.catalog = catalog
    switch format {
    case .nginx, .ecs: abortStatus = 499
    case .alb: abortStatus = 460
    case .envoy: abortStatus = 0
    case .vhost, .bitbucketSteps: abortStatus = 408
    }
    isCountedAtStart = format == .vhost
  }

  func compose(_ draft: ServiceLoad.Draft, in minute: ServiceLoad.Minute) -> Verdict {
    var generator = SeededGenerator(seed: draft.seed)
    let bits = generator.next()
    let choice = generator.next()
    var incident = generator.split(0x1AC1)
    let index = catalog.slots.pick(bits)
    let route = catalog.routes[index]
    var duration = Int64(route.medianMicroseconds * SkewTable.permille(bits >> 10) / 1000)
    var status: Int
    var cause = RequestCause.answered
    let roll = bits.upper(below: 1_000_000)
    let malformedFrom = minute.baseFailurePPM
    let abortFrom = malformedFrom + RequestComposer.malformedPPM
    let clientErrorFrom = abortFrom + RequestComposer.abortPPM
    if roll < malformedFrom {
      let shape = catalog.everydayFailures.pick(choice)
      status = shape.status
      cause = shape.cause
      duration = shape.microseconds(choice >> 10) ?? duration
    } else if roll < abortFrom {
      status = 400
      cause = .malformed
      duration = 0
    } else if roll < clientErrorFrom {
      status = abortStatus
      cause = .clientAbort
    } else if roll < clientErrorFrom + RequestComposer.clientErrorPPM {
      status = RequestComposer.clientErrors[Int(choice & 7)]
    } else {
      let isOther = Int((choice >> 3) & 1023) < route.otherPermille
      status = isOther ? route.otherStatus : route.status
      if (choice >> 20) & 2047 == 0 { cause = .retried }
    }
    let isFailedAnyway = status.isFailedStatus

    let effect = minute.effect
    if effect.failurePPM > 0, cause != .malformed,
      !effect.isAttachmentsOnly || route.needsAttachments,
      incident.below(1_000_000) < effect.failurePPM
    {
      let choice = incident.next()
      let shape = catalog.incidentFailures.pick(choice)
      status = shape.status
      cause = shape.cause
      duration = shape.microseconds(choice >> 10) ?? duration
    } else if effect.slowPermille > 1000, !isFailedAnyway, cause == .answered {
      let choice = incident.next()
      let skew = SkewTable.permille(choice)
      duration = duration * Int64(effect.slowPermille) / 1000 * Int64(skew) / 1000
      if choice.upper(below: 1_000_000) < RequestComposer.slowAbortPPM {
        status = abortStatus
        cause = .clientAbort
      } else if (choice >> 20) & 63 == 0 {
        cause = .retried
      }
    }
    // A request longer than this would have met a deadline.
    duration = min(duration, 118_000_000)
    let start = isCountedAtStart ? draft.time : draft.time - duration
    let event = RequestEvent(
      start: start, end: start + duration, status: status, cause: cause, route: index,
      details: generator)
    return Verdict(event: event, isFailed: status.isFailedStatus, isFailedAnyway: isFailedAnyway)
  }
}

extension FailureMix.Shape {
  fileprivate func microseconds(_ bits: UInt64) -> Int64? {
    guard let milliseconds else { return nil }
    return Int64(milliseconds * 1000 + bits.lower(below: max(1, spread) * 1000))
  }
}
