// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountInput
import RecountModel

/// Stages fed with any bytes at all; each stops the process when what must hold does not.
public enum StageFuzz {
  /// Inflates `bytes` with small buffers and with large ones: the same must come out.
  public static func inflate(_ bytes: [UInt8]) {
    let small = inflated([0x1F, 0x8B] + bytes, inputBytes: 5, outputBytes: 7)
    let large = inflated([0x1F, 0x8B] + bytes, inputBytes: 1 << 16, outputBytes: 1 << 16)
    precondition(small.bytes == large.bytes, "the size of buffers changes the content")
    precondition(small.isWhole == large.isWhole, "the size of buffers changes the verdict")
  }

  /// Splits `bytes` in pieces of several sizes: lines, numbers and places must be the same, and each
  /// line must stand where its place says.
  public static func split(_ bytes: [UInt8]) {
    let whole = lines(bytes, batchBytes: 1 << 16)
    for batchBytes in [1, 3, 64] {
      precondition(lines(bytes, batchBytes: batchBytes) == whole, "batches change the lines")
    }
    for line in whole where line.elided == 0 {
      let end = Int(line.offset) + line.bytes.count
      precondition(end <= bytes.count && Array(bytes[Int(line.offset)..<end]) == line.bytes)
    }
  }

  /// Names of all formats, then of some in wrappers.
  public static var formats: [String] {
    FormatCatalog.all.map(\.name) + [
      "json-document/json-access", "cri/combined", "docker-json/nginx-timed",
      "syslog-3164/common-undated", "syslog-5424/combined", "journald-export/combined",
      "journald-json/combined", "cloudwatch/combined", "compose/werkzeug", "stern/envoy",
      "klog/combined", "ansi/combined",
    ]
  }

  /// Texts that the format takes, without their wrapper; nil for a name that is not known.
  public static func examples(of format: String) -> [[UInt8]]? {
    guard FormatCatalog.format(named: format) != nil else { return nil }
    let bare = format.split(separator: "/").last.map(String.init) ?? format
    return (FormatCatalog.format(named: bare)?.examples ?? []).map { Array($0.line.utf8) }
  }

  /// Parses `bytes`, cut into batches in several ways: each line must be counted, and where batches end
  /// must not show.
  public static func parse(_ bytes: [UInt8], as name: String) {
    guard let format = FormatCatalog.format(named: name) else { return }
    let whole = parsed(bytes, as: format, batchBytes: 1 << 16)
    precondition(whole.tally.closes && whole.rejects == whole.tally.rejects, "a line is lost")
    for batchBytes in [1, 100] {
      let cut = parsed(bytes, as: format, batchBytes: batchBytes)
      precondition(cut.tally == whole.tally, "batches change the count")
      precondition(cut.steps == whole.steps, "batches change the steps")
      precondition(cut.requests == whole.requests, "batches change the requests")
    }
    _ = format.matches(bytes)
    guard SwitchingParser.reads(format) else { return }
    let switching = parsed(bytes, as: format, batchBytes: 1 << 16, switches: true)
    precondition(switching.tally.closes, "a line is lost where the format changes")
    let cut = parsed(bytes, as: format, batchBytes: 1, switches: true)
    precondition(cut == switching, "batches change where the format changes")
  }

  private struct Outline: Equatable {
    var tally = LineTally()
    var rejects: Int64 = 0
    var steps: [String] = []
    var requests: [String] = []
  }

  private static func parsed(
    _ bytes: [UInt8], as format: LogFormat, batchBytes: Int, switches: Bool = false
  ) -> Outline {
    var limits = InputLimits()
    limits.batchBytes = batchBytes
    let reader = LineReader(MemorySource(bytes), limits: limits)
    let context = ParserContext(path: "run/job.log")
    let parser =
      switches ? SwitchingParser(format, context) : format.makeParser(context)
    var outline = Outline()
    func take(_ events: EventBatch) {
      outline.tally += events.tally
      outline.rejects += Int64(events.rejects.count)
      let rows = events.requests
      for row in 0..<rows.count {
        outline.requests.append(
          "\(rows.line[row]) \(rows.end[row]) \(rows.status[row]) \(rows.path.text(row))")
      }
      outline.steps += events.steps.map {
        "\($0.key) \($0.name) \($0.outcome) \($0.decidingRule) \($0.line)-\($0.endLine)"
      }
    }
    while let batch = try? reader.next() {
      var events = EventBatch()
      parser.parse(batch, into: &events)
      take(events)
    }
    var events = EventBatch()
    parser.finish(into: &events)
    take(events)
    return outline
  }

  private struct Line: Equatable {
    var number: Int64
    var offset: Int64
    var bytes: [UInt8]
    var elided: Int64
  }

  private static func lines(_ bytes: [UInt8], batchBytes: Int) -> [Line] {
    var limits = InputLimits()
    limits.batchBytes = batchBytes
    limits.maxLineBytes = 100
    let reader = LineReader(MemorySource(bytes), limits: limits)
    var lines: [Line] = []
    while let batch = try? reader.next() {
      for index in 0..<batch.count {
        lines.append(
          Line(
            number: batch.number(index), offset: batch.offset(index),
            bytes: Array(batch.line(index)), elided: batch.elidedBytes))
      }
    }
    precondition(lines.map(\.number) == (0..<lines.count).map { Int64($0 + 1) })
    return lines
  }

  /// What a stream gives, at most a megabyte of it.
  private static func inflated(
    _ bytes: [UInt8], inputBytes: Int, outputBytes: Int
  ) -> (bytes: [UInt8], isWhole: Bool) {
    let source = GzipSource(
      MemorySource(bytes), buffers: InputBuffers(inputBytes: inputBytes, engine: .zlib))
    var content: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: outputBytes, alignment: 16)
    defer { unsafe buffer.deallocate() }
    while content.count < 1 << 20, let count = try? unsafe source.read(into: buffer), count > 0 {
      unsafe content.append(contentsOf: buffer[..<count])
    }
    let isWhole = !source.condition.isTruncated && !source.condition.isDamaged
    return (Array(content.prefix(1 << 20)), content.count < 1 << 20 ? isWhole : true)
  }
}
