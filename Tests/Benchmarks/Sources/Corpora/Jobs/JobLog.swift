// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The raw log of one job: set-up, steps with their output, clean-up.
///
/// Source: the runner's own words and marks, https://github.com/actions/runner
struct JobLog {
  /// At most seven lines, of a failure and the clean-up, follow the steps.
  private static let closingLines = 7
  /// A step begins with six lines that say what it runs.
  private static let openingLines = 6

  private(set) var truth = JobTruth()
  private var text = ByteText()
  /// Ticks of 100 ns since the month began.
  private var clock: Int
  private let component: String

  var bytes: [UInt8] { text.bytes }

  /// `lines` lines or up to nine fewer; the last step of a failing job ends with an exit code.
  init(start: Int, lines: Int, isFailing: Bool, _ random: inout RandomStream) {
    clock = start
    component = random.element(of: Vocabulary.components)
    text.reserve(lines * 96)
    setUp(&random)
    var step = 0
    let end = lines - JobLog.closingLines
    while truth.lines + JobLog.openingLines < end {
      runStep(step, until: end, &random)
      step += 1
    }
    if isFailing { fail(&random) }
    cleanUp(&random)
    truth.files = 1
    truth.bytes = text.count
    truth.failedJobs = isFailing ? 1 : 0
  }

  // MARK: - Parts

  private mutating func setUp(_ random: inout RandomStream) {
    say("Current runner version: '2.3\(random.within(20...33)).\(random.below(4))'", 0, &random)
    group("Operating System", ["Ubuntu", "24.04.\(random.within(1...3))", "LTS"], &random)
    group(
      "Runner Image",
      [
        "Image: ubuntu-24.04", "Version: 202603\(random.within(10...28)).\(random.within(1...4)).0",
      ],
      &random)
    say("Prepare workflow directory", 300, &random)
    say("Prepare all required actions", 200, &random)
    say("Getting action download info", 200, &random)
    say("Complete job name: test (\(component), \(random.within(1...4)))", 400, &random)
    group("Run actions/checkout@v4", ["with:", "  repository: example/\(component)"], &random)
    say("Syncing repository: example/\(component)", 300, &random)
  }

  private mutating func runStep(_ number: Int, until end: Int, _ random: inout RandomStream) {
    let commands = ["make deps", "make build", "make test", "make lint", "make package"]
    let command = commands[number % commands.count]
    group(
      "Run \(command)",
      ["\u{1B}[36;1m\(command)\u{1B}[0m", "shell: /usr/bin/bash -e {0}", "env:", "  CI: true"],
      &random)
    for _ in 0..<random.within(20...80) where truth.lines < end {
      say(JobChatter.line(component, &random), 40, &random)
    }
  }

  private mutating func fail(_ random: inout RandomStream) {
    say(JobChatter.failure(component, &random), 500, &random)
    if random.happens(3000) {
      say("##[error]\(JobChatter.annotation(component, &random))", 5, &random)
    }
    say(
      "##[error]Process completed with exit code \(random.element(of: [1, 1, 2, 101, 127])).", 100,
      &random)
  }

  private mutating func cleanUp(_ random: inout RandomStream) {
    say("Post job cleanup.", 300, &random)
    say("[command]/usr/bin/git version", 100, &random)
    say("git version 2.4\(random.within(3...9)).0", 10, &random)
    say("Cleaning up orphan processes", 200, &random)
  }

  // MARK: - Lines

  private mutating func group(
    _ title: String, _ lines: [String], _ random: inout RandomStream
  ) {
    say("##[group]\(title)", 200, &random)
    for line in lines { say(line, 0, &random) }
    say("##[endgroup]", 0, &random)
  }

  /// A line about `milliseconds` after the one before.
  private mutating func say(
    _ line: String, _ milliseconds: Int, _ random: inout RandomStream
  ) {
    clock += milliseconds * QuantileTables.gapPermille(&random) * 10 + random.within(1...400)
    CorpusDate.appendJobStamp(ticks: clock, to: &text)
    text.append(line)
    text.endLine()
    truth.lines += 1
    if line.utf8.starts(with: "##[error]".utf8) { truth.errorLines += 1 }
  }
}
