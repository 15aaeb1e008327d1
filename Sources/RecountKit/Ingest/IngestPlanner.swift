// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountInput
import RecountModel
import RecountStore

/// Decides which inputs are read, in which order, and from where on.
struct IngestPlanner {
  private let writer: CaseWriter
  private let options: IngestOptions
  /// When the incident is said to have been.
  private let stated: Timestamp?

  init(_ writer: CaseWriter, options: IngestOptions, stated: Timestamp?) {
    self.writer = writer
    self.options = options
    self.stated = stated
  }

  /// The inputs to read, in the order in which they are to be stored.
  ///
  /// The order is that of the first events, then of the contents, whatever the order in which inputs
  /// were named. Inputs without an event come last.
  func plan(
    _ named: [InputPlan], _ summary: inout IngestSummary, progress: (IngestProgress) -> Void
  ) throws(RecountError) -> [InputPlan] {
    let hashesFiles = try !stage { () throws(StoreError) in try writer.isEmpty() }
    let known = try stage { () throws(StoreError) in try writer.firstEvent() }
    let looks = ProbedInputs(options, hashesFiles: hashesFiles)
    let probed = try looks.probe(named, stated: stated, known: known)
    var plans: [InputPlan] = []
    for (index, result) in probed.enumerated() {
      let plan: InputPlan
      do throws(InputError) { plan = try result.get() } catch {
        summary.failures.append(RecountError(error))
        continue
      }
      if try isKnown(plan) {
        summary.alreadyKnown += 1
        progress(.known(index: index, of: named.count, name: plan.name))
      } else if plan.detected != nil {
        plans.append(plan)
      } else {
        summary.leaveOut(
          plan.name, isEmpty: plan.isEmpty, plan.condition, wrappers: plan.wrappers)
      }
    }
    return try ordered(plans, &summary)
  }

  /// Whether the very file is in the case, told by its stored bytes.
  ///
  /// A build log is known by where it lies too: two steps with one log are two steps.
  private func isKnown(_ plan: InputPlan) throws(RecountError) -> Bool {
    guard let hash = plan.fileHash else { return false }
    let sources = try stage { () throws(StoreError) in try writer.sources(withFileHash: hash) }
    return sources.contains { source in
      let isBuild = FormatCatalog.format(named: source.format)?.family == .build
      return !isBuild || source.path == plan.name
    }
  }

  // MARK: - Order

  /// An input with the length and hash of its content, where these had to be known.
  private struct Placed {
    var plan: InputPlan
    var bytes: Int64 = 0
    var hash = ""
  }

  private func ordered(
    _ plans: [InputPlan], _ summary: inout IngestSummary
  ) throws(RecountError) -> [InputPlan] {
    var groups: [String: [InputPlan]] = [:]
    for plan in plans { groups[plan.openingHash, default: []].append(plan) }
    var placed: [Placed] = []
    for (_, alike) in groups.sorted(by: { $0.key < $1.key }) {
      placed += try settled(alike, &summary)
    }
    // Sorted by place: a plan is large, and most differ in their times.
    let times = placed.map { $0.plan.firstEvent?.microseconds ?? .max }
    let order = placed.indices.sorted { left, right in
      if times[left] != times[right] { return times[left] < times[right] }
      let (first, second) = (placed[left], placed[right])
      return (first.plan.openingHash, first.bytes, first.hash, first.plan.name)
        < (second.plan.openingHash, second.bytes, second.hash, second.plan.name)
    }
    return order.map { placed[$0].plan }
  }

