// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let bitbucketSteps = LogFormat(
    name: "bitbucket-steps",
    title: "Bitbucket Pipelines, step records of the API, one a line",
    family: .build, stamp: .end, specificity: 0.99, linesStandAlone: true,
    notes: """
      Each record is one step. `FAILED` means that a command of the user failed, `ERROR` that the \
      platform did. Steps without a result yet are read and counted nowhere.
      """,
    examples: [
      Example(
        #"{"type":"pipeline_step","uuid":"{0f2e}","pipeline":{"uuid":"{77aa}"},"repository":{"full_name":"octo/shop"},"name":"Build","started_on":"2025-03-12T09:13:40.310Z","completed_on":"2025-03-12T09:14:12.001Z","state":{"name":"COMPLETED","result":{"name":"ERROR","error":{"key":"k","message":"Failed to pull image: received unexpected HTTP status: 503 Service Unavailable"}}},"image":{"name":"registry.example/ci/node:20"}}"#,
        gives:
          #"{"attempt":1,"deciding_rule":"image-pull.registry-5xx","end":"2025-03-12T09:14:12.001000Z","excerpt":"Failed to pull image: received unexpected HTTP status: 503 Service Unavailable","failure_class":"infrastructure","image":"registry.example/ci/node:20","job":"0f2e","kind":"step","name":"Build","number":1,"outcome":"error","provider":"bitbucket","repository":"octo/shop","run":"77aa","start":"2025-03-12T09:13:40.310000Z"}"#
      ),
      Example(
        #"{"uuid":"{0f2f}","pipeline":{"uuid":"{77aa}"},"started_on":"2025-03-12T09:13:40Z","completed_on":"2025-03-12T09:14:12Z","state":{"name":"COMPLETED","result":{"name":"SUCCESSFUL"}}}"#,
        gives:
          #"{"attempt":1,"end":"2025-03-12T09:14:12.000000Z","job":"0f2f","kind":"step","number":1,"outcome":"success","provider":"bitbucket","run":"77aa","start":"2025-03-12T09:13:40.000000Z"}"#
      ),
    ],
    refusals: [
      Refusal(#"{"uuid":"{0f2f}","state":{"name":"COMPLETED"}}"#, because: .missingField),
      Refusal(
        #"{"uuid":"{0f2f}","pipeline":{"uuid":"{77aa}"},"started_on":"soon","state":{"name":"COMPLETED","result":{"name":"FAILED"}}}"#,
        because: .malformedTime),
      Refusal("+ npm ci", because: .malformedJSON),
    ],
    matches: { BitbucketStepParser.matches($0) },
    makeParser: { BitbucketStepParser($0) })

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
        gives:
          #"{"attempt":1,"deciding_rule":"image-pull.registry-5xx","end_line":3,"excerpt":"Error response from daemon: received unexpected HTTP status: 503 Service Unavailable","failure_class":"infrastructure","failure_line":3,"job":"example","kind":"step","number":1,"outcome":"error","provider":"bitbucket","run":""}"#
      )
    ],
    refusals: [],
    matches: { BitbucketLogParser.matches($0) },
    matchesEntry: { name, _ in BitbucketLogParser.matchesEntry(name) },
    makeParser: { BitbucketLogParser($0) })
}
