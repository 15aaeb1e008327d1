// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let azureLog = LogFormat(
    name: "azure-log",
    title: "Azure Pipelines, log of a job or of one task",
    // Below that of GitHub Actions, whose stamp it shares: only lines with the marks of Azure, which
    // are none of GitHub's, make the difference.
    family: .build, stamp: .end, specificity: 0.89,
    notes: """
      A step stands between `##[section]Starting: T` and `##[section]Finishing: T`. `##[error]` \
      fails the step of a task; the step of a script fails by its exit code, since a script may log \
      errors and go on. A step without its end ends in `error`. A section around all steps is the \
      job. Run, job and task are named after the archive, the folder and the file.
      """,
    examples: [
      Example(
        """
        2025-03-12T09:14:02.1234567Z ##[section]Starting: npm test
        2025-03-12T09:14:02.1234567Z ==============================================================================
        2025-03-12T09:14:02.1234567Z Task         : Bash
        2025-03-12T09:14:02.1234567Z ==============================================================================
        2025-03-12T09:14:09.1234567Z Tests:       1 failed, 3 passed, 4 total
        2025-03-12T09:14:09.2234567Z ##[error]Bash exited with code '1'.
        2025-03-12T09:14:09.3234567Z ##[section]Finishing: npm test
        """,
        path: "logs_4512.zip!build/3_npm test.txt",
        gives:
          #"{"attempt":1,"deciding_rule":"test.failed","end":"2025-03-12T09:14:09.323456Z","end_line":7,"excerpt":"Tests:       1 failed, 3 passed, 4 total","exit_code":1,"failure_class":"test","failure_end_line":6,"failure_line":5,"job":"build","kind":"step","name":"npm test","number":3,"outcome":"failure","provider":"azure","run":"4512","start":"2025-03-12T09:14:02.123456Z","tests":{"failed":1,"failed_names":[],"frameworks":["jest"],"passed":3,"run":4,"skipped":0}}"#
      )
    ],
    refusals: [],
    matches: { AzureLine.matches($0) },
    makeParser: { AzureLogParser($0) })

  package static let azureTimeline = LogFormat(
    name: "azure-timeline",
    title: "Azure Pipelines, timeline of a run",
    family: .build, stamp: .end, specificity: 0.99, isDocument: true,
    notes: """
      The timeline of a run, or records of it alone. Each task is a step of its job, numbered in the \
      order of the job. A task that has succeeded with issues and has errors failed and was let \
      through. A job that failed though none of its tasks did has one more failed step.
      """,
    examples: [
      Example(
        #"{"records":[{"id":"12f1","parentId":"11aa","type":"Job","name":"build","startTime":"2025-03-12T09:14:00Z","finishTime":"2025-03-12T09:14:12Z","state":"completed","result":"failed","attempt":1},{"id":"8ac2","parentId":"12f1","type":"Task","name":"npm test","startTime":"2025-03-12T09:14:02.31Z","finishTime":"2025-03-12T09:14:11.31Z","state":"completed","result":"failed","errorCount":1,"attempt":1,"order":3,"issues":[{"type":"error","message":"Bash exited with code '1'."}],"log":{"id":9}}],"url":"https://dev.azure.com/octo/shop/_apis/build/builds/4512/Timeline/8ac2"}"#,
        gives: #"""
          {"attempt":1,"conclusion":"failure","deciding_rule":"none","end":"2025-03-12T09:14:11.310000Z","excerpt":"Bash exited with code '1'.","exit_code":1,"failure_class":"unknown","job":"build","kind":"step","name":"npm test","number":1,"outcome":"failure","provider":"azure","run":"4512","start":"2025-03-12T09:14:02.310000Z"}
          {"attempt":1,"end":"2025-03-12T09:14:12.000000Z","end_line":1,"job":"build","kind":"job","outcome":"failure","provider":"azure","run":"4512","start":"2025-03-12T09:14:00.000000Z"}
          """#)
    ],
    refusals: [
      Refusal(#"{"parentId":"1","type":"Task","result":"failed"}"#, because: .malformedJSON)
    ],
    matches: { AzureTimelineParser.matches($0) },
    makeParser: { AzureTimelineParser($0) })
}
