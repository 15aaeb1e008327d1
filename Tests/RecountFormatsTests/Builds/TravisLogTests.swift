// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct TravisLogTests {
  /// `|` stands for the terminator of a mark.
  private static func text(_ text: String, terminator: String = "\r\u{1B}[0K") -> String {
    text.replacing("|", with: terminator).replacing("<", with: "\u{1B}[")
  }

  private static func time(_ id: String, _ start: Int, _ finish: Int) -> String {
    """
    travis_time:end:\(id):start=17417708\(start)310000000,finish=17417708\(finish)310000000,\
    duration=1000000000,event=script|
    """
  }

  private static let head = """
    travis_fold:start:worker_info|<33;1mWorker information<0m
    hostname: 4ad0165b@1.worker-org.gce-production-1
    travis_fold:end:worker_info|travis_fold:start:system_info|<33;1mBuild system information<0m
    Build language: node_js
    Build id: 677867557
    Job id: 677867560
    travis_fold:end:system_info|
    travis_fold:start:git.checkout|travis_time:start:07874772|$ git clone --depth=50 https://github.com/octo/shop.git octo/shop
    Cloning into 'octo/shop'...
    \(time("07874772", 42, 43))$ cd octo/shop
    $ git checkout -qf 1042337b35432a4de6b7bad11084bafb0c0c1528
    travis_fold:end:git.checkout|

    travis_time:start:1a739268|$ nvm install 10
    Now using node v10.20.1
    \(time("1a739268", 43, 44))$ node --version
    v10.20.1

    """
  private static let install = """
    travis_fold:start:install|travis_time:start:13a23a76|$ npm ci
    npm WARN deprecated mkdirp@0.5.3
    \(time("13a23a76", 44, 50))
    """
  private static let script = """
    travis_fold:end:install|travis_time:start:151f2490|$ npm test
    travis_fold:start:mine|
    $ jest
    travis_fold:end:mine|
    \(time("151f2490", 50, 60))
    """
  private static func exited(_ code: Int) -> String {
    "<3\(code == 0 ? 2 : 1);1mThe command \"npm test\" exited with \(code).<0m\n"
  }
  private static func done(_ code: Int) -> String {
    """
    travis_fold:start:cache.2|store build cache
    \(time("002d1062", 60, 61))travis_fold:end:cache.2|
    travis_fold:start:after_script|travis_time:start:26644dd4|$ codecov
    The command "codecov" exited with 7.
    \(time("26644dd4", 61, 62))travis_fold:end:after_script|

    Done. Your build exited with \(code).

    """
  }

  private static func outline(
    _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) -> StepOutline {
    StepOutline(
      self.text(text), as: .travisLog, path: "logs/204.1.log", sourceLocation: sourceLocation)
  }

  private static let setUp = [
    "1 Set up job: success 09:14:02.310-09:14:03.310",
    "2 nvm install 10: success 09:14:03.310-09:14:04.310",
  ]

  // MARK: - Golden

  @Test func `a command of the script fails by its exit code`() throws {
    let outline = Self.outline(
      Self.head + Self.install + Self.script + Self.exited(1) + Self.done(1))
    #expect(
      outline.steps == Self.setUp + [
        "3 npm ci: success 09:14:04.310-09:14:10.310",
        "4 npm test: failure exit 1 (none) @24 09:14:10.310-09:14:20.310",
        "5 Complete job: success 09:14:20.310-09:14:22.310",
      ])
    #expect(outline.jobs == ["677867560: failure 09:14:02.310-09:14:22.310"])
    #expect(outline.excerpts[3] == "The command \"npm test\" exited with 1.")
    let step = try #require(outline.parsed.steps.first)
    #expect(step.key.run == "677867557" && step.key.job == "677867560")
    #expect(step.repository == "octo/shop" && step.runner.hasPrefix("4ad0165b@"))
  }

  @Test(arguments: ["\r", "\r\u{1B}[0m", "\n\u{1B}[0K", "\r\r\u{1B}[0K"])
  func `marks end in several ways`(terminator: String) {
    let log = Self.head + Self.install + Self.script + Self.exited(0) + Self.done(0)
    let outline = StepOutline(Self.text(log, terminator: terminator), as: .travisLog)
    #expect(
      outline.steps == Self.setUp + [
        "3 npm ci: success 09:14:04.310-09:14:10.310",
        "4 npm test: success exit 0 09:14:10.310-09:14:20.310",
        "5 Complete job: success 09:14:20.310-09:14:22.310",
      ])
    #expect(outline.jobs == ["677867560: success 09:14:02.310-09:14:22.310"])
  }

  @Test func `a command of many lines, text before a mark, and a time in whole seconds`() {
    let outline = Self.outline(
      """
      travis_time:start:0a|$ if true; then
      ok<0mtravis_time:end:0a:start=1741770842000000000,finish=1741770843000000000,duration=1|
      <31;1mThe command "if true; then
        false
      fi" exited with 3.<0m
      Done. Your build exited with 3.
      """)
    #expect(
      outline.steps.last == "2 if true; then: failure exit 3 (none) @5 09:14:02.000-09:14:03.000")
    #expect(outline.jobs == ["204.1: failure 09:14:02.000-09:14:03.000"])
  }

  // MARK: - Before the script

  /// Lines of `npm ci`, then its class, as `install` fails.
  @Test(arguments: [
    ("npm ERR! code ECONNRESET", "dependency.network", FailureClass.infrastructure),
    ("[ERROR] COMPILATION ERROR : ", "none", .unknown),
    ("boom", "travis.setup-failed", .infrastructure),
  ])
  func `what fails before the script is no failure of the code`(
    line: String, rule: String, failureClass: FailureClass
  ) throws {
    let outline = Self.outline(
      Self.head + "travis_fold:start:install|travis_time:start:13a23a76|$ npm ci\n\(line)\n"
        + Self.time("13a23a76", 44, 50)
        + "<31;1mThe command \"npm ci\" failed and exited with 1 during .<0m\n\n"
        + "Your build has been stopped.\n")
    let step = try #require(outline.parsed.steps.last)
    #expect(step.name == "npm ci" && step.outcome == .error && step.exitCode == 1)
    #expect(step.failureClass == failureClass && step.decidingRule == rule)
    #expect(outline.jobs == ["677867560: error 09:14:02.310-09:14:10.310"])
  }

  @Test func `a clone that is tried again fails the set-up in the end`() {
    let outline = Self.outline(
      """
      Using worker: worker-linux-docker-d8a47d31.prod.travis-ci.org:travis-linux-4
      travis_fold:start:git.checkout|travis_time:start:0a|$ git clone git://github.com/octo/shop.git octo/shop
      <31;1mThe command "git clone" failed. Retrying, 2 of 3.<0m
      \(Self.time("0a", 42, 43))
      <31;1mThe command "git clone" failed and exited with 128 during .<0m

      Your build has been stopped.
      """)
    #expect(
      outline.steps == [
        "1 Set up job: error exit 128 (travis.setup-failed) @5 09:14:02.310-09:14:03.310"
      ])
    #expect(outline.parsed.steps[0].runner.hasPrefix("worker-linux-docker"))
  }

  // MARK: - Interruptions

  /// Last words -> the step that was running.
  @Test(arguments: [
    (
      "No output has been received in the last 10m0s, this potentially indicates a stalled build.\n\nThe build has been terminated",
      "timeout (travis.timeout)"
    ),
    (
      "The job exceeded the maximum time limit for jobs, and has been terminated.",
      "timeout (travis.timeout)"
    ),
    (
      "The log length has exceeded the limit of 4 MB.\n\nThe job has been terminated",
      "error (travis.log-limit)"
    ),
    ("Done: Job Cancelled", "cancelled (travis.cancelled)"),
    ("make: *** [all] Error 2", "error (travis.log-stops)"),
  ])
  func `the last words tell what ended a job from outside`(words: String, outcome: String) {
    let log = Self.head + Self.install + "travis_fold:end:install|travis_time:start:0c|$ npm test\n"
    let outline = Self.outline(log + words + "\n")
    #expect(
      outline.steps.last == "4 npm test: \(outcome) @21 09:14:10.310-09:14:10.310")
    #expect(outline.jobs[0].hasPrefix("677867560: \(outcome.prefix { $0 != " " })"))
  }

  @Test func `what a command prints is not what Travis says`() {
    let quoted = """
      No output has been received in the last 10m0s
      The command "x" exited with 1.
      Done. Your build exited with 1.
      travis_time:end:0000:start=1,finish=2,duration=1|

      """
    let outline = Self.outline(
      Self.head + Self.install + "travis_fold:end:install|travis_time:start:0c|$ npm test\n"
        + quoted + Self.time("0c", 50, 60) + Self.exited(0) + Self.done(0))
    #expect(outline.steps[3] == "4 npm test: success exit 0 09:14:10.310-09:14:20.310")
    #expect(outline.jobs == ["677867560: success 09:14:02.310-09:14:22.310"])
  }

  @Test func `a log that is cut at any line has no job that succeeded`() {
    let log = Self.text(Self.head + Self.install + Self.script + Self.exited(0) + Self.done(0))
    let lines = log.split(separator: "\n", omittingEmptySubsequences: false)
    for count in 1..<lines.count - 2 {
      let cut = ParsedContent(lines.prefix(count).joined(separator: "\n"), as: .travisLog)
      #expect(cut.jobs.map(\.outcome) == [.error], "\(count)")
      #expect(cut.steps.last?.outcome == .error, "\(count)")
      #expect(cut.closes)
    }
  }

  @Test func `an exit code of no known command fails the last step`() {
    let outline = Self.outline(
      Self.head + Self.install + Self.script + "Done. Your build exited with 2.\n")
    #expect(outline.steps[3].hasPrefix("4 npm test: failure exit 2"))
    #expect(outline.jobs[0].hasPrefix("677867560: failure"))
  }

  @Test func `a nest of commands is held up to a bound`() {
    var log = Self.head
    for number in 1..<900 {
      log += "travis_time:start:\(number)|$ true\ntravis_time:end:\(number):start=1|\n"
      log += "The command \"true\" exited with 0.\n"
    }
    let parsed = ParsedContent(Self.text(log + Self.done(0)), as: .travisLog)
    #expect(parsed.closes && parsed.steps.count == 502 && parsed.jobs[0].outcome == .success)
  }

  @Test func `an identity that the log does not know is that of its place`() {
    let parsed = StepOutline(
      Self.text(Self.head.replacing("677867557", with: "''").replacing("677867560", with: "''")),
      as: .travisLog, path: "shop/204.1.log"
    ).parsed
    #expect(parsed.steps.first?.key.run == "shop" && parsed.steps.first?.key.job == "204.1")
  }

  @Test func `an entry of an archive is told by its first line`() {
    let sample = LineBatches.whole(Array(Self.text(Self.head).utf8))
    #expect(FormatDetector.detect(entry: "204.1.txt", sample).format?.name == "travis-log")
    #expect(FormatDetector.detect(entry: "204.1.json", sample).sampled > 0)
  }
}
