// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The figures that the analysis is held to, each from simulations with a seed or from labelled data.
///
/// Every figure of simulations begins at a seed that the caller names, so that it can be run on
/// seeds that nobody has seen.
package enum Validation {
  /// A figure by its short name; nil when its data is not at hand.
  package struct Check: Sendable {
    package var id: String
    package var measure: @Sendable (_ firstSeed: UInt64) throws -> [ValidationFigure]
  }

  package static let checks: [Check] = [
    Check(id: "windows") { WindowFigures.figures(firstSeed: $0) },
    Check(id: "excess") { [ExcessFigure.figure(firstSeed: $0)] },
    Check(id: "lead") { [LeadFigure.figure(firstSeed: $0)] },
    Check(id: "signatures") { SignatureFigures.figures(firstSeed: $0) },
    Check(id: "quiet") { QuietFigures.figures(firstSeed: $0) },
    Check(id: "seed") { [SeedIncidentFigure.figure(firstSeed: $0)] },
    Check(id: "traffic") { _ in try TrafficFigure.figures() },
    Check(id: "origin") { _ in try OriginFigure.figures() },
    Check(id: "services") { _ in ServiceFigure.figures() },
    Check(id: "attribution") { _ in try AttributionFigure.figures() },
  ]
}
