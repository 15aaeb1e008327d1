// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The stretches of time in which a source has events, per service.
///
/// An event that lies more than a month from all others is a stretch of its own: without this, one
/// line stamped 2066 would make forty years without a log look like years without a request.
struct EventSpans {
  struct Span: Equatable {
    var first: Int64
    var last: Int64
    var count: Int64
  }

  /// Microseconds without an event after which a stretch is over.
  static let maxSilence: Int64 = 30 * 86_400_000_000
  /// Stretches that are kept per service; beyond it, the two with the least silence between them
  /// become one.
  static let maxCount = 32

  private var spans: [Int64: [Span]] = [:]
  private var service: Int64 = 0
  private var current: Span?

  /// Counts an event at `time`, microseconds since the epoch.
  @inline(__always)
  mutating func add(service: Int64, time: Int64) {
    // A hundred thousand years are enough, and leave room to add to them.
    let time = min(max(time, -(1 << 61)), 1 << 61)
    if let span = current, service == self.service,
      time - span.last <= EventSpans.maxSilence, span.first - time <= EventSpans.maxSilence
    {
      current = Span(
        first: min(span.first, time), last: max(span.last, time), count: span.count + 1)
    } else {
      flush()
      self.service = service
      current = Span(first: time, last: time, count: 1)
    }
  }

  /// Adds a stretch that somebody else counted.
  mutating func add(service: Int64, first: Int64, last: Int64, count: Int64) {
    flush()
    EventSpans.insert(
      Span(first: first, last: max(first, last), count: count), into: &spans[service, default: []])
  }

  /// All stretches by service, then time.
  var all: [(service: Int64, span: Span)] {
    var flushed = self
    flushed.flush()
    return flushed.spans.sorted { $0.key < $1.key }
      .flatMap { service, spans in spans.map { (service, $0) } }
  }

  @inline(never)
  private mutating func flush() {
    guard let span = current else { return }
    current = nil
    EventSpans.insert(span, into: &spans[service, default: []])
  }

  /// Joins `span` with its neighbours; `spans` stay in the order of time, apart from each other.
  private static func insert(_ span: Span, into spans: inout [Span]) {
    var joined = span
    spans.removeAll { other in
      guard other.first - joined.last <= maxSilence, joined.first - other.last <= maxSilence else {
        return false
      }
      joined = joined.union(other)
      return true
    }
    let place = spans.firstIndex { $0.first > joined.first } ?? spans.count
    spans.insert(joined, at: place)
    guard spans.count > maxCount else { return }
    let closest = (1..<spans.count).min { silence(before: $0, spans) < silence(before: $1, spans) }
    if let closest {
      spans[closest - 1] = spans[closest - 1].union(spans[closest])
      spans.remove(at: closest)
    }
  }

  private static func silence(before index: Int, _ spans: [Span]) -> Int64 {
    spans[index].first - spans[index - 1].last
  }
}

extension EventSpans.Span {
  fileprivate func union(_ other: EventSpans.Span) -> EventSpans.Span {
    EventSpans.Span(
      first: min(first, other.first), last: max(last, other.last), count: count + other.count)
  }
}