  /// Inputs with one opening: each continues the longest that it begins with, be it of the case or
  /// of this run.
  ///
  /// Only these are read to their end beforehand.
  private func settled(
    _ alike: [InputPlan], _ summary: inout IngestSummary
  ) throws(RecountError) -> [Placed] {
    func standsAlone(_ plan: InputPlan) -> Bool {
      !plan.isArchive && !plan.isPipe && plan.detected?.linesStandAlone ?? false
    }
    let files = alike.filter(standsAlone)
    // The others go by name: a hash that is known in one run alone must not decide.
    let others = alike.filter { !standsAlone($0) }.map { Placed(plan: $0) }
    guard let opening = files.first?.openingHash else { return others }
    let known = try stage { () throws(StoreError) in
      try writer.contents(withOpeningHash: opening)
    }
    if files.count == 1, known.isEmpty { return others + files.map { Placed(plan: $0) } }
    let limits = options.limits
    let digests = try ParallelMap.run(files.count, options) { index, buffers in
      try IngestPlanner.digest(files[index], limits, buffers)
    }
    let byLength = zip(files, digests).sorted {
      ($0.1.count, $0.1.contentHash, $0.0.name) < ($1.1.count, $1.1.contentHash, $1.0.name)
    }
    // The longer ones must not come before those that they continue.
    let first = files.compactMap(\.firstEvent).min()
    var shorter = known.filter(\.isCurrent)
      .map {
        ResumePoint(
          bytes: $0.bytes, contentHash: $0.hash,
          format: $0.lastFormat.flatMap(FormatCatalog.format(named:)))
      }
    var result = others
    for (plan, digest) in byLength {
      if try isOlderCopy(plan, digest, of: known) {
        summary.alreadyKnown += 1
        summary.remarks.append("\(plan.name) is the beginning of a log that is in the case")
        continue
      }
      var placed = Placed(plan: plan, bytes: digest.count, hash: digest.contentHash)
      placed.plan.firstEvent = first
      placed.plan.resume = try longestPrefix(of: plan, digest.count, among: shorter)
      try goOnWithZone(&placed.plan, known)
      // What was continued once is no longer there to be continued.
      shorter.removeAll { $0.contentHash == placed.plan.resume?.contentHash }
      shorter.append(ResumePoint(bytes: digest.count, contentHash: digest.contentHash))
      result.append(placed)
    }
    return result
  }

  /// Reads the rest of a content in the zone that its beginning was read in.
  private func goOnWithZone(
    _ plan: inout InputPlan, _ known: [KnownContent]
  ) throws(RecountError) {
    guard let hash = plan.resume?.contentHash,
      let zone = known.first(where: { $0.hash == hash })?.zone
    else { return }
    plan.resume?.zone = try ZoneCatalog.rules(named: zone, at: plan.name)
  }

  /// Whether a content that the case does not have is the beginning of one that it has.
  ///
  /// Told by its requests, all of which must be those of the longer one.
  private func isOlderCopy(
    _ plan: InputPlan, _ digest: ContentDigest, of known: [KnownContent]
  ) throws(RecountError) -> Bool {
    guard let format = plan.detected, format.family == .access,
      !known.contains(where: { $0.hash == digest.contentHash })
    else { return false }
    for longer in known where longer.isCurrent && longer.bytes > digest.count {
      if try begins(longer, with: plan, format) { return true }
    }
    return false
  }

  private func stamps(of plan: InputPlan) -> StampRules {
    options.stampRules(of: plan.name).or(plan.stampRules)
  }

  private func begins(
    _ longer: KnownContent, with plan: InputPlan, _ format: LogFormat
  ) throws(RecountError) -> Bool {
    let stored = try stage { () throws(StoreError) in
      try StoredRequests(writer, contentHash: longer.hash)
    }
    let reader = try stage { () throws(InputError) in
      try InputReader(
        path: plan.path, limits: options.limits, buffers: InputBuffers(engine: options.inflate))
    }
    guard let content = try stage({ () throws(InputError) in try reader.next() }) else {
      return false
    }
    var parser = ContentParser(
      LineFeed(content.lines, of: reader.file), opening: [], format: format,
      isGiven: plan.format != nil, name: plan.name, rules: options.failureRules,
      stamps: stamps(of: plan), written: content.written)
    var requests = 0
    while let events = try stage({ () throws(InputError) in try parser.next() }) {
      requests += events.requests.count
      let goesOn = try stage { () throws(StoreError) in try stored.goOn(with: events.requests) }
      guard goesOn else { return false }
    }
    return requests > 0
  }

  private func longestPrefix(
    of plan: InputPlan, _ bytes: Int64, among shorter: [ResumePoint]
  ) throws(RecountError) -> ResumePoint? {
    let candidates = shorter.filter { $0.bytes < bytes && $0.bytes > 0 }
    guard !candidates.isEmpty else { return nil }
    let digest = try IngestPlanner.digest(
      plan, options.limits, InputBuffers(engine: options.inflate), prefixes: candidates.map(\.bytes)
    )
    return candidates.filter { digest.prefixes[$0.bytes] == $0.contentHash }
      .max { $0.bytes < $1.bytes }
  }

  /// Reads a whole content for its digest.
  private static func digest(
    _ plan: InputPlan, _ limits: InputLimits, _ buffers: InputBuffers, prefixes: [Int64] = []
  ) throws(RecountError) -> ContentDigest {
    try stage { () throws(InputError) in
      let reader = try InputReader(
        path: plan.path, limits: limits, buffers: buffers, prefixes: prefixes)
      guard let content = try reader.next() else { return ContentDigest() }
      var batch = LineBatch()
      while let next = try content.lines.next(recycling: batch) { batch = next }
      return content.lines.digest
    }
  }
}
