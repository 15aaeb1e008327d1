// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The console of a Jenkins build, freestyle or Pipeline.
///
/// Only the last line says what a build came to, and errors are printed when all stages have ended:
/// steps are decided at the end. `UNSTABLE` is a failure whose conclusion is success: tests failed
/// and the build went on.
///
/// Source: https://www.jenkins.io/doc/book/pipeline/
final class JenkinsConsoleParser: VisibleLineParser {
  static let provider = "jenkins"

  private let identity: ServerLogIdentity
  var terminal = TerminalLine()
  private var stamps = JenkinsStamps()
  private var stages: JenkinsStages
  private var result: JenkinsLine.Result?
  private var job: BuildJob
  private var line: Int64 = 0
  private var offset: Int64 = 0
  private var last: Timestamp?
  /// The stage that what follows the Pipeline is about; nil while it runs.
  private var culprit: Int?
  /// Whether the line before was an error of Jenkins.
  private var isBehindError = false

  init(_ context: ParserContext) {
    identity = ServerLogIdentity(path: context.path)
    job = BuildJob(
      provider: JenkinsConsoleParser.provider, run: identity.run, job: identity.job,
      outcome: .success)
    job.name = identity.job
    var outer = BuildStep(
      key: StepKey(
        provider: JenkinsConsoleParser.provider, run: identity.run, job: identity.job),
      origin: .log, outcome: .success)
    outer.name = "Build"
    stages = JenkinsStages(outer: outer, context.failureRules)
  }

  func read(_ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64, offset: Int64) -> Bool {
    self.line = line
    self.offset = offset
    read(bytes, text)
    return true
  }

  private func read(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var (text, time) = stamps.take(bytes, range)
    if job.line == 0 {
      job.line = line
      stages.outer.open.step.line = line
      stages.outer.open.step.byteOffset = offset
    }
    if let time {
      if job.start == nil { job.start = time }
      last = time
    }
    if bytes.hasPrefix("[Pipeline] ", at: text.lowerBound), text.count >= 11 {
      result = nil
      return readPipeline(bytes, text.lowerBound + 11..<text.upperBound, time)
    }
    var stage = culprit ?? stages.current
    while let branch = stages.branch(bytes, text) {
      text = branch.start..<text.upperBound
      stage = stages.stage(ofBranch: branch.index)
    }
    if bytes.hasPrefix("Stage \"", at: text.lowerBound) { skip(bytes, text) }
    if bytes.hasPrefix("Finished: ", at: text.lowerBound) {
      var words: [UInt8] = []
      copyBytes(bytes, text, to: &words)
      if let read = JenkinsLine.result(words) {
        result = read
        stages[stage].open.note(bytes, text, line: line)
        return
      }
    }
    stages.read(stage, bytes, text, line: line, time: time)
    let phrase = JenkinsPhrase.read(bytes, text)
    if let phrase { take(phrase, stage, bytes, text) }
    if case .error? = phrase { isBehindError = true } else { isBehindError = false }
  }

  // MARK: - Pipeline

  private func readPipeline(_ bytes: Span<UInt8>, _ text: Range<Int>, _ time: Timestamp?) {
    var text = text
    var branch: Int?
    while let named = stages.branch(bytes, text) {
      text = named.start..<text.upperBound
      branch = named.index
    }
    let start = text.lowerBound
    guard start < text.upperBound else { return }
    if bytes.hasPrefix("{ (", at: start) {
      openBlock(bytes, text, time, branch)
    } else if bytes.hasPrefix("// ", at: start) {
      if bytes.hasPrefix("stage", at: start + 3) {
        stages.end(line: line, time: time, branch: branch)
      } else if bytes.hasPrefix("parallel", at: start + 3) {
        stages.endParallel()
      }
    } else if bytes.hasPrefix("End of Pipeline", at: start) {
      culprit = stages.culprit(isExitCode: false)
    } else if bytes[start] != 0x7B, bytes[start] != 0x7D {
      let word = ByteRange(text)
      if bytes.equals(word, "parallel") {
        stages.beginParallel()
      } else if !bytes.equals(word, "stage"), !bytes.equals(word, "Start of Pipeline") {
        stages.run(isShell: isShell(bytes, word))
        if bytes.equals(word, "unstable") { stages[stages.current].isUnstable = true }
      }
    }
  }

  private func isShell(_ bytes: Span<UInt8>, _ word: ByteRange) -> Bool {
    bytes.equals(word, "sh") || bytes.equals(word, "bat") || bytes.equals(word, "powershell")
      || bytes.equals(word, "pwsh")
  }

