// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A step of a TeamCity build, with the tests that were reported in it.
struct TeamCityStep {
  var open: OpenStep
  var tests = TeamCityTests()
  var isOpen = true

  init(_ step: BuildStep, _ rules: FailureRules) { open = OpenStep(step, rules) }
}

/// The steps of a build in the order of its log: numbered steps of the server, or blocks of flows.
///
/// Memory is bounded by `maxSteps` and `maxFlows`; what is beyond belongs to no step.
struct TeamCitySteps {
  static let provider = "teamcity"
  /// Index that stands for what is outside of any step.
  static let outside = -1
  private static let maxSteps = 500
  private static let maxFlows = 1000

  private struct Flow {
    var depth = 0
    var step: Int?
  }

  let identity: ServerLogIdentity
  var steps: [TeamCityStep] = []
  var outer: TeamCityStep
  /// The step that a line without any mark belongs to.
  private(set) var current = outside
  /// Index of a step by the number that the server gives it.
  private var numbers: [Int: Int] = [:]
  private var flows: [[UInt8]: Flow] = [:]

  private let rules: FailureRules

  init(_ identity: ServerLogIdentity, _ rules: FailureRules) {
    self.identity = identity
    self.rules = rules
    var step = BuildStep(
      key: StepKey(provider: TeamCitySteps.provider, run: identity.run, job: identity.job),
      origin: .log, outcome: .success)
    step.name = "Build"
    outer = TeamCityStep(step, rules)
  }

  subscript(index: Int) -> TeamCityStep {
    get { steps.indices.contains(index) ? steps[index] : outer }
    set {
      if steps.indices.contains(index) { steps[index] = newValue } else { outer = newValue }
    }
  }

  @inline(__always)
  mutating func read(
    _ index: Int, _ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64, time: Timestamp?
  ) {
    if steps.indices.contains(index) {
      steps[index].open.touch(time)
      steps[index].open.read(bytes, text, line: line)
    } else {
      outer.open.touch(time)
      outer.open.read(bytes, text, line: line)
    }
  }

  // MARK: - Steps of the server

  mutating func begin(number: Int, name: String, line: Int64, offset: Int64, time: Timestamp?) {
    leave()
    guard let index = append(name, line: line, offset: offset, time: time) else { return }
    numbers[number] = index
    current = index
  }

  /// A line outside of all blocks ends the step before it.
  mutating func leave() {
    if steps.indices.contains(current) { steps[current].isOpen = false }
    current = TeamCitySteps.outside
  }

  /// The step of a line: by the number of its block, else the one that is going on.
  func step(ofBlock number: Int?) -> Int {
    number.flatMap { numbers[$0] } ?? current
  }

  private mutating func append(
    _ name: String, line: Int64, offset: Int64, time: Timestamp?
  ) -> Int? {
    guard steps.count < TeamCitySteps.maxSteps else { return nil }
    var step = BuildStep(
      key: StepKey(
        provider: TeamCitySteps.provider, run: identity.run, job: identity.job,
        number: steps.count + 1),
      origin: .log, outcome: .success)
    step.name = name
    step.line = line
    step.endLine = line
    step.byteOffset = offset
    step.start = time
    steps.append(TeamCityStep(step, rules))
    return steps.count - 1
  }

  // MARK: - Blocks of flows

  mutating func beginBlock(
    _ message: TeamCityMessage, _ bytes: Span<UInt8>, _ name: [UInt8], line: Int64, offset: Int64,
    time: Timestamp?
  ) {
    guard flows.count < TeamCitySteps.maxFlows || flows[name] != nil else { return }
    var flow = flows[name] ?? Flow()
    if flow.depth == 0 {
      let title = String(decoding: message.text(bytes, "name", limit: 256), as: UTF8.self)
      flow.step = append(title, line: line, offset: offset, time: time)
      current = flow.step ?? TeamCitySteps.outside
    }
    flow.depth += 1
    flows[name] = flow
  }

  mutating func endBlock(_ name: [UInt8], line: Int64, time: Timestamp?) {
    guard var flow = flows[name], flow.depth > 0 else { return }
    flow.depth -= 1
    if flow.depth == 0, let index = flow.step {
      steps[index].isOpen = false
      steps[index].open.touch(time)
      steps[index].open.step.endLine = line
      flow.step = nil
      if current == index {
        // Of several flows one that is still open goes on: the one that began first.
        current = flows.values.compactMap(\.step).filter { $0 != index }.min() ?? Self.outside
      }
    }
    flows[name] = flow
  }

  func step(ofFlow name: [UInt8]) -> Int {
    flows[name]?.step ?? current
  }
}
