// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let githubJobLog = LogFormat(
    name: "github-job-log",
    title: "GitHub Actions, raw log of one job",
    family: .build, stamp: .end, specificity: 0.9,
    notes: """
      The log of a whole job as the interface gives it. A step begins at `##[group]Run …`. \
      `##[error]` decides that a step failed, whatever follows; the exit code is that of \
      `Process completed with exit code N.` A log without the runner's last line ends in `error`. \
      Run and job are named after the folder and the file.
      """,
    examples: [
      Example(
        """
        2025-03-12T09:14:02.1234567Z Job defined at: octo/shop/.github/workflows/ci.yml@refs/heads/main
        2025-03-12T09:14:03.1234567Z ##[group]Run make test
        2025-03-12T09:14:03.2234567Z ##[endgroup]
        2025-03-12T09:14:09.1234567Z ##[error]Process completed with exit code 2.
        2025-03-12T09:14:09.2234567Z Cleaning up orphan processes
        """,
        gives: #"@1"#)
    ],
    refusals: [],
    matches: { line in
      var time = TimeScan()
      let bytes = line.span
      guard line.count >= 28, let read = time.iso(bytes, at: 0, end: line.count) else {
        return false
      }
      return read.hasZone && read.next == 28
        && (line.count == 28 || (line[28] == 0x20 && !bytes.hasPrefix("##[section]", at: 29)))
    },
    makeParser: { GitHubJobLogParser($0) })

  package static let bitbucketSteps = LogFormat(
    name: "bitbucket-steps",
    title: "Bitbucket Pipelines, step records of the API, one a line",
    family: .build, stamp: .end, specificity: 0.99,
    notes: """
      Each record is one step. `FAILED` means that a command of the user failed, `ERROR` that the \
      platform did. Steps without a result yet are read and counted nowhere.
      """,
    examples: [
      Example(
        #"{"type":"pipeline_step","uuid":"{0f2e}","pipeline":{"uuid":"{77aa}"},"repository":{"full_name":"octo/shop"},"name":"Build","started_on":"2025-03-12T09:13:40.310Z","completed_on":"2025-03-12T09:14:12.001Z","state":{"name":"COMPLETED","result":{"name":"ERROR","error":{"key":"k","message":"Failed to pull image: received unexpected HTTP status: 503 Service Unavailable"}}},"image":{"name":"registry.example/ci/node:20"}}"#,
        gives: #"@1"#),
      Example(
        #"{"uuid":"{0f2f}","pipeline":{"uuid":"{77aa}"},"started_on":"2025-03-12T09:13:40Z","completed_on":"2025-03-12T09:14:12Z","state":{"name":"COMPLETED","result":{"name":"SUCCESSFUL"}}}"#,
        gives: #"@2"#),
    ],
    refusals: [
      Refusal(#"{"uuid":"{0f2f}","state":{"name":"COMPLETED"}}"#, because: .missingField),
      Refusal(
        #"{"uuid":"{0f2f}","pipeline":{"uuid":"{77aa}"},"started_on":"soon","state":{"name":"COMPLETED","result":{"name":"FAILED"}}}"#,
        because: .malformedTime),
      Refusal("+ npm ci", because: .malformedJSON),
    ],
    matches: { BitbucketStepParser.matches($0) },
    makeParser: { _ in BitbucketStepParser() })

  package static let bitbucketLog = LogFormat(
    name: "bitbucket-log",
    title: "Bitbucket Pipelines, log of one step",
    family: .build, stamp: .end, specificity: 0.7,
    notes: """
      The log has no times and does not say how the step ended: its record does. It adds the line \
      that says why. In an archive it is told by its name, `<pipeline>/<step>.log`, so that an \
      empty log, which is what a failed set-up leaves, still counts.
      """,
    examples: [
      Example(
        """
        + umask 000
        + docker pull registry.example/ci/node:20
        Error response from daemon: received unexpected HTTP status: 503 Service Unavailable
        """,
        gives: #"@1"#)
    ],
    refusals: [],
    matches: { BitbucketLogParser.matches($0) },
    matchesEntry: { BitbucketLogParser.matchesEntry($0) },
    makeParser: { BitbucketLogParser($0) })
}
