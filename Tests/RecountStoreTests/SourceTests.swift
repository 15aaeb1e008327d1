// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountStore
import Testing

/// A source is in the case whole or not at all.
struct SourceTests {
  /// Everything that a source can bring.
  private func full(_ name: String) -> EventBatch {
    var encoder = RequestEncoder(limit: 2)
    let rows = (0..<4).map {
      RequestRow(
        .at(10, $0), .failure, service: "\(name)-service", cause: "\(name)-cause-\($0)",
        client: "\(name)-\($0)", duration: 40)
    }
    var events = encoder.batch(rows)
    var step = BuildStep(
      key: StepKey(provider: "\(name)-provider", run: "r", job: name), origin: .record,
      outcome: .failure)
    step.end = .at(10, 0)
    step.repository = "\(name)-repository"
    events.steps = [step]
    events.jobs = [BuildJob(provider: "p", run: "r", job: name, outcome: .success)]
    events.milestones = [
      Milestone(
        kind: .note, time: .at(9, 0), plusMinus: .seconds(1), clock: .page, text: name,
        evidence: "3")
    ]
    events.rejects = [
      Reject(line: 9, byteOffset: 90, reason: .binary, excerpt: [0, 1, 0xFF, 0x41][...])
    ]
    events.tally.lines += 1
    events.tally.rejects += 1
    return events
  }

