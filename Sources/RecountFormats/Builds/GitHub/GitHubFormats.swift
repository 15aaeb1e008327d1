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
      `##[error]` fails the step of an action, whatever follows; the step of a script fails by \
      `Process completed with exit code N.`, since a script may print errors and go on. A log \
      without the runner's last line ends in `error`. \
      Run and job are named after the archive or folder and the file; a long number in the name of the \
      archive is that of the run.
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
        gives: #"""
          {"attempt":1,"end":"2025-03-12T09:14:03.123456Z","job":"example","kind":"step","name":"Set up job","number":1,"outcome":"success","provider":"github","repository":"octo/shop","run":"","start":"2025-03-12T09:14:02.123456Z"}
          {"attempt":1,"deciding_rule":"none","end":"2025-03-12T09:14:09.223456Z","end_line":4,"excerpt":"Process completed with exit code 2.","exit_code":2,"failure_class":"unknown","failure_line":4,"job":"example","kind":"step","name":"Run make test","number":2,"outcome":"failure","provider":"github","repository":"octo/shop","run":"","start":"2025-03-12T09:14:03.123456Z"}
          {"attempt":1,"end":"2025-03-12T09:14:09.223456Z","job":"example","kind":"step","name":"Complete job","number":3,"outcome":"success","provider":"github","repository":"octo/shop","run":"","start":"2025-03-12T09:14:09.223456Z"}
          {"attempt":1,"end":"2025-03-12T09:14:09.223456Z","end_line":5,"job":"example","kind":"job","outcome":"failure","provider":"github","repository":"octo/shop","run":"","start":"2025-03-12T09:14:02.123456Z"}
          """#)
    ],
    refusals: [],
    matches: { GitHubJobLogParser.matches($0) },
    makeParser: { GitHubJobLogParser($0) })

  package static let githubStepLog = LogFormat(
    name: "github-step-log",
    title: "GitHub Actions, log of one step of a job",
    family: .build, stamp: .end, specificity: 0.5,
    notes: """
      The archive of a run holds the log of each step besides those of the jobs. In an archive it is \
      told by its name, `<job>/<n>_<step>.txt`, and its first line, and so has the step's own number and name. Steps that \
      a job's log shows too are the same steps and count once.
      """,
    examples: [
      Example(
        """
        2025-03-12T09:14:03.1234567Z ##[group]Run make test
        2025-03-12T09:14:03.2234567Z shell: /usr/bin/bash -e {0}
        2025-03-12T09:14:03.3234567Z ##[endgroup]
        2025-03-12T09:14:09.1234567Z ##[error]Process completed with exit code 2.
        """,
        path: "logs_13992408220.zip!build/3_Run tests.txt",
        gives:
          #"{"attempt":1,"deciding_rule":"none","end":"2025-03-12T09:14:09.123456Z","end_line":4,"excerpt":"Process completed with exit code 2.","exit_code":2,"failure_class":"unknown","failure_line":4,"job":"build","kind":"step","name":"Run tests","number":3,"outcome":"failure","provider":"github","run":"13992408220","start":"2025-03-12T09:14:03.123456Z"}"#
      )
    ],
    refusals: [],
    matches: { GitHubJobLogParser.matches($0) },
    matchesEntry: { name, first in
      GitHubLogIdentity.isStepEntry(name) && first.map(GitHubJobLogParser.matches) ?? false
    },
    makeParser: { GitHubJobLogParser($0, isStep: true) })

  package static let githubJobs = LogFormat(
    name: "github-jobs",
    title: "GitHub Actions, records of jobs and their steps",
    family: .build, stamp: .end, specificity: 0.99, isDocument: true,
    notes: """
      The jobs of a run as the interface gives them: a page, pages one a line, a list, or one job. \
      Job and steps have the keys that the run's logs have, so that each is one row. A member \
      `annotations` may be added to a job.
      """,
    examples: [
      Example(
        #"{"id":39179261817,"run_id":13992408220,"run_attempt":1,"run_url":"https://api.github.com/repos/octo/shop/actions/runs/13992408220","name":"build (ubuntu-24.04)","status":"completed","conclusion":"failure","started_at":"2025-03-12T09:13:40Z","completed_at":"2025-03-12T09:14:12Z","runner_name":"GitHub Actions 12","steps":[{"name":"Initialize containers","number":2,"status":"completed","conclusion":"failure","started_at":"2025-03-12T09:13:42Z","completed_at":"2025-03-12T09:14:11Z"}]}"#,
        gives: #"""
          {"attempt":1,"conclusion":"failure","deciding_rule":"github.runner-step","end":"2025-03-12T09:14:11.000000Z","failure_class":"infrastructure","job":"build (ubuntu-24.04)","kind":"step","name":"Initialize containers","number":2,"outcome":"failure","provider":"github","repository":"octo/shop","run":"13992408220","runner":"GitHub Actions 12","start":"2025-03-12T09:13:42.000000Z"}
          {"attempt":1,"end":"2025-03-12T09:14:12.000000Z","end_line":2,"job":"build (ubuntu-24.04)","kind":"job","outcome":"failure","provider":"github","repository":"octo/shop","run":"13992408220","runner":"GitHub Actions 12","start":"2025-03-12T09:13:40.000000Z"}
          """#)
    ],
    refusals: [
      Refusal(#"{"run_id":1,"conclusion":"failure"}"#, because: .malformedJSON),
      Refusal(#"{"run_id":1,"steps":"no"}"#, because: .malformedJSON),
    ],
    matches: { GitHubJobsParser.matches($0) },
    makeParser: { _ in GitHubJobsParser() })
}
