// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// All that is weighed to tell where an incident began.
package struct OriginInput: Sendable {
  /// One for each service, over the same bins.
  package var profiles: [ExcessProfile]
  package var edges: [CallEdge]
  /// Signatures that are new in the incident and name another service.
  package var mentions: [SignatureMention]
  package var onsets: [LeadOnset]
  package var skew: ClockSkew
  /// Pairs of services that move together; others are ignored.
  package var coMovements: [CoMovement]
  /// Width of the bins of the profiles.
  package var binWidth: TimeSpan
  /// The service the question is about; then only it and what it calls, directly or not, count.
  ///
  /// A target without a profile restricts nothing.
  package var target: String?
  package var seed: UInt64

  package init(
    profiles: [ExcessProfile], edges: [CallEdge] = [], mentions: [SignatureMention] = [],
    onsets: [LeadOnset] = [], skew: ClockSkew = .unknown, coMovements: [CoMovement] = [],
    binWidth: TimeSpan = .minute, target: String? = nil, seed: UInt64 = 1
  ) {
    self.profiles = profiles
    self.edges = edges
    self.mentions = mentions
    self.onsets = onsets
    self.skew = skew
    self.coMovements = coMovements
    self.binWidth = binWidth
    self.target = target
    self.seed = seed
  }

  /// One profile for each service, by name: of several the one with the most excess.
  var distinctProfiles: [ExcessProfile] {
    func size(_ profile: ExcessProfile) -> Double {
      profile.excess.reduce(0) { $0 + ($1.isFinite ? $1 : 0) }
    }
    let order = profiles.indices.sorted {
      (profiles[$0].service, -size(profiles[$0]), $0)
        < (profiles[$1].service, -size(profiles[$1]), $1)
    }
    var chosen: [ExcessProfile] = []
    for index in order where chosen.last?.service != profiles[index].service {
      chosen.append(profiles[index])
    }
    return chosen
  }

  /// Declared and seen edges, and one for every signature that names a callee.
  var allEdges: [CallEdge] {
    edges + mentions.map { CallEdge(caller: $0.caller, callee: $0.callee) }
  }

  /// The earliest onset of every service, by name.
  var firstOnsets: [String: LeadOnset] {
    var first: [String: LeadOnset] = [:]
    for onset in onsets {
      guard let known = first[onset.service], known.time.time <= onset.time.time else {
        first[onset.service] = onset
        continue
      }
    }
    return first
  }
}
