// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A build log of TeamCity, or the output of tools that report to it by service messages.
///
/// In a log of the server each `Step 1/3: …` is a step. In the output of tools there are none, and
/// each outermost block of a flow is one. What stands outside is a step only where it failed, or
/// where there is no other.
///
/// Source: https://www.jetbrains.com/help/teamcity/build-log.html
final class TeamCityLogParser: VisibleLineParser {
  var terminal = TerminalLine()
  private var steps: TeamCitySteps
  private var head = TeamCityHead()
  private var clock = DayClock()
  private var time = TimeScan()
  /// Whether lines have the prefix of the server, which then also tells when a build is over.
  private var isServerLog = false
  private var isOver = false
  private var line: Int64 = 0
  private var offset: Int64 = 0
  private var firstLine: Int64 = 0
  private var start: Timestamp?
  private var last: Timestamp?

  init(_ context: ParserContext) {
    steps = TeamCitySteps(ServerLogIdentity(path: context.path), context.failureRules)
  }

  /// Whether a line has the server's prefix, is of the head, or is a service message.
  static func matches(_ line: [UInt8]) -> Bool {
    let bytes = line.span
    var head = TeamCityHead()
    if TeamCityMessage(bytes, 0..<line.count) != nil { return true }
    if bytes.hasPrefix("TeamCity URL http", at: 0) { return true }
    // Other systems begin lines with these words, too, but not with what follows.
    if bytes.hasPrefix("Started '", at: 0), head.read(bytes, 0..<line.count) {
      return head.started != nil
    }
    guard let read = TeamCityLine(bytes, 0..<line.count) else { return false }
    return read.second >= 0 && [0x20, 0x57, 0x45, 0x69, 0x46].contains(bytes[10])
  }

  func read(_ bytes: Span<UInt8>, _ range: Range<Int>, line: Int64, offset: Int64) -> Bool {
    self.line = line
    self.offset = offset
    if let read = TeamCityLine(bytes, range) {
      begin()
      isServerLog = true
      let stamp = clock.time(second: read.second)
      touch(stamp)
      readServerLine(bytes, read, stamp, severity: bytes[range.lowerBound + 10])
      return true
    }
    if let message = TeamCityMessage(bytes, range) {
      begin()
      readMessage(bytes, message, range, block: nil)
      return true
    }
    if !isServerLog, head.read(bytes, range) {
      begin()
      if let started = head.started, start == nil {
        start = started
        clock.anchor(started)
      }
      return true
    }
    guard firstLine > 0 else { return false }
    steps.read(steps.current, bytes, range, line: line, time: nil)
    return false
  }

  private func begin() {
    guard firstLine == 0 else { return }
    firstLine = line
    steps.outer.open.step.line = line
    steps.outer.open.step.byteOffset = offset
  }

  private func touch(_ stamp: Timestamp?) {
    guard let stamp else { return }
    if start == nil { start = stamp }
    last = stamp
  }

  // MARK: - Lines of the server

  private func readServerLine(
    _ bytes: Span<UInt8>, _ read: TeamCityLine, _ stamp: Timestamp?, severity: UInt8
  ) {
    if read.depth == 0 {
      if let named = TeamCityLine.stepNumber(bytes, read.text), named.next < Int(read.text.end),
        bytes[named.next] == 0x3A
      {
        let end = min(Int(read.text.end), named.next + 258)
        let name = bytes.string(ByteRange(min(named.next + 2, end), end))
        steps.begin(
          number: named.number, name: TeamCityLine.withoutLength(name), line: line, offset: offset,
          time: stamp)
        return
      }
      steps.leave()
      if bytes.equals(read.text, "Build finished") { isOver = true }
    }
    let step = steps.step(ofBlock: TeamCityLine.stepNumber(bytes, read.block)?.number)
    if let message = TeamCityMessage(bytes, read.text.range) {
      return readMessage(bytes, message, read.text.range, block: step)
    }
    steps.read(step, bytes, read.text.range, line: line, time: stamp)
    steps.decide(step, bytes, read.text, line: line)
    if step == TeamCitySteps.outside, severity == 0x45 {
      steps.outer.open.note(bytes, read.text.range, line: line)
    }
  }

  // MARK: - Service messages

  private func readMessage(
    _ bytes: Span<UInt8>, _ message: TeamCityMessage, _ text: Range<Int>, block: Int?
  ) {
    var stamp: Timestamp?
    if let range = message.value(bytes, "timestamp"),
      let read = time.iso(bytes, at: Int(range.start), end: Int(range.end))
    {
      stamp = Timestamp(microseconds: read.micros)
    }
    touch(stamp)
    let flow = message.text(bytes, "flowId", limit: 64)
    switch message.kind {
    case .blockOpened:
      if block == nil {
        steps.beginBlock(message, bytes, flow, line: line, offset: offset, time: stamp)
      }
    case .blockClosed:
      if block == nil { steps.endBlock(flow, line: line, time: stamp) }
    case .buildProblem:
      steps.fail(block ?? steps.step(ofFlow: flow), message, bytes, text, line: line)
    case .buildStatus:
      if let status = message.value(bytes, "status"), bytes.equals(status, "FAILURE") {
        steps.fail(block ?? steps.step(ofFlow: flow), message, bytes, text, line: line)
      }
    case .testStarted, .testFinished, .testFailed, .testIgnored:
      let index = block ?? steps.step(ofFlow: flow)
      steps[index].open.touch(stamp)
      steps[index].tests.read(message, bytes)
      if message.kind == .testFailed { steps[index].open.note(bytes, text, line: line) }
    case .other: break
    }
  }

  // MARK: - End

  func finish(into events: inout EventBatch) {
    guard firstLine > 0 else { return }
    let isEnded = isOver || !head.status.isEmpty
    steps.finish(
      isServerLog: isServerLog, isEnded: isEnded, status: head.status, line: line)
    let end = head.finished ?? last
    let made = steps.close(end: end, line: line, isServerLog: isServerLog)
    var worst = Outcome.success
    for step in made {
      var step = step
      step.runner = head.agent
      if step.outcome.isFailed || step.outcome == .cancelled, !worst.isFailed {
        worst = step.outcome
      }
      events.append(step)
    }
    guard made.allSatisfy(\.isOutcomeKnown) else { return }
    var job = BuildJob(
      provider: TeamCitySteps.provider, run: steps.identity.run, job: steps.identity.job,
      outcome: worst)
    job.name = head.name.isEmpty ? steps.identity.job : head.name
    job.runner = head.agent
    job.start = start
    job.end = end
    job.line = firstLine
    job.endLine = line
    events.append(job)
  }
}
