// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension PageIncident {
  /// Counts the incident and each of its posts, and appends the milestones that they stand for.
  ///
  /// The first post is `posted`, whatever its status. One that is the last word at once gives both
  /// milestones. Posts whose time cannot be true are rejects.
  func append(
    at offset: Int64, of document: inout RecordDocument, into events: inout EventBatch
  ) {
    document.count(events: 0, into: &events)
    let sorted = sorted()
    for (position, item) in sorted.sound.enumerated() {
      let element = document.count(events: 0, into: &events)
      if !item.post.hasZone { events.lower(to: .zoneAssumed) }
      for kind in kinds(item.post, position: position) {
        events.append(
          Milestone(
            kind: kind, time: item.time, plusMinus: PageIncident.precision(item.time),
            service: item.post.component, clock: .page, text: text(item.post),
            evidence: String(element), position: position))
      }
      if position > 0, let first = sorted.sound.first?.time, isZeroLength(item, first) {
        events.append(
          Milestone(
            kind: .note, time: item.time, plusMinus: PageIncident.precision(item.time),
            clock: .page, text: "posted and resolved carry one stamp: \(text(item.post))",
            evidence: String(element), position: position))
      }
    }
    for (post, reason) in sorted.unsound {
      document.reject(Array(text(post).utf8)[...], at: offset, reason, into: &events)
    }
  }

  private func kinds(_ post: Post, position: Int) -> [Milestone.Kind] {
    if isMaintenance { return [.note] }
    return position > 0 ? [post.stage ?? .note] : [.posted] + (post.stage.map { [$0] } ?? [])
  }

  /// Whether the page says nothing of how long it took.
  private func isZeroLength(_ item: (post: Post, time: Timestamp), _ first: Timestamp) -> Bool {
    !isMaintenance && item.post.stage == .resolved && item.time == first
  }

  /// Pages show whole minutes; a stamp on one is known to half a minute.
  private static func precision(_ time: Timestamp) -> TimeSpan {
    time == time.floored(to: .minute) ? .seconds(30) : TimeSpan(microseconds: 500_000)
  }

  private func text(_ post: Post) -> String {
    RecordText.joined(
      post.status.isEmpty ? "update" : post.status, RecordText.first(post.body, name))
  }
}
