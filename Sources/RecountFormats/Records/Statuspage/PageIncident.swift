// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// An incident as a status page tells it, whichever way the page gives it.
struct PageIncident {
  /// What the page said at one time.
  struct Post {
    /// In lower case: `investigating`, `resolved`, `in_progress`.
    var status: String
    var body: String
    /// When the public saw it; nil when its stamp cannot be one.
    var time: Timestamp?
    /// The component that it is about, when it names exactly one.
    var component: String?
    var hasZone = true

    /// Whether it opens an incident.
    var opens: Bool { status == "investigating" || status == "identified" }

    /// The milestone that it stands for; nil for one that is a note.
    var stage: Milestone.Kind? {
      switch status {
      case "monitoring": .mitigated
      case "resolved": .resolved
      default: nil
      }
    }

    /// Whether it looks back on an incident that is over, which may be much later.
    fileprivate var isAfterword: Bool { status == "postmortem" }

    fileprivate var isOfMaintenance: Bool {
      switch status {
      case "scheduled", "in_progress", "verifying", "completed": true
      default: false
      }
    }
  }

  var name: String
  /// Work that was announced is no incident: all of it is notes.
  var isMaintenance = false
  /// In the order of the record.
  var posts: [Post]

  init(name: String, isMaintenance: Bool, posts: [Post]) {
    self.name = name
    self.isMaintenance = isMaintenance || posts.contains(where: \.isOfMaintenance)
    self.posts = posts
  }

  // MARK: - Stamps

  /// How far from the rest of its incident a stamp may lie; beyond, its year was mistyped.
  private static let longest = TimeSpan.hours(24 * 300)

  struct Sorted {
    /// Posts with a sound time, in the order in which they were made.
    var sound: [(post: Post, time: Timestamp)] = []
    var unsound: [(post: Post, reason: RejectReason)] = []
  }

  /// Parts the posts whose times can be true together from the others.
  ///
  /// An end that lies before the beginning is refused, and so is one that lies most of a year after
  /// every other post, and a beginning that lies most of a year after the end: of the two stamps of
  /// a reversed incident, the beginning is kept.
  func sorted() -> Sorted {
    var sorted = Sorted()
    var timed: [(post: Post, time: Timestamp)] = []
    for post in posts {
      if let time = post.time, RecordStamp.isSound(time) {
        timed.append((post, time))
      } else {
        sorted.unsound.append((post, .malformedTime))
      }
    }
    let first = timed.filter { $0.post.opens }.map(\.time).min()
    let others = timed.filter { $0.post.stage == nil && !$0.post.isAfterword }.map(\.time)
    func isFar(_ end: Timestamp) -> Bool {
      let before = others.filter { $0 <= end }.max()
      return before.map { end - $0 > PageIncident.longest } ?? false
    }
    let ends = timed.filter { $0.post.stage != nil }.map(\.time).filter { !isFar($0) }
    let last = ends.filter { end in first.map { end >= $0 } ?? true }.max()
    for index in orderOfMaking(timed.map(\.time)) {
      let (post, time) = timed[index]
      let isEarly = first.map { post.stage != nil && time < $0 } ?? false
      let isLate = last.map { post.opens && time - $0 > PageIncident.longest } ?? false
      if isEarly || isLate || (post.stage != nil && isFar(time)) {
        sorted.unsound.append((post, .implausibleTime))
      } else {
        sorted.sound.append((post, time))
      }
    }
    return sorted
  }
}