  private func openBlock(
    _ bytes: Span<UInt8>, _ text: Range<Int>, _ time: Timestamp?, _ branch: Int?
  ) {
    let start = text.lowerBound + 3
    var end = text.upperBound
    if end > start, bytes[end - 1] == 0x29 { end -= 1 }
    end = min(end, start + 256)
    var name: [UInt8] = []
    if bytes.hasPrefix("Branch: ", at: start), end >= start + 8 {
      copyBytes(bytes, start + 8..<end, to: &name)
      return stages.addBranch(name)
    }
    copyBytes(bytes, start..<end, to: &name)
    var step = BuildStep(
      key: StepKey(
        provider: JenkinsConsoleParser.provider, run: identity.run, job: identity.job),
      origin: .log, outcome: .success)
    step.name = String(decoding: name, as: UTF8.self)
    step.line = line
    step.endLine = line
    step.byteOffset = offset
    step.start = time
    stages.begin(step, name: name, branch: branch)
  }

  /// `Stage "Deploy" skipped due to earlier failure(s)`, `… when conditional`, `… unstable`.
  private func skip(_ bytes: Span<UInt8>, _ text: Range<Int>) {
    let words = bytes.string(ByteRange(text.prefix(512)))
    guard let reason = words.firstRange(of: "\" skipped due to "),
      let index = stages.openStage(named: String(words[..<reason.lowerBound].dropFirst(7)))
    else { return }
    stages.skip(index)
    let why = words[reason.upperBound...]
    if why.hasPrefix("earlier failure") {
      stages.blame(stages[index].runBefore, isUnstable: false)
    } else if why.contains("unstable") {
      stages.blame(stages[index].runBefore, isUnstable: true)
    }
  }

  // MARK: - Phrases

  private func take(
    _ phrase: JenkinsPhrase, _ stage: Int, _ bytes: Span<UInt8>, _ text: Range<Int>
  ) {
    switch phrase {
    case .agentLost, .channelClosed:
      if case .channelClosed = phrase, !isBehindError { return }
      stages[stage].hasLostAgent = true
      stages[stage].open.note(bytes, text, line: line, isFinal: true)
    case .timedOut:
      stages[stage].hasTimedOut = true
      stages[stage].open.note(bytes, text, line: line, isFinal: true)
    case .aborted:
      stages[stage].isAborted = true
      stages[stage].open.note(bytes, text, line: line)
    case .exitCode(let code): takeExitCode(code, stage, bytes, text)
    case .error:
      if culprit != nil { stages[stage].open.note(bytes, text, line: line) }
    case .buildStepFailed:
      stages[stage].open.note(bytes, text, line: line)
    case .branchFailed(let name):
      var words: [UInt8] = []
      copyBytes(bytes, name.range, to: &words)
      let failed = stages.stage(ofBranchNamed: words)
      stages[failed].isFailed = true
      stages[failed].open.note(bytes, text, line: line)
    case .recordsTests: stages[stage].hasTestResults = true
    case .unstable:
      stages[stage].isUnstable = true
      stages[stage].open.note(bytes, text, line: line)
    case .runsOn(let name):
      if job.runner.isEmpty { job.runner = bytes.string(name) }
    case .clones(let url):
      if job.repository.isEmpty { job.repository = repository(bytes.string(url)) }
    }
  }

  /// An exit code in a stage was caught there; behind the stages it is that of the last script.
  private func takeExitCode(
    _ code: Int?, _ stage: Int, _ bytes: Span<UInt8>, _ text: Range<Int>
  ) {
    let isInside = culprit == nil && stages.current != JenkinsStages.outside
    let index = isInside ? stage : stages.culprit(isExitCode: true)
    if stages[index].open.step.exitCode == nil { stages[index].open.step.exitCode = code }
    // Jenkins makes up a negative code for a script that it lost sight of.
    if let code, code >= 0 { stages[index].hasLostAgent = false }
    stages[index].isFailed = true
    stages[index].open.note(bytes, text, line: line)
  }

  /// The `owner/name` of `https://github.com/owner/name.git` or `git@github.com:owner/name.git`.
  private func repository(_ url: String) -> String {
    var parts = url.split(whereSeparator: { $0 == "/" || $0 == ":" })
    guard parts.count >= 3, let name = parts.popLast(), let owner = parts.popLast() else {
      return ""
    }
    return owner + "/" + (name.hasSuffix(".git") ? name.dropLast(4) : name)
  }

  // MARK: - End

  func finish(into events: inout EventBatch) {
    guard job.line > 0 else { return }
    stages.decide(result, line: line)
    var worst = Outcome.success
    for step in stages.close(end: last, line: line) {
      var step = step
      step.runner = job.runner
      step.repository = job.repository
      let counts = step.outcome.isFailed || step.outcome == .cancelled
      if counts, !worst.isFailed { worst = step.outcome }
      events.append(step)
    }
    switch result {
    case .success: job.outcome = .success
    case .unstable: job.outcome = .failure
    case .failure: job.outcome = worst.isFailed ? worst : .failure
    case .aborted: job.outcome = worst == .success ? .cancelled : worst
    case .notBuilt: job.outcome = .skipped
    case nil: job.outcome = .error
    }
    job.end = last
    job.endLine = line
    events.append(job)
  }
}
