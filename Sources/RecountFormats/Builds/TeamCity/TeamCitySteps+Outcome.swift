// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension TeamCitySteps {
  /// Takes what the server or its agent says in a line about how a step, or the build, ended.
  mutating func decide(_ index: Int, _ bytes: Span<UInt8>, _ text: ByteRange, line: Int64) {
    let start = Int(text.start)
    guard start < Int(text.end) else { return }
    switch bytes[start] {
    case 0x50:
      if bytes.hasPrefix("Process exited with code ", at: start) {
        exit(index, bytes, text, line: line)
      }
    case 0x53:
      guard index != TeamCitySteps.outside, bytes.hasPrefix("Step ", at: start) else { return }
      let words = bytes.string(ByteRange(text.range.prefix(256)))
      if words.hasSuffix(" failed") {
        self[index].open.note(bytes, text.range, line: line)
        if self[index].open.step.outcome == .success { self[index].open.step.outcome = .failure }
      } else if words.contains(" skipped") {
        self[index].open.step.outcome = .skipped
      }
    case 0x41, 0x42, 0x43, 0x45, 0x46, 0x4C, 0x54, 0x55:
      end(bytes, text, line: line)
    default: return
    }
  }

  private mutating func exit(
    _ index: Int, _ bytes: Span<UInt8>, _ text: ByteRange, line: Int64
  ) {
    let start = Int(text.start) + 25
    let words = bytes.string(ByteRange(start, min(Int(text.end), start + 12)))
    guard let code = Int(words.prefix { $0.isNumber || $0 == "-" }) else { return }
    self[index].open.step.exitCode = code
    guard code != 0 else { return }
    self[index].open.note(bytes, text.range, line: line)
    if self[index].open.step.outcome == .success { self[index].open.step.outcome = .failure }
  }

  private struct End {
    var words: [String]
    var outcome: Outcome
    var failureClass: FailureClass?
    var rule = ""
  }

  private static let ends = [
    End(
      words: ["Execution timeout", "The build has been running for more than "], outcome: .timeout,
      failureClass: .timeout, rule: "teamcity.timeout"),
    End(
      words: [
        "Agent has unexpectedly disconnected", "Lost connection to the agent",
        "Connection to the agent was lost",
      ],
      outcome: .error, failureClass: .infrastructure, rule: "teamcity.agent-lost"),
    End(
      words: ["Failed to collect changes", "Unable to collect changes"], outcome: .error,
      failureClass: .infrastructure, rule: "teamcity.vcs-failed"),
    End(
      words: ["Failed to resolve artifact dependenc", "Unable to resolve artifact dependenc"],
      outcome: .error, failureClass: .infrastructure, rule: "teamcity.artifacts-failed"),
    End(
      words: [
        "Build canceled", "Build was canceled", "The build was canceled", "Canceled by ",
        "Build was interrupted",
      ],
      outcome: .cancelled, failureClass: nil),
  ]

  /// What ends the build, and with it the step that was going on.
  private mutating func end(_ bytes: Span<UInt8>, _ text: ByteRange, line: Int64) {
    let words = bytes.string(ByteRange(text.range.prefix(128)))
    guard let end = Self.ends.first(where: { $0.words.contains(where: words.hasPrefix) }) else {
      return
    }
    let index = interrupted
    self[index].open.note(bytes, text.range, line: line, isFinal: true)
    if let failureClass = end.failureClass {
      self[index].open.decide(end.outcome, failureClass, rule: end.rule)
    } else if self[index].open.step.outcome == .success {
      self[index].open.step.outcome = end.outcome
    }
  }

  /// The last step, unless it had come to its end by itself.
  private var interrupted: Int {
    guard let last = steps.indices.last, steps[last].open.step.outcome == .success,
      steps[last].open.step.exitCode == nil
    else { return TeamCitySteps.outside }
    return last
  }

  /// Takes a problem of the build that a tool reports.
  mutating func fail(
    _ index: Int, _ message: TeamCityMessage, _ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64
  ) {
    let description = message.text(bytes, message.kind == .buildProblem ? "description" : "text")
    let identity = String(decoding: message.text(bytes, "identity"), as: UTF8.self)
    let words = description.isEmpty ? Array("build status FAILURE".utf8) : description
    self[index].open.read(words.span, 0..<words.count, line: line)
    self[index].open.note(words.span, 0..<words.count, line: line)
    if identity.contains("TC_EXECUTION_TIMEOUT") {
      self[index].open.decide(.timeout, .timeout, rule: "teamcity.timeout")
    } else {
      decide(index, words.span, ByteRange(0, words.count), line: line)
      if self[index].open.step.outcome == .success { self[index].open.step.outcome = .failure }
    }
  }

  // MARK: - The end of the log

  /// Decides what the log leaves open; `status` is that of its head.
  mutating func finish(isServerLog: Bool, isEnded: Bool, status: String, line: Int64) {
    for index in [TeamCitySteps.outside] + Array(steps.indices) {
      let failed = self[index].tests.totals.failed
      if failed > 0, self[index].open.step.outcome == .success {
        self[index].open.decide(.failure, .test, rule: "teamcity.test-failed")
      }
    }
    let hasFailed =
      outer.open.step.outcome != .success
      || steps.contains { $0.open.step.outcome.isFailed || $0.open.step.outcome == .cancelled }
    if isServerLog {
      if !isEnded, !hasFailed {
        self[current == TeamCitySteps.outside ? interrupted : current].open.stop(line: line)
      } else if !hasFailed, !["", "SUCCESS", "NORMAL", "WARNING"].contains(status) {
        let isCancelled = status.hasPrefix("CANCEL") || status == "UNKNOWN"
        outer.open.step.outcome = isCancelled ? .cancelled : .failure
      }
      return
    }
    for index in steps.indices where steps[index].isOpen && !hasFailed {
      steps[index].open.stop(line: line)
    }
  }

  /// The steps in their order, each ended.
  mutating func close(end: Timestamp?, line: Int64, isServerLog: Bool) -> [BuildStep] {
    var made: [BuildStep] = []
    for index in steps.indices {
      let next = index + 1 < steps.count ? steps[index + 1].open.step.start : nil
      let last = steps[index].open.last
      var step = steps[index].open.close(end: isServerLog ? next ?? last : last)
      if !steps[index].tests.isEmpty { step.tests = steps[index].tests.totals }
      made.append(step)
    }
    guard steps.isEmpty || outer.open.step.outcome != .success else { return made }
    // The server repeats the problem of a step outside of it.
    if outer.open.step.outcome == .failure, made.contains(where: \.outcome.isFailed) { return made }
    outer.open.step.key.number = steps.count + 1
    // The output of a tool does not say how the tool ended.
    if !isServerLog, outer.open.step.outcome == .success { outer.open.step.isOutcomeKnown = false }
    var step = outer.open.close(end: end, line: line)
    if !outer.tests.isEmpty { step.tests = outer.tests.totals }
    made.append(step)
    return made
  }
}
