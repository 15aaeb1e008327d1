// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The shapes failures of a service take, by weight.
struct FailureMix: Sendable {
  struct Shape: Sendable {
    var weight: Int
    var status: Int
    var cause: RequestCause
    /// Least milliseconds until the failure; nil takes as long as a success would.
    var milliseconds: Int?
    /// How many milliseconds more at most.
    var spread = 1
  }

  private let shapes: [Shape]
  private let slots: SlotTable

  init(_ shapes: [Shape]) {
    self.shapes = shapes
    slots = SlotTable(weights: shapes.map(\.weight))
  }

  func pick(_ bits: UInt64) -> Shape {
    shapes[slots.pick(bits)]
  }

  /// An ordinary day's failures of a web service.
  static let everyday = FailureMix([
    Shape(weight: 50, status: 500, cause: .answered),
    Shape(weight: 25, status: 502, cause: .reset, milliseconds: 2, spread: 400),
    Shape(weight: 15, status: 503, cause: .noBackend, milliseconds: 0, spread: 3),
    Shape(weight: 10, status: 504, cause: .timeout, milliseconds: 60_000, spread: 9),
  ])

  /// An ordinary day's failures of the registry, its limiter included.
  static let everydayRegistry = FailureMix([
    Shape(weight: 35, status: 500, cause: .answered),
    Shape(weight: 25, status: 502, cause: .reset, milliseconds: 2, spread: 400),
    Shape(weight: 20, status: 503, cause: .noBackend, milliseconds: 0, spread: 3),
    Shape(weight: 15, status: 429, cause: .rateLimit, milliseconds: 0, spread: 2),
    Shape(weight: 5, status: 504, cause: .timeout, milliseconds: 60_000, spread: 9),
  ])

  /// The registry under more load than its limiter and breaker were set for.
  static let overloadedRegistry = FailureMix([
    Shape(weight: 56, status: 429, cause: .rateLimit, milliseconds: 0, spread: 2),
    Shape(weight: 34, status: 503, cause: .noBackend, milliseconds: 0, spread: 4),
    Shape(weight: 6, status: 502, cause: .connect, milliseconds: 1, spread: 12),
    Shape(weight: 4, status: 504, cause: .timeout, milliseconds: 60_000, spread: 9),
  ])

  /// A service whose backends cannot be started for want of images.
  static let starved = FailureMix([
    Shape(weight: 52, status: 503, cause: .connect, milliseconds: 20, spread: 240),
    Shape(weight: 30, status: 503, cause: .noBackend, milliseconds: 0, spread: 3),
    Shape(weight: 18, status: 504, cause: .timeout, milliseconds: 15_000, spread: 30),
  ])

  /// A service that cannot grow with its load.
  static let saturated = FailureMix([
    Shape(weight: 45, status: 503, cause: .noBackend, milliseconds: 0, spread: 4),
    Shape(weight: 35, status: 502, cause: .reset, milliseconds: 40, spread: 2500),
    Shape(weight: 20, status: 504, cause: .timeout, milliseconds: 60_000, spread: 9),
  ])

  /// A product whose attachment store does not answer.
  static let withoutAttachments = FailureMix([
    Shape(weight: 45, status: 503, cause: .answered, milliseconds: 30, spread: 700),
    Shape(weight: 35, status: 500, cause: .answered, milliseconds: 90, spread: 1500),
    Shape(weight: 20, status: 502, cause: .answered, milliseconds: 10, spread: 5000),
  ])
}
