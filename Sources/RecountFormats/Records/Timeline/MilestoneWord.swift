// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The words by which people call the milestones of an incident.
enum MilestoneWord {
  private static let kinds: [Milestone.Kind: [String]] = [
    .onset: [
      "onset", "start", "started", "begin", "began", "impact start", "impact started",
      "incident start", "incident started",
    ],
    .alerted: ["alert", "alerted", "alarm", "firing", "triggered", "page", "paged"],
    .detected: ["detected", "detection", "detect", "discovered", "noticed"],
    .acknowledged: ["ack", "acked", "acknowledged", "acknowledge", "acknowledgement"],
    .posted: ["posted", "published", "first post"],
    .recoveryStarted: ["recovery", "recovery started", "recovering"],
    .mitigated: ["mitigated", "mitigation", "mitigate"],
    .resolved: ["resolved", "resolution", "resolve", "fixed"],
    .ended: ["ended", "end", "impact end", "impact ended", "recovered"],
    .deployed: ["deployed", "deploy", "deployment", "release", "released", "rollout"],
  ]
  private static let table: [String: Milestone.Kind] = {
    var table: [String: Milestone.Kind] = [:]
    for (kind, words) in kinds {
      for word in words { table[word] = kind }
    }
    return table
  }()
  /// Words that stand before a colon for nothing else, whoever writes them.
  private static let plain: [String: Milestone.Kind] = [
    "onset": .onset, "alerted": .alerted, "detected": .detected, "acknowledged": .acknowledged,
    "acked": .acknowledged, "posted": .posted, "recovery started": .recoveryStarted,
    "mitigated": .mitigated, "resolved": .resolved, "ended": .ended, "deployed": .deployed,
  ]

  /// The kind that `word` of a column stands for; a note when it is none of the table.
  static func kind(_ word: String) -> Milestone.Kind {
    let name = word.lowercased().split { $0 == " " || $0 == "_" || $0 == "-" }
    return table[name.joined(separator: " ")] ?? .note
  }

  /// The kind that a text begins with: `Resolved: …`, `*Detected*: …` or `/incident mitigated …`.
  static func opening(_ text: String) -> Milestone.Kind? {
    let start = text.prefix(48).drop { $0 == "*" || $0 == "_" || $0 == " " }
    if start.lowercased().hasPrefix("/incident ") {
      let words = start.dropFirst(10).split { $0 == " " || $0 == ":" || $0 == "\n" }
      return words.first.flatMap { plain[$0.lowercased()] }
    }
    guard let colon = start.firstIndex(of: ":") else { return nil }
    let word = start[..<colon].split { $0 == "*" || $0 == "_" || $0 == " " }
    return plain[word.joined(separator: " ").lowercased()]
  }
}
