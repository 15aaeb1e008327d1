// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What the runner says at the end of a trace.
struct GitLabVerdict {
  enum Cause: Equatable {
    case succeeded
    /// A command failed, whoever's it was.
    case failed(exitCode: Int?)
    case systemFailure, timeout, cancelled
    /// The trace has no last words: the runner was lost.
    case logStops
  }

  var cause: Cause
  var line: Int64
  /// The line as a person saw it, bounded; empty when there is none.
  var text: [UInt8] = []

  init(cause: Cause, line: Int64) {
    self.cause = cause
    self.line = line
  }

  /// Reads a visible line; nil when it is none of the runner's last words.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>, line: Int64) {
    guard range.count >= 13 else { return nil }
    switch bytes[range.lowerBound] {
    case 0x4A: self.init(success: bytes, range, line: line)
    case 0x45: self.init(failure: bytes, range, line: line)
    default: return nil
    }
  }

  private init?(success bytes: Span<UInt8>, _ range: Range<Int>, line: Int64) {
    guard bytes.equals(bytes.trimmed(ByteRange(range)), "Job succeeded") else { return nil }
    self.init(cause: .succeeded, line: line)
  }

  private init?(failure bytes: Span<UInt8>, _ range: Range<Int>, line: Int64) {
    guard bytes.hasPrefix("ERROR: Job failed", at: range.lowerBound), range.count > 17 else {
      return nil
    }
    let rest = ByteRange(range.lowerBound + 17, range.upperBound)
    if bytes.hasPrefix(" (system failure)", at: Int(rest.start)) {
      self.init(cause: .systemFailure, line: line)
    } else if rest.count > 2, bytes.hasPrefix(": ", at: Int(rest.start)) {
      let message = bytes.string(
        ByteRange(Int(rest.start) + 2, min(Int(rest.end), Int(rest.start) + 1024)))
      self.init(cause: GitLabVerdict.cause(message), line: line)
    } else {
      return nil
    }
    for index in range.prefix(BuildStep.maxExcerptBytes) { text.append(bytes[index]) }
  }

  private static func cause(_ message: String) -> Cause {
    if message.hasPrefix("execution took longer than ")
      || message.contains("because the timeout was exceeded")
    {
      return .timeout
    }
    if message.hasPrefix("canceled") { return .cancelled }
    // The runner itself was told to stop.
    if message.hasPrefix("aborted: ") { return .systemFailure }
    for words in ["exit code ", "exit status ", "command terminated with exit code "]
    where message.hasPrefix(words) {
      return .failed(
        exitCode: Int(message.dropFirst(words.count).prefix { $0.isNumber || $0 == "-" }))
    }
    return .failed(exitCode: nil)
  }

  /// Puts the outcome into the step that failed; `isScript` tells that it ran the user's commands.
  func blame(_ step: inout BuildStep, isScript: Bool) {
    switch cause {
    case .succeeded: return
    case .failed(let exitCode):
      step.exitCode = exitCode
      step.outcome = isScript ? .failure : .error
    case .systemFailure:
      step.outcome = .error
      classify(&step, .infrastructure, "gitlab.system-failure")
    case .timeout:
      step.outcome = .timeout
      classify(&step, .timeout, "gitlab.timeout")
    case .cancelled: step.outcome = .cancelled
    case .logStops:
      step.outcome = .error
      classify(&step, .infrastructure, "gitlab.log-stops")
    }
  }

  private func classify(_ step: inout BuildStep, _ failureClass: FailureClass, _ rule: String) {
    step.failureClass = failureClass
    step.decidingRule = rule
  }

  /// Completes a blamed step with the runner's words where the step's own lines said nothing.
  func explain(_ step: inout BuildStep) {
    if step.failureLine == 0 {
      step.failureLine = line
      step.failureEndLine = line
    }
    if step.excerpt.isEmpty { step.excerpt = text }
    if step.outcome.isFailed, step.failureClass == nil {
      step.failureClass = .unknown
      step.decidingRule = "none"
    }
  }
}
