// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let buildkitPlain = LogFormat(
    name: "buildkit-plain",
    title: "Docker build (BuildKit), plain progress",
    family: .build, stamp: .end, specificity: 0.95,
    notes: """
      Each vertex is a step, numbered in the order of the log. `CACHED` is success. `CANCELED` is \
      cancelled, not failed: another vertex stopped the build. A vertex without an end is cancelled \
      in a build that failed and `error` in a log that stops. The log tells no time of the day, so \
      steps have neither start nor end. Run and job are named after the folder and the file.
      """,
    examples: [
      Example(
        """
        #1 [internal] load build definition from Dockerfile
        #1 DONE 0.0s
        #5 [2/4] RUN npm ci
        #6 [web 2/2] RUN make assets
        #5 0.912 npm error code E503
        #6 CANCELED
        #5 ERROR: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1
        ------
         > [2/4] RUN npm ci:
        0.912 npm error code E503
        ------
        ERROR: failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1
        """,
        gives: #"""
          {"attempt":1,"end_line":2,"job":"example","kind":"step","name":"[internal] load build definition from Dockerfile","number":1,"outcome":"success","provider":"buildkit","run":""}
          {"attempt":1,"deciding_rule":"dependency.registry-5xx","end_line":7,"excerpt":"npm error code E503","exit_code":1,"failure_class":"infrastructure","failure_line":5,"failures":[[5,5],[7,7]],"job":"example","kind":"step","name":"[2/4] RUN npm ci","number":2,"outcome":"failure","provider":"buildkit","run":""}
          {"attempt":1,"end_line":6,"job":"example","kind":"step","name":"[web 2/2] RUN make assets","number":3,"outcome":"cancelled","provider":"buildkit","run":""}
          {"attempt":1,"end_line":12,"job":"example","kind":"job","outcome":"failure","provider":"buildkit","run":""}
          """#)
    ],
    refusals: [],
    matches: { BuildKitLogParser.matches($0) },
    makeParser: { BuildKitLogParser($0) })
}
