// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A stage of a Pipeline, or all that ran outside of any.
struct JenkinsStage {
  var open: OpenStep
  /// The stage around it; nil for one that stands alone.
  var parent: Int?
  var isOpen = true
  var isSkipped = false
  var hasStages = false
  /// Whether something in the log says that it failed, in spite of which the build may go on.
  var isFailed = false
  var hasLostAgent = false
  var hasTimedOut = false
  var isAborted = false
  /// Whether it recorded results of tests, which can make a build unstable.
  var hasTestResults = false
  /// Whether a step in it set the build unstable.
  var isUnstable = false
  /// What ran last before it: that is what it was skipped for.
  var runBefore = JenkinsStages.outside

  init(_ step: BuildStep, _ rules: FailureRules) { open = OpenStep(step, rules) }
}

/// The stages of a Pipeline in the order in which they begin, and which of them a line belongs to.
///
/// Pipeline lines carry no branch: of stages that run at the same time only the text lines tell
/// theirs, by the prefix `[branch] `. A stage inside `parallel` belongs to the branch of its name,
/// else to the first branch without a stage, else to the one that printed last.
///
/// Memory is bounded by `maxStages` and `maxBranches`; what is beyond belongs to the stage around it.
struct JenkinsStages {
  static let maxStages = 500
  private static let maxBranches = 256
  /// Index that stands for what ran outside of any stage.
  static let outside = -1

  var stages: [JenkinsStage] = []
  /// What ran outside of any stage: all of a freestyle build.
  var outer: JenkinsStage
  /// Open stages, the innermost last; those inside `parallel` are not among them.
  private(set) var path: [Int] = []
  private var parallelDepth = 0
  private var branches: [(name: [UInt8], stage: Int?)] = []
  private var lastBranch: Int?
  /// Stages opened within the `parallel` that is going on.
  private(set) var parallelStages: [Int] = []
  /// Where the last step ran, the last that runs a script, and whether there was any.
  private(set) var lastRun = outside
  private(set) var lastShell: Int?

  private let rules: FailureRules

  init(outer: BuildStep, _ rules: FailureRules) {
    self.outer = JenkinsStage(outer, rules)
    self.rules = rules
  }

  /// The stage of a line without a branch.
  var current: Int { path.last ?? JenkinsStages.outside }

  subscript(index: Int) -> JenkinsStage {
    get { stages.indices.contains(index) ? stages[index] : outer }
    set {
      if stages.indices.contains(index) { stages[index] = newValue } else { outer = newValue }
    }
  }

  /// Reads a line of a stage without copying the stage.
  @inline(__always)
  mutating func read(
    _ index: Int, _ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64, time: Timestamp?
  ) {
    if stages.indices.contains(index) {
      stages[index].open.touch(time)
      stages[index].open.read(bytes, text, line: line)
    } else {
      outer.open.touch(time)
      outer.open.read(bytes, text, line: line)
    }
  }

  // MARK: - Pipeline lines

  /// Begins a stage with `step`, whose number is set here.
  mutating func begin(_ step: BuildStep, name: [UInt8], branch: Int?) {
    guard stages.count < JenkinsStages.maxStages else { return }
    var stage = JenkinsStage(step, rules)
    stage.open.step.key.number = stages.count + 1
    stage.runBefore = lastRun
    stage.parent = path.last
    if let parent = path.last { stages[parent].hasStages = true }
    let index = stages.count
    stages.append(stage)
    if parallelDepth > 0 {
      parallelStages.append(index)
      let known =
        branch ?? branches.firstIndex { $0.name == name }
        ?? branches.firstIndex { $0.stage == nil } ?? lastBranch
      if let known { branches[known].stage = index }
    } else {
      path.append(index)
    }
    // What runs after a failure is no cause of it.
    if !isPost(name) { lastRun = index }
  }

  private func isPost(_ name: [UInt8]) -> Bool {
    name.elementsEqual("Declarative: Post Actions".utf8)
  }

  /// Ends the innermost stage; inside `parallel` only where it can be but one.
  mutating func end(line: Int64, time: Timestamp?, branch: Int?) {
    if parallelDepth > 0 {
      let open = parallelStages.filter { stages[$0].isOpen }
      if let own = branch.flatMap({ branches[$0].stage }), stages[own].isOpen {
        close(own, line: line, time: time)
      } else if open.count == 1 {
        close(open[0], line: line, time: time)
      }
    } else if let last = path.popLast() {
      close(last, line: line, time: time)
    }
  }

  private mutating func close(_ index: Int, line: Int64, time: Timestamp?) {
    stages[index].isOpen = false
    stages[index].open.touch(time)
    stages[index].open.step.endLine = max(stages[index].open.step.endLine, line)
  }

  mutating func beginParallel() {
    parallelDepth += 1
  }

  mutating func addBranch(_ name: [UInt8]) {
    parallelDepth = max(1, parallelDepth)
    if branches.count < JenkinsStages.maxBranches { branches.append((name, nil)) }
  }

  mutating func endParallel() {
    guard parallelDepth > 0 else { return }
    parallelDepth -= 1
    guard parallelDepth == 0 else { return }
    for index in parallelStages { stages[index].isOpen = false }
    parallelStages = []
    branches = []
    lastBranch = nil
  }

  /// Notes that a step ran, outside of `parallel` in the innermost stage.
  mutating func run(isShell: Bool) {
    guard parallelDepth == 0, lastRun != current else {
      if isShell { lastShell = lastRun }
      return
    }
    if let last = path.last, stages[last].open.step.name == "Declarative: Post Actions" { return }
    lastRun = current
    if isShell { lastShell = current }
  }

  // MARK: - Branches

  /// The branch whose prefix `[name] ` a line has, and where its text begins.
  @inline(__always)
  func branch(_ bytes: Span<UInt8>, _ text: Range<Int>) -> (index: Int, start: Int)? {
    guard parallelDepth > 0, text.count > 2, bytes[text.lowerBound] == 0x5B else { return nil }
    var found: (index: Int, start: Int)?
    for (index, branch) in branches.enumerated() {
      let end = text.lowerBound + 1 + branch.name.count
      guard end < text.upperBound, bytes[end] == 0x5D, end > found?.start ?? 0 else { continue }
      let name = branch.name.span
      var offset = 0
      while offset < name.count, bytes[text.lowerBound + 1 + offset] == name[offset] { offset += 1 }
      if offset == name.count {
        let hasSpace = end + 1 < text.upperBound && bytes[end + 1] == 0x20
        found = (index, hasSpace ? end + 2 : end + 1)
      }
    }
    return found
  }

  mutating func stage(ofBranch index: Int) -> Int {
    lastBranch = index
    return branches[index].stage ?? current
  }

  func stage(ofBranchNamed name: [UInt8]) -> Int {
    branches.last { $0.name == name }.flatMap(\.stage) ?? current
  }

  /// The open stage called `name`, the last one where several are.
  func openStage(named name: String) -> Int? {
    stages.indices.last { stages[$0].isOpen && stages[$0].open.step.name == name }
  }

  /// Marks a stage as never run.
  mutating func skip(_ index: Int) {
    stages[index].isSkipped = true
    if lastRun == index { lastRun = stages[index].runBefore }
  }
}