  @Test func `a source comes back as it was recorded`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    var record = SourceRecord(path: "logs/web.log.gz!a|b.log", [full("a")])
    record.openingHash = "opening"
    record.storedBytes = 10
    record.contentBytes = 200
    record.service = "web"
    record.zone = "Europe/Berlin"
    record.timeQuality = .yearInferred
    record.first = .at(10, 0)
    record.last = .at(10, 3)
    record.state = .truncated
    record.remarks = ["ends early; 3 bytes", "no newline"]
    try writer.beginSource(service: "web", isForced: false)
    try writer.append(full("a"))
    try writer.endSource(record)
    try writer.finish()
    let read = try #require(try file.reader().sources().first)
    #expect("\(read)" == "\(record)")
    #expect(
      try file.value("SELECT remarks FROM sources")
        == .text("ends early; 3 bytes; no newline"))
    #expect(try writer.hasContent(hash: record.contentHash))
    let known = try writer.sources(withFileHash: record.fileHash)
    #expect(known.map(\.path) == [record.path])
    #expect(try !writer.hasContent(hash: "other"))
    #expect(try writer.sources(withFileHash: "other").isEmpty)
    #expect(try !writer.isEmpty())
  }

  @Test func `ranges of formats come back, and those of a source that grew are added`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    var record = SourceRecord(path: "web.log", [full("a")])
    record.format = "combined"
    record.formats = [
      FormatRange(format: "combined", firstLine: 1, byteOffset: 0),
      FormatRange(format: "envoy", firstLine: 3, byteOffset: 150),
    ]
    try writer.beginSource(service: "web", isForced: false)
    try writer.append(full("a"))
    try writer.endSource(record)
    var plain = SourceRecord(path: "shop.log", [full("b")])
    plain.format = "combined"
    plain.formats = [FormatRange(format: "combined", firstLine: 1, byteOffset: 0)]
    try writer.beginSource(service: "shop", isForced: false)
    try writer.append(full("b"))
    try writer.endSource(plain)
    for (former, format) in [(record, "envoy"), (plain, "envoy")] {
      var grown = SourceRecord(path: former.path, [full("c")])
      grown.contentHash = former.contentHash + "+"
      grown.openingHash = former.openingHash
      grown.formats = [
        FormatRange(format: format, firstLine: 6, byteOffset: 300),
        FormatRange(format: "combined", firstLine: 8, byteOffset: 450),
      ]
      try writer.resumeSource(contentHash: former.contentHash, service: "web", isForced: false)
      try writer.append(full("c"))
      try writer.endSource(grown)
    }
    try writer.finish()
    let sources = try file.reader().sources()
    #expect(
      sources.map { $0.formats.map { "\($0.format) \($0.firstLine) \($0.byteOffset)" } } == [
        ["combined 1 0", "envoy 3 150", "combined 8 450"],
        ["combined 1 0", "envoy 6 300", "combined 8 450"],
      ])
    #expect(sources.map(\.formatNames) == [["combined", "envoy"], ["combined", "envoy"]])
    #expect(try file.rows("SELECT * FROM source_formats").count == 6)
  }

  @Test func `rejects keep their bytes and are counted by source and reason`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    for name in ["a", "b"] {
      var more = full(name)
      more.requests.removeAll()
      try writer.store([full(name), more], as: name)
    }
    try writer.finish()
    let reader = try file.reader()
    let rejects = try reader.rejects(limit: 3)
    #expect(rejects.map(\.source) == ["a", "a", "b"])
    #expect(rejects.first?.reject.excerpt == [0, 1, 0xFF, 0x41])
    #expect(rejects.first?.reject.reason == .binary)
    #expect(try reader.rejects(limit: 0).count == 4)
    let counts = try reader.rejectCounts()
    #expect(counts.map(\.source) == ["a", "b"])
    #expect(counts.map(\.count) == [2, 2])
    #expect(counts.map(\.reason) == ["binary", "binary"])
  }

  @Test func `milestones come in the order of time, then of their record`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    func milestone(_ text: String, _ time: Timestamp, _ position: Int, _ line: String = "1")
      -> Milestone
    {
      Milestone(
        kind: .posted, time: time, plusMinus: .seconds(30), service: text == "d" ? "web" : nil,
        clock: .page, text: text, evidence: line, position: position)
    }
    var first = EventBatch()
    first.milestones = [
      milestone("c", .at(10, 52), 2), milestone("b", .at(10, 52), 1),
      milestone("a", .at(10, 28), 9),
    ]
    var second = EventBatch()
    second.milestones = [milestone("d\0", .at(10, 52), 0, "17")]
    try writer.store([first], as: "page.json")
    try writer.store([second], as: "chat.csv")
    try writer.finish()
    let read = try file.reader().milestones()
    #expect(read.map(\.text) == ["a", "b", "c", "d\u{FFFD}"])
    #expect(read.map(\.evidence) == ["page.json:1", "page.json:1", "page.json:1", "chat.csv:17"])
    #expect(read.first?.plusMinus == .seconds(30))
    #expect(
      try file.rows("SELECT text, time FROM timeline ORDER BY time_us").first
        == [.text("a"), .text("2022-12-16T10:28:00.000000Z")])
  }

  @Test func `a source whose counts do not close leaves nothing`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    try writer.store([full("a")], as: "a")
    try writer.finish()
    let before = try file.dump()
    for spoil in [
      { (tally: inout LineTally) in tally.lines += 1 },
      { (tally: inout LineTally) in
        tally.rejects += 1
        tally.lines += 1
      },
    ] {
      try writer.beginSource(service: "other", isForced: false)
      try writer.append(full("b"))
      var record = SourceRecord(path: "b", [full("b")])
      spoil(&record.tally)
      guard case .countsDoNotClose(let text)? = storeError({ try writer.endSource(record) }) else {
        Issue.record("kept")
        return
      }
      #expect(text.hasPrefix("b: "))
      try writer.finish()
      #expect(try file.dump() == before)
    }
  }

  @Test func `an abandoned source leaves nothing and the numbering has no gap`() throws {
    let file = try TemporaryCase()
    let other = try TemporaryCase()
    for (target, isAbandoning) in [(file, true), (other, false)] {
      let writer = try target.writer()
      for name in ["a", "b", "c"] {
        try writer.store([full(name)], as: name)
        if isAbandoning {
          try writer.beginSource(service: "dropped-\(name)", isForced: false)
          try writer.append(full("dropped"))
          try writer.abandonSource()
        }
      }
      try writer.finish()
    }
    #expect(try file.dump() == other.dump())
    #expect(
      try file.rows("SELECT id FROM sources") == [[.integer(1)], [.integer(2)], [.integer(3)]])
  }

  @Test func `a rollback takes all since the commit back and the writer goes on`() throws {
    let file = try TemporaryCase()
    let other = try TemporaryCase()
    for (target, isRollingBack) in [(file, true), (other, false)] {
      let writer = try target.writer()
      try writer.store([full("a")], as: "a")
      try writer.commit()
      if isRollingBack {
        try writer.store([full("x")], as: "x")
        try writer.beginSource(service: "y", isForced: true)
        try writer.append(full("y"))
        try writer.rollback()
        try writer.rollback()
      }
      try writer.store([full("b")], as: "b")
      try writer.finish()
    }
    #expect(try file.dump() == other.dump())
  }

  @Test func `a commit keeps whole sources only`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    try writer.store([full("a")], as: "a")
    try writer.beginSource(service: "b", isForced: false)
    try writer.append(full("b"))
    try writer.finish()
    #expect(try file.rows("SELECT path FROM sources") == [[.text("a")]])
    #expect(try file.count("requests") == .integer(4))
    #expect(try file.count("request") == .integer(4))
  }

  @Test func `a writer that goes away without a commit leaves the case as it was`() throws {
    let file = try TemporaryCase()
    do {
      let writer = try file.writer()
      try writer.store([full("a")], as: "a")
      try writer.finish()
    }
    let before = try file.dump()
    do {
      let writer = try file.writer()
      try writer.store([full("b")], as: "b")
      try writer.beginSource(service: "c", isForced: false)
      try writer.append(full("c"))
    }
    #expect(try file.dump() == before)
  }

  @Test func `batch borders and commits leave no trace`() throws {
    var sample = RequestSample(seed: 7)
    let sources = (0..<3).map { _ in sample.rows(200) }
    var dumps: [[String]] = []
    for (size, commitsEach) in [(200, false), (200, true), (1, false), (33, true)] {
      let file = try TemporaryCase()
      let writer = try file.writer()
      for (index, rows) in sources.enumerated() {
        var encoder = RequestEncoder(limit: 50)
        let batches = stride(from: 0, to: rows.count, by: size).map { start in
          encoder.batch(Array(rows[start..<min(rows.count, start + size)]))
        }
        try writer.store(batches, as: "\(index).log")
        if commitsEach { try writer.commit() }
      }
      try writer.finish()
      dumps.append(try file.dump())
    }
    #expect(dumps.dropFirst().allSatisfy { $0 == dumps.first })
    #expect(dumps.first?.isEmpty == false)
  }
}
