// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let buildkiteLog = LogFormat(
    name: "buildkite-log",
    title: "Buildkite, log of one job",
    family: .build, stamp: .end, specificity: 0.98,
    notes: """
      Each group, `--- Test`, `+++ Test` or `~~~ Test` at the first column, is a step; the file names \
      of a patch are none. A step fails by the agent's `🚨 Error: …`. The log of a job that went well \
      has no last word: the last group is counted only if it failed, and the job only if the agent's \
      clean-up shows that the command was over. The record of the job tells, and becomes its last \
      group. Times are those that the agent hides in the lines.
      """,
    examples: [
      Example(
        """
        \u{1B}_bk;t=1741770842310\u{7}~~~ Preparing working directory
        \u{1B}_bk;dt=690\u{7}$ git clone -v -- git@github.com:octo/shop.git .
        \u{1B}_bk;dt=1000\u{7}--- :npm: Install
        \u{1B}_bk;dt=412\u{7}npm error code E503
        \u{1B}_bk;dt=12\u{7}\u{1B}[31m🚨 Error: The command exited with status 1\u{1B}[0m
        \u{1B}_bk;dt=0\u{7}^^^ +++
        \u{1B}_bk;dt=1\u{7}~~~ Running global pre-exit hook
        """,
        gives: #"""
          {"attempt":1,"end":"2025-03-12T09:14:04.000000Z","end_line":2,"job":"example","kind":"step","name":"Preparing working directory","number":1,"outcome":"success","provider":"buildkite","run":"","start":"2025-03-12T09:14:02.310000Z"}
          {"attempt":1,"deciding_rule":"dependency.registry-5xx","end":"2025-03-12T09:14:04.425000Z","end_line":6,"excerpt":"npm error code E503","exit_code":1,"failure_class":"infrastructure","failure_end_line":5,"failure_line":4,"job":"example","kind":"step","name":":npm: Install","number":2,"outcome":"failure","provider":"buildkite","run":"","start":"2025-03-12T09:14:04.000000Z"}
          {"attempt":1,"end":"2025-03-12T09:14:04.425000Z","job":"example","kind":"step","name":"Running global pre-exit hook","number":3,"provider":"buildkite","run":"","start":"2025-03-12T09:14:04.425000Z"}
          {"attempt":1,"end":"2025-03-12T09:14:04.425000Z","end_line":7,"job":"example","kind":"job","outcome":"failure","provider":"buildkite","run":"","start":"2025-03-12T09:14:02.310000Z"}
          """#)
    ],
    refusals: [],
    matches: { BuildkiteLogParser.matches($0) },
    makeParser: { BuildkiteLogParser($0) })

  package static let buildkiteJobs = LogFormat(
    name: "buildkite-jobs",
    title: "Buildkite, records of builds and jobs",
    family: .build, stamp: .end, specificity: 0.99, isDocument: true,
    notes: """
      A build with its jobs, a list of such, or jobs alone. Each job is one step, number 0, its \
      groups being known to its log only. `soft_failed` is a failure that the build let through; an agent that \
      was lost or stopped is infrastructure. Jobs that wait or run are counted nowhere.
      """,
    examples: [
      Example(
        #"{"id":"f62a1b4d","number":17,"state":"failed","web_url":"https://buildkite.com/acme/shop/builds/17","jobs":[{"id":"0190b1c2","type":"script","name":"Test","state":"failed","exit_status":1,"signal":null,"signal_reason":null,"soft_failed":false,"started_at":"2025-03-12T09:14:02.310Z","finished_at":"2025-03-12T09:14:11.310Z","agent":{"name":"agent-3"}}]}"#,
        gives: #"""
          {"attempt":1,"conclusion":"failure","deciding_rule":"none","end":"2025-03-12T09:14:11.310000Z","exit_code":1,"failure_class":"unknown","job":"0190b1c2","kind":"step","name":"Test","number":0,"outcome":"failure","provider":"buildkite","run":"acme/shop/17","runner":"agent-3","start":"2025-03-12T09:14:02.310000Z"}
          {"attempt":1,"end":"2025-03-12T09:14:11.310000Z","end_line":1,"job":"0190b1c2","kind":"job","outcome":"failure","provider":"buildkite","run":"acme/shop/17","runner":"agent-3","start":"2025-03-12T09:14:02.310000Z"}
          """#)
    ],
    refusals: [
      Refusal(#"{"id":"1","exit_status":1}"#, because: .malformedJSON),
      Refusal(#"{"id":"1","state":"failed","exit_status":"one"}"#, because: .malformedJSON),
    ],
    matches: { BuildkiteJobsParser.matches($0) },
    makeParser: { BuildkiteJobsParser($0) })
}
