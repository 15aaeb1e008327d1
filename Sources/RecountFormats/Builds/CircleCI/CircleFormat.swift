// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let circleBuild = LogFormat(
    name: "circleci-build",
    title: "CircleCI, records of builds and their steps",
    family: .build, stamp: .end, specificity: 0.99, isDocument: true,
    notes: """
      Builds of version 1.1 of the interface: one, a list, or one a line. A step of several \
      containers is one, and fails where one of them does. `infrastructure_fail` is an `error` of the \
      platform. A build that failed though none of its steps did has one more failed step.
      """,
    examples: [
      Example(
        #"{"build_num":17,"username":"octo","reponame":"shop","lifecycle":"finished","outcome":"failed","status":"failed","start_time":"2025-03-12T09:14:00.000Z","stop_time":"2025-03-12T09:14:12.000Z","workflows":{"job_name":"test","workflow_id":"77aa","workflow_name":"ci"},"steps":[{"name":"npm test","actions":[{"index":0,"name":"npm test","type":"test","status":"failed","exit_code":1,"failed":true,"infrastructure_fail":null,"timedout":null,"start_time":"2025-03-12T09:14:02.310Z","end_time":"2025-03-12T09:14:11.310Z","run_time_millis":9000}]}]}"#,
        gives: #"""
          {"attempt":1,"conclusion":"failure","deciding_rule":"none","end":"2025-03-12T09:14:11.310000Z","exit_code":1,"failure_class":"unknown","job":"test/17","kind":"step","name":"npm test","number":1,"outcome":"failure","provider":"circleci","repository":"octo/shop","run":"77aa","start":"2025-03-12T09:14:02.310000Z"}
          {"attempt":1,"end":"2025-03-12T09:14:12.000000Z","end_line":2,"job":"test/17","kind":"job","outcome":"failure","provider":"circleci","repository":"octo/shop","run":"77aa","start":"2025-03-12T09:14:00.000000Z"}
          """#)
    ],
    refusals: [Refusal(#"{"build_num":17,"outcome":"failed"}"#, because: .malformedJSON)],
    matches: { CircleBuildParser.matches($0) },
    makeParser: { CircleBuildParser($0) })

  package static let circleOutput = LogFormat(
    name: "circleci-output",
    title: "CircleCI, output of one step",
    family: .build, stamp: .end, specificity: 0.95, isDocument: true,
    notes: """
      The list of chunks to which `output_url` leads. Unless it ends in `Exited with code N` it does \
      not say how the step ended: the record of its build does. Run and job are named after the folder \
      and the file.
      """,
    examples: [
      Example(
        #"[{"message":"npm ERR! code ECON","time":"2025-03-12T09:14:05.000Z","type":"err"},{"message":"NRESET\r\n\r\nExited with code exit status 1\r\n","time":"2025-03-12T09:14:06.000Z","type":"out"}]"#,
        gives:
          #"{"attempt":1,"deciding_rule":"dependency.network","end":"2025-03-12T09:14:06.000000Z","end_line":2,"excerpt":"npm ERR! code ECONNRESET","exit_code":1,"failure_class":"infrastructure","failure_line":2,"job":"example","kind":"step","number":1,"outcome":"failure","provider":"circleci","run":"","start":"2025-03-12T09:14:05.000000Z"}"#
      )
    ],
    refusals: [Refusal(#"[{"message":"x","type":1}]"#, because: .malformedJSON)],
    matches: { CircleOutputParser.matches($0) },
    makeParser: { CircleOutputParser($0) })
}
