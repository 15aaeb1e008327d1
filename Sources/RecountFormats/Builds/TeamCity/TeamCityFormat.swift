// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let teamcityLog = LogFormat(
    name: "teamcity-log",
    title: "TeamCity, build log or service messages",
    family: .build, stamp: .end, specificity: 0.97,
    notes: """
      In a build log of the server each `Step 1/3: …` is a step; in the output of tools, which has \
      none, each outermost block of a flow. A step fails by the exit code of its process, a build \
      problem or a failed test. Lines have only a time of the day: the head of a downloaded log, \
      `Started '…'`, gives the date, and without it steps have no start and no end. A log of the \
      server that neither has `Finished '…'` in its head nor `Build finished` at its end ends in \
      `error`. The output of a tool alone does not say that it succeeded.
      """,
    examples: [
      Example(
        """
        Build 'Shop :: Build' #17, default branch 'main'
        Started 'Wed Mar 12 09:14:00 UTC 2025' on 'agent-3' by 'jane'
        Finished 'Wed Mar 12 09:14:09 UTC 2025' with status 'FAILURE'
        TeamCity URL https://ci.example/viewLog.html?buildId=1234
        [09:14:00]W: bt12 (9s)
        [09:14:01] : Step 1/2: Install (Command Line) (2s)
        [09:14:02] :\t [Step 1/2] + npm ci
        [09:14:03] :\t [Step 1/2] Process exited with code 0
        [09:14:03] : Step 2/2: Test (Command Line) (5s)
        [09:14:04]W:\t [Step 2/2] npm ERR! 503
        [09:14:08]W:\t [Step 2/2] Process exited with code 1
        [09:14:08]E:\t [Step 2/2] Process exited with code 1 (Step: Test (Command Line))
        [09:14:09] : Build finished
        """,
        gives: #"""
          {"attempt":1,"end":"2025-03-12T09:14:03.000000Z","end_line":8,"exit_code":0,"job":"example","kind":"step","name":"Install (Command Line)","number":1,"outcome":"success","provider":"teamcity","run":"","runner":"agent-3","start":"2025-03-12T09:14:01.000000Z"}
          {"attempt":1,"deciding_rule":"dependency.registry-5xx","end":"2025-03-12T09:14:08.000000Z","end_line":12,"excerpt":"npm ERR! 503","exit_code":1,"failure_class":"infrastructure","failure_end_line":12,"failure_line":10,"job":"example","kind":"step","name":"Test (Command Line)","number":2,"outcome":"failure","provider":"teamcity","run":"","runner":"agent-3","start":"2025-03-12T09:14:03.000000Z"}
          {"attempt":1,"end":"2025-03-12T09:14:09.000000Z","end_line":13,"job":"example","kind":"job","outcome":"failure","provider":"teamcity","run":"","runner":"agent-3","start":"2025-03-12T09:14:00.000000Z"}
          """#)
    ],
    refusals: [],
    matches: { TeamCityLogParser.matches($0) },
    makeParser: { TeamCityLogParser($0) })
}
