// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountRemote

/// Requests of a day by a seed: services, statuses and causes as in an outage, and odd names.
struct EventSource {
  let seed: UInt64
  let count: Int64

  /// The hash of what would be a file.
  var hash: String {
    let digits = String(seed, radix: 16)
    return String(repeating: "0", count: 64 - digits.count) + digits
  }

  static let services = ["web", "api-gateway", "artifact-manager", "o'brien", "größe", "поиск"]

  /// The same requests for the same range of positions.
  func events(_ positions: Range<Int64>) -> [RemoteEvent] { positions.map(event) }

  private func event(_ position: Int64) -> RemoteEvent {
    var random = SeededGenerator(seed: seed).split(UInt64(bitPattern: position))
    let micros =
      day.start.microseconds + Int64(random.below(86_400)) * 1_000_000
      + Int64(random.below(1_000_000))
    let isOutage = (39_000_000_000..<57_000_000_000).contains(micros - day.start.microseconds)
    let draw = random.below(1000)
    let status: Int64 =
      switch draw {
      case 0..<(isOutage ? 200 : 3): [500, 502, 503, 504][random.below(4)]
      case 200..<210: 429
      case 210..<215: 499
      case 215..<216: 0
      case 216..<260: 404
      default: 200
      }
    let duration = (Int64(1) << Int64(random.below(34))) + Int64(random.below(1000))
    let outcome = outcome(status)
    let end = Timestamp(microseconds: micros)
    var event = RemoteEvent(
      start: end - TimeSpan(microseconds: duration), end: end,
      service: EventSource.services[random.below(EventSource.services.count)], outcome: outcome)
    event.line = position + 1
    event.byteOffset = position * 180
    event.method = ["GET", "POST"][random.below(2)]
    event.route = "/v1/items/{n}"
    event.path = "/v1/items/\(random.below(100_000))"
    event.status = status
    event.cause = status == 429 ? "rate_limit" : status == 499 ? "client_abort" : ""
    event.duration = random.below(20) == 0 ? -1 : duration
    event.host = "host-\(random.below(12))"
    event.trace = String(random.next(), radix: 16)
    return event
  }

  private func outcome(_ status: Int64) -> Outcome {
    switch status {
    case 504: .timeout
    case 500...599, 429: .failure
    case 0, 499: .cancelled
    default: .success
    }
  }
}
