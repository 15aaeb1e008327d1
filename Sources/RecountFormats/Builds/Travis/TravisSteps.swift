// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The steps of a Travis job in the order of its log.
struct TravisSteps {
  static let provider = "travis"
  private static let maxSteps = 500

  /// How the job ended, by the last words of its log.
  enum End {
    case done(Int), stopped
  }

  var run: String
  var job: String
  var runner = ""
  var repository = ""
  /// Whether the command has ended and its exit code is to be told.
  var awaitsExit = false

  private(set) var phase = TravisPhase.setUp
  var open: OpenStep?
  /// Whether the open step has come to its own end.
  private(set) var isComplete = false
  private var isNamed = false
  var end: Timestamp?
  private var hasScript = false
  var closed: [BuildStep] = []
  var firstLine: Int64 = 0
  var first: Timestamp?
  var last: Timestamp?
  var ended: End?

  private let rules: FailureRules

  init(_ identity: ServerLogIdentity, _ rules: FailureRules) {
    self.rules = rules
    run = identity.run
    job = identity.job
  }

  var isSettingUp: Bool { phase == .setUp }

  // MARK: - Beginnings

  /// Begins the job, unless it has begun.
  @inline(__always)
  mutating func begin(line: Int64, offset: Int64) {
    guard open == nil else { return }
    firstLine = line
    begin(.setUp, "Set up job", line: line, offset: offset)
  }

  mutating func begin(_ phase: TravisPhase, _ name: String, line: Int64, offset: Int64) {
    guard closed.count < TravisSteps.maxSteps || phase == .after else { return }
    close()
    var step = BuildStep(
      key: StepKey(provider: TravisSteps.provider, run: "", job: "", number: closed.count + 1),
      origin: .log, outcome: .success)
    step.name = name
    step.line = line
    step.endLine = line
    step.byteOffset = offset
    open = OpenStep(step, rules)
    self.phase = phase
    isComplete = false
    isNamed = false
    awaitsExit = false
    end = last
  }

  mutating func beginFold(
    _ name: ByteRange, _ bytes: Span<UInt8>, line: Int64, offset: Int64
  ) {
    let phase = TravisPhase(fold: name, bytes, hasScript: hasScript)
    switch phase {
    case .setUp, .command: return
    case .after:
      if self.phase != .after { begin(phase, "Complete job", line: line, offset: offset) }
    case .install, .beforeScript, .script, .deploy:
      begin(phase, bytes.string(name), line: line, offset: offset)
    }
  }

  /// Names the step of a fold after its first command.
  mutating func name(_ name: String) {
    guard !isNamed, phase != .after else { return }
    isNamed = true
    open?.step.name = name
  }

  /// A command of the script is over only with its exit code, any other with its fold.
  mutating func endFold() {
    if phase == .install || phase == .beforeScript || phase == .deploy { isComplete = true }
  }

  // MARK: - Lines

  /// Notes that a mark of the open step stands in `line`.
  mutating func touch(line: Int64) { open?.step.endLine = line }

  @inline(__always)
  mutating func read(_ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64) {
    open?.read(bytes, text, line: line)
  }

  mutating func take(_ mark: TravisMark) {
    if let start = mark.start.map(Timestamp.init(microseconds:)) {
      // Of a set-up without times it is known at least when it was over.
      if first == nil, !closed.isEmpty { closed[closed.count - 1].end = start }
      first = first ?? start
      if !isComplete { open?.touch(start) }
    }
    guard let finish = mark.finish.map(Timestamp.init(microseconds:)) else { return }
    last = finish
    if !isComplete { end = finish }
  }

  /// Forgets an end that was followed by more output of a command, and so was part of it.
  @inline(__always)
  mutating func forgetEnd() {
    if ended != nil { ended = nil }
  }

  /// Takes a word of Travis; whether it is one here.
  mutating func take(
    _ phrase: TravisPhrase, _ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64, offset: Int64,
    isRunning: Bool
  ) -> Bool {
    switch phrase {
    case .exited(let command, let code, let isFatal):
      guard !isRunning, phase != .after, command != nil || awaitsExit else { return false }
      if !isFatal, isComplete || !(phase == .command || phase == .script) {
        // A command of the script that has no time.
        let name = command.map { bytes.string(ByteRange($0.range.prefix(256))) } ?? ""
        begin(.script, name, line: line, offset: offset)
      }
      exit(code, isFatal: isFatal)
      if code != 0 { open?.note(bytes, text, line: line) }
    case .done(let code): ended = .done(code)
    case .stopped: ended = .stopped
    case .timedOut:
      interrupt(.timeout, .timeout, "travis.timeout", bytes, text, line)
    case .logLimit:
      interrupt(.error, .unknown, "travis.log-limit", bytes, text, line)
    case .noScript:
      interrupt(.error, .infrastructure, "travis.no-build-script", bytes, text, line)
    case .cancelled:
      interrupt(.cancelled, .cancelled, "travis.cancelled", bytes, text, line)
    }
    return true
  }

  private mutating func exit(_ code: Int, isFatal: Bool) {
    open?.step.exitCode = code
    if code != 0 {
      // Travis calls a job errored, not failed, that did not come to its script.
      open?.step.outcome = isFatal ? .error : .failure
    }
    if !isFatal {
      phase = .script
      hasScript = true
    }
    isComplete = true
    awaitsExit = false
  }

  // MARK: - Interruptions

  struct Interruption {
    var outcome: Outcome
    var failureClass: FailureClass
    var rule: String
    var words: [UInt8]
    var line: Int64
    var step: Int
  }

  /// What may have ended the job from outside, if nothing follows that shows that it went on.
  var interruption: Interruption?

  private mutating func interrupt(
    _ outcome: Outcome, _ failureClass: FailureClass, _ rule: String, _ bytes: Span<UInt8>,
    _ text: Range<Int>, _ line: Int64
  ) {
    var words: [UInt8] = []
    copyBytes(bytes, text.lowerBound..<text.prefix(BuildStep.maxExcerptBytes).endIndex, to: &words)
    interruption = Interruption(
      outcome: outcome, failureClass: failureClass, rule: rule, words: words, line: line,
      step: closed.count)
  }
}
