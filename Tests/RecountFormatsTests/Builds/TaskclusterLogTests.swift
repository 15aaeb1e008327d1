// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct TaskclusterLogTests {
  private static let dockerHead = """
    [taskcluster 2025-03-12 09:14:00.100Z] Task ID: FfGteqn9Rju2uvg_Ah_LTg
    [taskcluster 2025-03-12 09:14:00.100Z] Worker ID: 768067
    [taskcluster 2025-03-12 09:14:00.200Z] using cache "level-3-pip" -> /builds/.cache/pip

    [taskcluster 2025-03-12 09:14:01.000Z] Downloading artifact "image.tar.zst" from task ID: ACA.
    [taskcluster:error] Error downloading "image.tar.zst". Next Attempt in: 11535.73 ms.
    [taskcluster 2025-03-12 09:14:02.000Z] Downloaded artifact successfully.
    [taskcluster 2025-03-12 09:14:02.544Z] === Task Starting ===

    """
  private static let dockerTask = """
    [setup 2025-03-12T09:14:03.000Z] run-task started in /builds/worker
    [vcs 2025-03-12T09:14:04.000Z] executing ['hg', 'clone']
    [task 2025-03-12T09:14:05.000Z] 09:14:05     INFO - make all
     * Starting system message bus dbus
    [task 2025-03-12T09:14:07.000Z] 09:14:07    ERROR - make[3]: *** [all] Error 2

    """
  private static let finished = "[taskcluster 2025-03-12 09:14:08.000Z] === Task Finished ===\n"

  private static let genericHead = """
    [taskcluster 2025-03-12T09:14:00.100Z] Worker Type (gecko-t/win11) settings:
    [taskcluster 2025-03-12T09:14:00.100Z]   {
    [taskcluster 2025-03-12T09:14:00.100Z]     "arch": "arm64"
    [taskcluster 2025-03-12T09:14:00.100Z]   }
    [taskcluster 2025-03-12T09:14:00.200Z] Task ID: eTbL9zSlQb21SRhl58bb_A
    [taskcluster 2025-03-12T09:14:00.200Z] === Task Starting ===
    [taskcluster 2025-03-12T09:14:01.000Z] [mounts] Downloading url http://tc.example/run-task
    [taskcluster:warn 2025-03-12T09:14:01.100Z] [mounts] has no SHA256
    [taskcluster 2025-03-12T09:14:02.000Z] Executing command 0: chmod '+x' run-task

    """
  private static func exit(_ code: Int, _ second: Int) -> String {
    """
    [taskcluster 2025-03-12T09:14:0\(second).000Z]    Exit Code: \(code)
    [taskcluster 2025-03-12T09:14:0\(second).000Z]    Wall Time: 27.177ms
    [taskcluster 2025-03-12T09:14:0\(second).000Z]       Result: \(code == 0 ? "SUCCEEDED" : "FAILED")

    """
  }
  private static let command = """
    [taskcluster 2025-03-12T09:14:03.000Z] Executing command 1: python3 run-task -- make
    [setup 2025-03-12T09:14:03.500Z] run-task started
    [task 2025-03-12T09:14:04.000Z] + make

    """
  private static let after = """
    [taskcluster 2025-03-12T09:14:06.000Z] === Task Finished ===
    [taskcluster 2025-03-12T09:14:06.000Z] Task Duration: 4.5s
    [taskcluster 2025-03-12T09:14:07.000Z] Uploading artifact public/logs/live.log

    """

  private static func outline(
    _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) -> StepOutline {
    StepOutline(
      text, as: .taskclusterLog, path: "gecko/build.log.gz", sourceLocation: sourceLocation)
  }

  private static let setUp = "1 Set up task: success 09:14:00.100-09:14:03.000"
  private static let tearDown = "3 Tear down task: success 09:14:08.000-09:14:10.000"

  // MARK: - docker-worker

  @Test func `docker-worker tells the exit code in its last line`() {
    let text = Self.dockerHead + Self.dockerTask + Self.finished
    let last = "[taskcluster 2025-03-12 09:14:10.000Z] "
    let failed = Self.outline(
      text + last + "Unsuccessful task run with exit code: 137 completed in 9.9 seconds\n")
    #expect(
      failed.steps == [
        Self.setUp, "2 Run task: failure exit 137 (none) @13 09:14:03.000-09:14:08.000",
        Self.tearDown,
      ])
    #expect(failed.jobs == ["FfGteqn9Rju2uvg_Ah_LTg: failure 09:14:00.100-09:14:10.000"])
    #expect(failed.parsed.steps[1].runner == "768067" && failed.parsed.tally.continuationLines == 1)
    #expect(failed.parsed.steps[1].key.run == "gecko" && failed.parsed.steps[1].key.job == "build")
    let passed = Self.outline(
      text + last + "Successful task run with exit code: 0 completed in 9.9 seconds\n")
    #expect(passed.steps[1] == "2 Run task: success 09:14:03.000-09:14:08.000")
    #expect(passed.jobs == ["FfGteqn9Rju2uvg_Ah_LTg: success 09:14:00.100-09:14:10.000"])
  }

  @Test func `a log that stops ends in error where it stopped`() {
    let running = Self.outline(Self.dockerHead + Self.dockerTask)
    #expect(
      running.steps == [
        Self.setUp, "2 Run task: error (taskcluster.log-stops) @13 09:14:03.000-09:14:07.000",
      ])
    let after = Self.outline(Self.dockerHead + Self.dockerTask + Self.finished)
    #expect(after.steps[1] == "2 Run task: success 09:14:03.000-09:14:08.000")
    #expect(after.steps[2].hasPrefix("3 Tear down task: error (taskcluster.log-stops)"))
    #expect(after.jobs == ["FfGteqn9Rju2uvg_Ah_LTg: error 09:14:00.100-09:14:08.000"])
  }

  @Test func `a set-up that fails is the worker's failure`() {
    let outline = Self.outline(
      """
      [taskcluster 2025-03-12 09:14:00.100Z] Task ID: FfGteqn9Rju2uvg_Ah_LTg
      [taskcluster 2025-03-12 09:14:01.000Z] Downloading image
      [taskcluster:error] Pulling docker image has failed.
      [taskcluster:error] Error: received unexpected HTTP status: 503 Service Unavailable
      [taskcluster 2025-03-12 09:14:02.000Z] Unsuccessful task run with exit code: -1 completed in 2 seconds

      """)
    #expect(
      outline.steps == [
        "1 Set up task: error exit -1 (taskcluster.setup-failed) @3 09:14:00.100-09:14:02.000"
      ])
    #expect(outline.excerpts == ["Pulling docker image has failed."])
  }

  // MARK: - generic-worker

  @Test func `generic-worker has a step for each command`() {
    let green = Self.outline(
      Self.genericHead + Self.exit(0, 3) + Self.command + Self.exit(0, 5) + Self.after)
    #expect(
      green.steps == [
        "1 Set up task: success 09:14:00.100-09:14:02.000",
        "2 chmod '+x' run-task: success exit 0 09:14:02.000-09:14:03.000",
        "3 python3 run-task -- make: success exit 0 09:14:03.000-09:14:06.000",
        "4 Tear down task: success 09:14:06.000-09:14:07.000",
      ])
    let red = Self.outline(
      Self.genericHead + Self.exit(0, 3) + Self.command + Self.exit(2, 5) + Self.after
        + "[taskcluster:error] exit status 2\n")
    #expect(
      red.steps[2]
        == "3 python3 run-task -- make: failure exit 2 (none) @16 09:14:03.000-09:14:06.000")
    #expect(red.jobs == ["eTbL9zSlQb21SRhl58bb_A: failure 09:14:00.100-09:14:07.000"])
  }

  /// Last error of the worker -> the step of the task.
  @Test(arguments: [
    ("Task aborted - max run time exceeded", "timeout (taskcluster.timeout) @20"),
    ("Task has been canceled", "cancelled @20"),
    ("Task aborted - worker-shutdown", "error (taskcluster.worker-shutdown) @20"),
    ("TASK FAILURE during artifact upload: file-missing-on-worker", "failure (none) @20"),
  ])
  func `the worker's own reason decides`(error: String, outcome: String) {
    let text =
      Self.genericHead + Self.exit(0, 3) + Self.command
      + "[taskcluster:error] Aborting task...\n" + Self.after + "[taskcluster:error] \(error)\n"
    let outline = Self.outline(text)
    #expect(
      outline.steps[2] == "3 python3 run-task -- make: \(outcome) 09:14:03.000-09:14:06.000")
    #expect(outline.excerpts[2] == error)
  }

  @Test(arguments: [
    ("[taskcluster 2025-03-12 09:14:02.544Z] x", true), ("[taskcluster:error] exit status 2", true),
    ("[task 2025-03-12T09:14:02.544Z] x", true), ("[task] x", false), ("[info] x", false),
    ("[build 2025-03-12T09:14:02.544Z] x", false), ("[taskcluster 2025-03-12] x", false),
  ])
  func `a prefix has a time, but for an error`(line: String, matches: Bool) {
    #expect(LogFormat.taskclusterLog.matches(Array(line.utf8)) == matches)
  }

  @Test func `thousands of commands are held up to a bound`() {
    var text = Self.genericHead
    for number in 1..<900 {
      text += "[taskcluster 2025-03-12T09:14:03.000Z] Executing command \(number): true\n"
    }
    let parsed = ParsedContent(text + Self.after, as: .taskclusterLog)
    #expect(parsed.closes && parsed.steps.count == 501)
    #expect(parsed.steps.last?.name == "Tear down task")
  }
}
