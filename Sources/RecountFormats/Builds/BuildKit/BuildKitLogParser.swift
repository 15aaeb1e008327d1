// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The plain output of a Docker build: each vertex is a step, numbered in the order of the log.
///
/// There are no times of the day, so steps have no start and end. A vertex that was cancelled did
/// not fail; one that never ended was given up with a build that failed, and lost with one that
/// just stops.
///
/// Source: https://docs.docker.com/reference/cli/docker/buildx/build/#progress
final class BuildKitLogParser: VisibleLineParser {
  static let provider = "buildkit"

  private let identity: ServerLogIdentity
  var terminal = TerminalLine()
  private var vertices = BuildKitVertices()
  private var open: [OpenStep] = []
  private var firstLine: Int64 = 0
  private var lastLine: Int64 = 0
  private var hasLostDaemon = false

  private let rules: FailureRules

  init(_ context: ParserContext) {
    identity = ServerLogIdentity(path: context.path)
    rules = context.failureRules
  }

  /// Whether a line is one of BuildKit's, or of the summary that follows a failure.
  static func matches(_ line: [UInt8]) -> Bool {
    let bytes = line.span
    let all = ByteRange(0, line.count)
    return BuildKitVertices.matches(bytes, 0..<line.count)
      || bytes.hasPrefix("ERROR: failed to solve: ", at: 0)
      || bytes.hasPrefix("ERROR: failed to build: failed to solve: ", at: 0)
      || bytes.equals(all, "------") || bytes.hasPrefix(" > [", at: 0)
      || bytes.hasPrefix("View build details: ", at: 0)
  }

  func read(_ bytes: Span<UInt8>, _ range: Range<Int>, line: Int64, offset: Int64) -> Bool {
    guard let read = vertices.read(bytes, range, line: line) else {
      return readOther(bytes, range, line)
    }
    begin(line)
    if read.vertex == open.count {
      var step = BuildStep(
        key: StepKey(
          provider: BuildKitLogParser.provider, run: identity.run, job: identity.job,
          number: open.count + 1),
        origin: .log, outcome: .success)
      step.line = line
      step.byteOffset = offset
      open.append(OpenStep(step, rules))
    }
    switch read.kind {
    case .output: open[read.vertex].read(bytes, read.text.range, line: line)
    case .end:
      if vertices.vertices[read.vertex].failureLine == line {
        open[read.vertex].read(bytes, read.text.range, line: line)
        open[read.vertex].note(bytes, read.text.range, line: line)
      }
    case .name, .pause: break
    }
    return true
  }

  private func readOther(_ bytes: Span<UInt8>, _ range: Range<Int>, _ line: Int64) -> Bool {
    if vertices.solveError?.line == line {
      begin(line)
      hasLostDaemon = BuildKitLogParser.isLoss(vertices.solveError?.text ?? [])
      return true
    }
    return false
  }

  private func begin(_ line: Int64) {
    if firstLine == 0 { firstLine = line }
    lastLine = line
  }

  /// Whether the build failed because the connection to the daemon broke.
  private static func isLoss(_ text: [UInt8]) -> Bool {
    let words = String(decoding: text, as: UTF8.self)
    return words.contains("code = Unavailable") && words.contains("failed to receive status")
  }

  // MARK: - End

  func finish(into events: inout EventBatch) {
    guard firstLine > 0 else { return }
    vertices.finish()
    var job = BuildJob(
      provider: BuildKitLogParser.provider, run: identity.run, job: identity.job, outcome: .success)
    job.name = identity.job
    job.line = firstLine
    job.endLine = lastLine
    for (index, vertex) in vertices.vertices.enumerated() where index < open.count {
      let step = close(index, vertex)
      if step.outcome.isFailed, job.outcome == .success { job.outcome = step.outcome }
      events.append(step)
    }
    let isExplained = vertices.vertices.contains { $0.hasFailed }
    if let error = vertices.solveError, !isExplained {
      job.outcome = hasLostDaemon ? .error : .failure
      events.append(outer(error.line, error.text))
    }
    events.append(job)
  }

  private func close(_ index: Int, _ vertex: BuildKitVertex) -> BuildStep {
    open[index].step.name = vertex.name
    open[index].step.exitCode = vertex.exitCode
    if let outcome = vertex.outcome {
      open[index].step.outcome = outcome
    } else {
      open[index].stop(line: vertex.endLine)
    }
    return open[index].close(end: nil, line: vertex.endLine)
  }

  /// A build that failed although no vertex did: a Dockerfile that does not parse, a lost daemon.
  private func outer(_ line: Int64, _ text: [UInt8]) -> BuildStep {
    var step = BuildStep(
      key: StepKey(
        provider: BuildKitLogParser.provider, run: identity.run, job: identity.job,
        number: open.count + 1),
      origin: .log, outcome: .failure)
    step.name = "Solve"
    step.line = line
    step.endLine = line
    var last = OpenStep(step, rules)
    last.read(text.span, 0..<text.count, line: line)
    last.note(text.span, 0..<text.count, line: line)
    if hasLostDaemon { last.decide(.error, .infrastructure, rule: "buildkit.daemon-lost") }
    return last.close(end: nil)
  }
}
