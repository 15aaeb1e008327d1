// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The sections of a trace, and the steps that come of them.
///
/// A section of the runner is a step. So is a section of the user inside of one, when it was left by
/// its own end mark: that is a success. One that was not left ended with the section around it; that
/// section is the step that failed, and the inner one is none, so that one failure is one failed step.
/// A trace without any section of the runner is one step, `step_script`, around everything.
///
/// Memory: at most `maxSections` steps; marks beyond them are text.
struct GitLabSections {
  static let maxSections = 10_000
  private static let maxDepth = 64

  private struct Section {
    var step: BuildStep
    /// Whether it is a step: it was left by its own mark, or it is the outermost one.
    var counts = false
  }

  /// A closed section that may turn out to have failed, with the lines that tell why.
  private struct Candidate {
    var index: Int
    var lines: StepLines
  }

  private let key: StepKey
  private var sections: [Section] = []
  /// Indices of the open sections, the outermost first.
  private var open: [Int] = []
  /// Whether any section was the runner's own.
  private var hasPhases = false
  private var candidate: Candidate?
  /// The lines of the outermost open section; of the whole trace as long as it has no phases.
  private var lines: StepLines
  private let rules: FailureRules

  /// Image of the user's commands, as the executor names it.
  var image = ""
  /// Times of the first and last mark.
  private(set) var times: (first: Timestamp, last: Timestamp)?

  init(key: StepKey, _ rules: FailureRules) {
    self.key = key
    self.rules = rules
    lines = StepLines(rules)
  }

  /// Whether the runner speaks here: between and behind its sections.
  var isBetweenPhases: Bool { hasPhases && open.isEmpty }

  /// Whether no section began yet.
  var isEmpty: Bool { sections.isEmpty }

  // MARK: - Marks and lines

  mutating func read(_ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64) {
    lines.read(bytes, text, line: line)
  }

  mutating func take(_ mark: GitLabMark, name: String, line: Int64, offset: Int64) {
    times = (times?.first ?? mark.time, mark.time)
    if mark.isStart {
      begin(name, at: mark.time, line: line, offset: offset)
    } else if let depth = open.lastIndex(where: { sections[$0].step.name == name }) {
      close(depth: depth, at: mark.time, line: line)
    }
  }

  private mutating func begin(_ name: String, at time: Timestamp, line: Int64, offset: Int64) {
    let isPhase = GitLabPhase.known.contains(name)
    guard sections.count < GitLabSections.maxSections,
      isPhase || open.count < GitLabSections.maxDepth
    else { return }
    if isPhase {
      // Phases follow one another: an end mark that is missing is made up for.
      if !open.isEmpty { close(depth: 0, at: time, line: line) }
      hasPhases = true
    }
    if open.isEmpty, hasPhases { lines = StepLines(rules) }
    var step = BuildStep(key: key, origin: .log, outcome: .success)
    step.name = name
    step.start = time
    step.line = line
    step.byteOffset = offset
    if GitLabPhase.isScript(name) { step.image = image }
    open.append(sections.count)
    sections.append(Section(step: step))
  }

  /// Closes the open section at `depth`; those inside of it that are still open are no steps.
  private mutating func close(depth: Int, at time: Timestamp?, line: Int64) {
    let index = open[depth]
    open.removeSubrange(depth...)
    sections[index].counts = true
    sections[index].step.end = time
    sections[index].step.endLine = line
    guard depth == 0, hasPhases else { return }
    if GitLabPhase.decides(sections[index].step.name) {
      settleCandidate()
      candidate = Candidate(index: index, lines: lines)
    } else {
      lines.finish(&sections[index].step)
    }
    lines = StepLines(rules)
  }

  /// The candidate was no failure, since the runner went on.
  private mutating func settleCandidate() {
    guard var held = candidate else { return }
    candidate = nil
    held.lines.finish(&sections[held.index].step)
  }

  /// Takes the image of a line such as `Using docker image sha256:… for IMAGE with digest …`.
  mutating func take(image: String) {
    guard let index = open.first, sections[index].step.image.isEmpty else { return }
    sections[index].step.image = image
  }

  // MARK: - Result

  /// The steps in the order of their start, numbered from 1, the failed one blamed.
  ///
  /// `whole` has line and offset of the trace's first line and the number of its last one,
  /// `lineTimes` the times of its first and last line when these are stamped.
  mutating func finish(
    _ verdict: GitLabVerdict, whole: (line: Int64, offset: Int64, endLine: Int64),
    lineTimes: (first: Timestamp, last: Timestamp)?
  ) -> [BuildStep] {
    if !hasPhases { wrap(whole, lineTimes ?? times) }
    if let index = open.first {
      sections[index].counts = true
      sections[index].step.end = hasPhases ? lineTimes?.last : (lineTimes ?? times)?.last
      sections[index].step.endLine = whole.endLine
      if verdict.cause == .logStops || GitLabPhase.decides(sections[index].step.name) {
        settleCandidate()
        candidate = Candidate(index: index, lines: lines)
      } else {
        lines.finish(&sections[index].step)
      }
    }
    if verdict.cause == .succeeded {
      settleCandidate()
    } else {
      blame(verdict)
    }
    var steps: [BuildStep] = []
    for section in sections where section.counts {
      steps.append(section.step)
      steps[steps.count - 1].key.number = steps.count
      steps[steps.count - 1].key.isCounted = true
    }
    return steps
  }

  /// Blames the candidate or, where no section that decides was seen, the last one.
  private mutating func blame(_ verdict: GitLabVerdict) {
    let last = sections.lastIndex { $0.counts }
    guard let index = candidate?.index ?? last else { return }
    let isScript = GitLabPhase.isScript(sections[index].step.name)
    verdict.blame(&sections[index].step, isScript: isScript)
    if var held = candidate {
      held.lines.finish(&sections[index].step, in: isScript ? .script : .setup)
    }
    candidate = nil
    verdict.explain(&sections[index].step)
  }

  /// Makes the whole trace one section of the user's commands.
  private mutating func wrap(
    _ whole: (line: Int64, offset: Int64, endLine: Int64),
    _ times: (first: Timestamp, last: Timestamp)?
  ) {
    var step = BuildStep(key: key, origin: .log, outcome: .success)
    step.name = GitLabPhase.script
    step.start = times?.first
    step.line = whole.line
    step.byteOffset = whole.offset
    step.image = image
    sections.insert(Section(step: step), at: 0)
    open = [0]
  }
}
