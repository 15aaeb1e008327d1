// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Finds the wrappers of a content from a sample of its lines, and the format inside them.
///
/// A wrapper is one when nine of ten lines have it. Lines of several programs are ranked program by
/// program where they tell no format together.
enum WrapperDetector {
  static let leastShare = 0.9

  struct Finding {
    var kinds: [WrapperKind] = []
    var format: LogFormat?
    var ranking: [(name: String, matched: Int, score: Double)] = []

    var names: [String] { kinds.map(\.rawValue) }
  }

  /// Lines of a sample with the numbers of the services that wrote them.
  struct Sample {
    var lines: [[UInt8]]
    var services: [Int32]
  }

  /// The lines without colours.
  static func plain(_ lines: [[UInt8]]) -> [[UInt8]] {
    lines.map { $0.contains(0x1B) ? EscapeSequences.stripped($0.span, 0..<$0.count) : $0 }
  }

  /// Whether most lines have colours: now and then a client sends some, which are no property of a log.
  static func areColoured(_ lines: [[UInt8]]) -> Bool {
    lines.count { $0.contains(0x1B) } * 2 > lines.count
  }

  /// The wrappers that enough of `lines` have, which are without colours.
  static func kinds(_ lines: [[UInt8]]) -> [WrapperKind] {
    guard !lines.isEmpty else { return [] }
    return WrapperKind.allCases.filter { kind in
      let allowed = lines.count - Int((leastShare * Double(lines.count)).rounded(.up))
      var missed = 0
      for line in lines where missed <= allowed && !kind.matches(line) { missed += 1 }
      return missed <= allowed && holds(kind, lines)
    }
  }

  /// Whether what the kind's joins go by stands in the lines at all.
  ///
  /// Collectors that copy Docker's members leave the line feed out: then no line goes on in the next.
  private static func holds(_ kind: WrapperKind, _ lines: [[UInt8]]) -> Bool {
    guard kind == .dockerJSON else { return true }
    let mark: [UInt8] = Array("\\n\",".utf8)
    return lines.contains { line in
      line.indices.contains { line[$0...].starts(with: mark) }
        || line.suffix(4) == Array("\\n\"}".utf8)
    }
  }

  /// Takes `kinds` off, one after the other and what is inside in turn, until a format takes the rest.
  static func inside(
    _ sample: Sample, _ kinds: [WrapperKind], _ services: WrapperServices, depth: Int = 1
  ) -> Finding {
    var deepest = Finding()
    for kind in kinds {
      let peeled = peel(sample, kind, services)
      var finding = Finding()
      let further = depth < WrapperKind.maxDepth ? self.kinds(peeled.lines) : []
      if further.first?.yieldsToFormats != false { finding = formats(peeled) }
      if finding.format == nil, !further.isEmpty {
        finding = inside(peeled, further, services, depth: depth + 1)
        if finding.format == nil, further.first?.yieldsToFormats == false {
          finding = formats(peeled)
        }
      }
      finding.kinds.insert(kind, at: 0)
      if finding.format != nil { return finding }
      if deepest.kinds.isEmpty, kind.isUnmistakable { deepest = finding }
    }
    return deepest
  }

  private static func peel(
    _ sample: Sample, _ kind: WrapperKind, _ services: WrapperServices
  ) -> Sample {
    let collector = LineCollector()
    let parser = kind.parser(around: collector, services, path: "")
    var events = EventBatch()
    var lines = PeeledLines()
    for line in sample.lines {
      lines.batch.starts.append(Int32(clamping: lines.batch.bytes.count))
      lines.batch.bytes += line
      lines.batch.ends.append(Int32(clamping: lines.batch.bytes.count))
      lines.batch.bytes.append(0x0A)
      lines.origins.append(LineOrigin(number: 0, offset: 0))
    }
    lines.services = sample.services
    parser.parse(lines, into: &events)
    parser.finish(into: &events)
    return Sample(lines: collector.lines, services: collector.services)
  }

  // MARK: - Formats

  private static func formats(_ sample: Sample) -> Finding {
    let together = rank(sample.lines)
    if together.format != nil || Set(sample.services).count < 2 { return together }
    var best = together
    for service in Set(sample.services).sorted() {
      let own = zip(sample.lines, sample.services).filter { $0.1 == service }.map(\.0)
      let finding = rank(own)
      guard finding.format != nil,
        finding.ranking.first?.score ?? 0
          > (best.format == nil ? 0 : best.ranking.first?.score ?? 0)
      else { continue }
      best = finding
    }
    return best
  }

  private static func rank(_ lines: [[UInt8]]) -> Finding {
    guard !lines.isEmpty else { return Finding() }
    let verdict = FormatDetector.rank(lines, among: FormatCatalog.insideWrappers)
    // Among lines that could be of any log, some decide alone, as they do without a wrapper.
    let decided = FormatDetector.decided(
      lines, among: FormatCatalog.insideWrappers, over: verdict.format)
    return Finding(format: decided ?? verdict.format, ranking: verdict.ranking)
  }
}
