// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// An entry of a feed with what its content says.
struct FeedEntry {
  var title = ""
  var posts: [PageIncident.Post] = []
  var isMaintenance = false
}

/// Reads RSS 2.0 and Atom as far as a Statuspage writes them.
///
/// Source: https://www.rssboard.org/rss-specification, RFC 4287
struct FeedReader {
  /// Elements may nest this deep; a feed has five levels.
  private static let maxDepth = 32

  /// What an entry is before the year of its updates is known.
  private struct Draft {
    var title: [UInt8] = []
    var content: [UInt8] = []
    var published: Timestamp?
    var updated: Timestamp?
  }

  private var scanner = XMLScanner()
  private var open: [[UInt8]] = []
  private var isMalformed = false
  private var last: UInt8 = 0
  private var hasRoot = false
  /// Text of the element that is open, without its entities; `run` is yet to be decoded.
  private var text: [UInt8] = []
  private var run: [UInt8] = []
  private var drafts: [Draft] = []
  private var entry: Draft?
  /// The newest time that the feed gives for itself.
  private var fetched: Timestamp?

  /// The entries of a feed; none of them unless all of it is there and well-formed.
  static func read(_ bytes: [UInt8]) -> RecordReading<FeedEntry> {
    guard bytes.first(where: { $0 > 0x20 }) == 0x3C else { return .refused(.notThisFormat, at: 0) }
    var reader = FeedReader()
    for (index, byte) in bytes.enumerated() {
      reader.take(byte)
      if reader.isMalformed { return .refused(.malformedXML, at: index) }
    }
    guard reader.open.isEmpty, reader.scanner.isInText else {
      return .refused(.truncated, at: bytes.count)
    }
    guard reader.hasRoot else { return .refused(.notThisFormat, at: 0) }
    let entries = reader.drafts.map(reader.entry)
    // Any weblog has feeds.
    guard entries.isEmpty || entries.contains(where: { !$0.posts.isEmpty }) else {
      return .refused(.notThisFormat, at: 0)
    }
    return .records(entries)
  }

  private func entry(_ draft: Draft) -> FeedEntry {
    var dates = FeedDates(anchor: draft.published ?? draft.updated)
    dates.limit = draft.updated ?? fetched
    let content = FeedContent(draft.content)
    return FeedEntry(
      title: String(decoding: draft.title, as: UTF8.self), posts: content.posts(dates),
      isMaintenance: content.isMaintenance)
  }

  // MARK: - Elements

  private mutating func take(_ byte: UInt8) {
    let wasText = scanner.isInText
    let wasCDATA = scanner.isInCDATA
    let token = scanner.step(byte)
    if wasText, scanner.isInText { run.append(byte) }
    if open.isEmpty, isStray(byte, wasText: wasText) { isMalformed = true }
    last = byte
    if wasCDATA {
      flush()
      if scanner.isInCDATA { text.append(byte) } else { text.removeLast(min(2, text.count)) }
    }
    guard let token else { return }
    flush()
    switch token {
    case .open: begin(scanner.name)
    case .empty:
      begin(scanner.name)
      end(scanner.name)
    case .close: end(scanner.name)
    }
  }

  /// Whether `byte` makes text outside of the feed, where only markup and space may stand.
  private func isStray(_ byte: UInt8, wasText: Bool) -> Bool {
    guard scanner.isInText else { return false }
    return wasText ? byte > 0x20 : last == 0x3C
  }

  private mutating func flush() {
    guard !run.isEmpty else { return }
    text += XMLText.decode(run)
    run.removeAll(keepingCapacity: true)
  }

  private mutating func begin(_ name: [UInt8]) {
    if open.isEmpty {
      let isFeed = name.elementsEqual("rss".utf8) || name.elementsEqual("feed".utf8)
      isMalformed = isMalformed || hasRoot || !isFeed
      hasRoot = true
    }
    isMalformed = isMalformed || open.count == FeedReader.maxDepth
    open.append(name)
    text.removeAll(keepingCapacity: true)
    if isEntry(name) { entry = Draft() }
  }

  private mutating func end(_ name: [UInt8]) {
    guard open.last == name else {
      isMalformed = true
      return
    }
    open.removeLast()
    if isEntry(name), let done = entry {
      drafts.append(done)
      entry = nil
    } else if let parent = open.last {
      keep(String(decoding: name, as: UTF8.self), inEntry: isEntry(parent))
    }
    text.removeAll(keepingCapacity: true)
  }

  private func isEntry(_ name: [UInt8]) -> Bool {
    name.elementsEqual("item".utf8) || name.elementsEqual("entry".utf8)
  }

  private mutating func keep(_ name: String, inEntry: Bool) {
    guard inEntry else {
      guard entry == nil, name == "updated" || name == "pubDate" || name == "lastBuildDate" else {
        return
      }
      if let time = FeedDates.stamp(text) { fetched = max(fetched ?? time, time) }
      return
    }
    switch name {
    case "title": entry?.title = text
    case "description", "content", "encoded": entry?.content = text
    case "pubDate", "published": entry?.published = FeedDates.stamp(text)
    case "updated": entry?.updated = FeedDates.stamp(text)
    default: break
    }
  }
}
