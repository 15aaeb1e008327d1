// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The steps that projects of one language run, and how they fail on an ordinary day.
struct BuildTool: Sendable {
  /// One way a step fails.
  struct Failure: Sendable {
    var weight: Int
    var reason: StepReason
    var log: LogTemplate

    init(_ weight: Int, _ reason: StepReason, _ log: String) {
      self.weight = weight
      self.reason = reason
      self.log = LogTemplate(log)
    }
  }

  /// One step as the project's configuration describes it.
  struct Step: Sendable {
    let commands: [[UInt8]]
    /// Bytes of the record from the commands on.
    let commandsRecord: [UInt8]
    let name: [UInt8]
    let medianMicroseconds: Int64
    let failures: [Failure]
    let slots: SlotTable

    init(_ name: String, _ commands: [String], seconds: Int, failures: [Failure]) {
      self.name = Array(name.utf8)
      self.commands = commands.map { Array($0.utf8) }
      let script = commands.map { "{\"command\":\"\($0)\"}" }.joined(separator: ",")
      commandsRecord = Array(
        "\"setup_commands\":[{\"command\":\"umask 000\"}],\"script_commands\":[\(script)]}\n".utf8)
      medianMicroseconds = Int64(seconds) * 1_000_000
      self.failures =
        failures + [
          Failure(14, .memory, BuildTool.memoryLog), Failure(6, .expired, BuildTool.expiredLog),
        ]
      slots = SlotTable(weights: self.failures.map(\.weight))
    }
  }

  let images: [[UInt8]]
  let steps: [Step]

  init(images: [String], steps: [Step]) {
    self.images = images.map { Array($0.utf8) }
    self.steps = steps
  }

  private static let memoryLog = """
    +*
    *4-14 [{3}] processed {n:100-9000} of {n:9000-20000} {word} records
    Container 'Build' exceeded memory limit.
    """

  private static let expiredLog = """
    +*
    *6-16 waiting for {word} queue to drain: {n:1-900} left
    Build exceeded the maximum allowed time of 120 minutes.
    """

  /// A failure every kind of project knows: a script of its own that gives up.
  static let scriptFailure = Failure(
    60, .script,
    """
    +*
    verify: module {3} at {5}
    *2-9 verify: {word} checksum {hex:16} ok
    verify: {4} checksum {hex:16} differs from manifest entry {hex:16}
    verify: 1 difference in {n:12-80} files
    exit status 3
    """)

  static let all: [BuildTool] = [.node, .node, .java, .python, .go, .rust, .gradle]
}
