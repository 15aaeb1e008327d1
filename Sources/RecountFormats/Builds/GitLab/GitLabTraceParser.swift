// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Traces of GitLab CI: the log of one job with its sections, stamped or not.
///
/// Each section is a step, told by its marks; `GitLabSections` says which of them failed. The runner's
/// last words decide how: a command, the system or a time-out. They count between sections, and inside
/// of one only as the last text of the trace, since a script may print the same words. A trace that
/// stops without them lost its runner.
///
/// Each line is read as a person saw it, without the marks. A mark that the runner's own buffer cut in
/// two is not recognised.
///
/// Source: https://gitlab.com/gitlab-org/gitlab-runner
final class GitLabTraceParser: EventParser {
  static let provider = "gitlab"

  private let identity: BuildLogIdentity
  private var time = TimeScan()
  private var terminal = TerminalLine()
  private var sections: GitLabSections
  private var verdict: GitLabVerdict?
  /// Whether only the end of the trace can tell that the verdict was the runner's.
  private var isVerdictOpen = false
  private var runner = ""
  /// Lines in which the name of the runner may stand, behind the line with its version.
  private var runnerLines = 0
  private var first: (line: Int64, offset: Int64)?
  private var lastLine: Int64 = 0
  private var stamps: (first: Timestamp, last: Timestamp)?

  init(_ context: ParserContext) {
    identity = BuildLogIdentity(path: context.path)
    sections = GitLabSections(
      key: StepKey(
        provider: GitLabTraceParser.provider, run: identity.run, job: identity.job),
      context.failureRules)
  }

  /// Whether `line` has a mark, a stamp, the colours of the runner or its first words.
  static func matches(_ line: [UInt8]) -> Bool {
    let bytes = line.span
    let range = 0..<line.count
    var time = TimeScan()
    if GitLabStamp(bytes, range, &time) != nil || bytes.hasPrefix("\u{1B}[0K", at: 0)
      || bytes.hasPrefix("Running with gitlab-runner ", at: 0)
      || bytes.hasPrefix("Running on runner-", at: 0)
      || GitLabMark.first(in: bytes, range) != nil
    {
      return true
    }
    var start = 0
    while let escape = firstIndex(of: 0x1B, in: bytes, start..<line.count) {
      // The runner resets colours with an empty parameter; hardly anything else does.
      if bytes.hasPrefix("[0;m", at: escape + 1) { return true }
      start = escape + 1
    }
    return false
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    if lines.isOversized { return rejectOversized(lines, into: &events) }
    let bytes = lines.bytes.span
    for index in 0..<lines.count {
      var text = Int(lines.starts[index])..<Int(lines.ends[index])
      if text.isEmpty {
        events.countIgnoredLine()
        continue
      }
      lastLine = lines.number(index)
      if first == nil { first = (lastLine, lines.offset(index)) }
      var continues = false
      if let stamp = GitLabStamp(bytes, text, &time) {
        let moment = Timestamp(microseconds: stamp.micros)
        stamps = (stamps?.first ?? moment, moment)
        continues = stamp.continues
        text = text.lowerBound + GitLabStamp.length..<text.upperBound
      }
      read(bytes, text, offset: lines.offset(index))
      if continues { events.countContinuationLine() } else { events.countEventLine(events: 0) }
    }
  }

  func finish(into events: inout EventBatch) {
    guard let first else { return }
    let verdict = verdict ?? GitLabVerdict(cause: .logStops, line: lastLine)
    let times = stamps ?? sections.times
    var steps = sections.finish(
      verdict, whole: (first.line, first.offset, lastLine), lineTimes: stamps)
    var job = BuildJob(
      provider: GitLabTraceParser.provider, run: identity.run, job: identity.job, outcome: .success)
    job.name = identity.job
    job.runner = runner
    job.start = times?.first
    job.end = times?.last
    job.line = first.line
    job.endLine = lastLine
    for index in steps.indices {
      steps[index].runner = runner
      if steps[index].outcome != .success { job.outcome = steps[index].outcome }
    }
    events.steps += steps
    events.jobs.append(job)
    events.tally.events += Int64(steps.count) + 1
  }

  // MARK: - Lines

  /// Reads a line between and behind the marks that it holds.
  private func read(_ bytes: Span<UInt8>, _ range: Range<Int>, offset: Int64) {
    var start = range.lowerBound
    while let mark = GitLabMark.first(in: bytes, start..<range.upperBound) {
      show(bytes, start..<mark.range.lowerBound)
      if isVerdictOpen { verdict = nil }
      isVerdictOpen = false
      sections.take(mark, name: bytes.string(mark.name), line: lastLine, offset: offset)
      start = mark.range.upperBound
    }
    show(bytes, start..<range.upperBound)
  }

  /// Reads what a person sees of `range`.
  @inline(__always)
  private func show(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    if range.isEmpty { return }
    if TerminalLine.isPlain(bytes, range) { return take(bytes, range) }
    terminal.interpret(bytes, range)
    let visible = terminal.visible
    if !visible.isEmpty { take(visible.span, 0..<visible.count) }
  }

  private func take(_ bytes: Span<UInt8>, _ text: Range<Int>) {
    if let words = GitLabVerdict(bytes, text, line: lastLine) {
      verdict = words
      isVerdictOpen = !sections.isBetweenPhases
    } else if isVerdictOpen, !isBlank(bytes, text) {
      verdict = nil
      isVerdictOpen = false
    }
    sections.read(bytes, text, line: lastLine)
    if runnerLines > 0 { readRunner(bytes, ByteRange(text)) }
    switch bytes[text.lowerBound] {
    case 0x52:
      if sections.isEmpty, bytes.hasPrefix("Running with gitlab-runner ", at: text.lowerBound) {
        runnerLines = 2
      }
    case 0x55:
      if bytes.hasPrefix("Using ", at: text.lowerBound) {
        readImage(
          bytes.string(ByteRange(text.lowerBound, min(text.upperBound, text.lowerBound + 1024))))
      }
    default: break
    }
  }

  /// Reads `  on NAME TOKEN, system ID: …`, of which the token says nothing to a person.
  private func readRunner(_ bytes: Span<UInt8>, _ text: ByteRange) {
    runnerLines -= 1
    let line = bytes.trimmed(text)
    guard runner.isEmpty, line.count < 512, bytes.hasPrefix("on ", at: Int(line.start)) else {
      return
    }
    let words = bytes.string(ByteRange(Int(line.start) + 3, Int(line.end)))
    let name = words.firstRange(of: ", system ID: ").map { words[..<$0.lowerBound] } ?? words[...]
    runner = String(name.lastIndex(of: " ").map { name[..<$0] } ?? name)
  }

  /// Reads `Using Docker executor with image IMAGE ...`, which names the image of the commands, and
  /// `Using docker image sha256:… for IMAGE with digest …`, which a phase says of the one it runs in.
  private func readImage(_ line: String) {
    if let place = line.firstRange(of: " executor with image ") {
      sections.image = word(line[place.upperBound...])
      sections.take(image: sections.image)
    } else if line.lowercased().hasPrefix("using docker image "),
      let place = line.firstRange(of: " for ")
    {
      sections.take(image: word(line[place.upperBound...]))
    }
  }

  private func word(_ text: Substring) -> String {
    String(text.prefix { $0 != " " })
  }
}
