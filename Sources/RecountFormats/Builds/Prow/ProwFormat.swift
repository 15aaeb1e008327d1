// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let prowResult = LogFormat(
    name: "prow-result",
    title: "Prow, started.json and finished.json of a job",
    family: .build, stamp: .end, specificity: 0.99,
    notes: """
      A job of Prow has one step. `finished.json` tells its outcome and end, `started.json` its \
      start and no outcome. `ABORTED` is cancelled. Run and job are named after the folder: all \
      files of `logs/unit/1899/` belong to run `logs/unit/1899`, job `unit`.
      """,
    examples: [
      Example(
        #"{"timestamp":1741770842,"passed":false,"result":"FAILURE","revision":"4f2a"}"#,
        gives: #"""
          {"attempt":1,"deciding_rule":"none","end":"2025-03-12T09:14:02.000000Z","failure_class":"unknown","job":"example","kind":"step","name":"Test process","number":1,"outcome":"failure","provider":"prow","run":""}
          {"attempt":1,"end":"2025-03-12T09:14:02.000000Z","end_line":1,"job":"example","kind":"job","outcome":"failure","provider":"prow","run":""}
          """#),
      Example(
        #"{"timestamp":1741770002,"pull":"1234","repo-version":"4f2a","node":"gke-1"}"#,
        gives:
          #"{"attempt":1,"job":"example","kind":"step","name":"Test process","number":1,"provider":"prow","run":"","runner":"gke-1","start":"2025-03-12T09:00:02.000000Z"}"#
      ),
    ],
    refusals: [
      Refusal(#"{"passed":true,"result":"SUCCESS"}"#, because: .missingField),
      Refusal(#"{"timestamp":12,"passed":true}"#, because: .malformedTime),
      Refusal(#"{"timestamp":1741770842,"result":"perhaps"}"#, because: .malformedStatus),
      Refusal("+ make test", because: .malformedJSON),
    ],
    matches: { ProwResultParser.matches($0) },
    matchesEntry: { name, _ in ProwResultParser.matchesEntry(name) },
    makeParser: { ProwResultParser($0) })

  package static let prowLog = LogFormat(
    name: "prow-log",
    title: "Prow, build-log.txt of a job",
    family: .build, stamp: .end, specificity: 0.3,
    notes: """
      The log says how its process ended only when it failed, timed out or was interrupted: then \
      the entrypoint adds a line. Any other log leaves the outcome to `finished.json`. Lines of \
      klog have no year and give no time. In an archive it is told by its name, elsewhere only by \
      what the pod utilities say: the rest can be the log of any program.
      """,
    examples: [
      Example(
        """
        wrapper.sh] [INFO] Wrapping Test Command: `make test`
        I0312 09:14:02.123456   11834 main.go:21] starting
        E0312 09:14:09.123456   11834 main.go:77] cannot list nodes
        {"component":"entrypoint","error":"wrapped process failed: exit status 2","file":"run.go:79","level":"error","msg":"Error executing test process","severity":"error","time":"2025-03-12T09:14:10Z"}
        """,
        path: "logs.tar.gz!unit/1899/build-log.txt",
        gives: #"""
          {"attempt":1,"deciding_rule":"none","end":"2025-03-12T09:14:10.000000Z","end_line":4,"excerpt":"Error executing test process","exit_code":2,"failure_class":"unknown","failure_line":4,"job":"unit","kind":"step","name":"Test process","number":1,"outcome":"failure","provider":"prow","run":"logs.tar.gz!unit/1899"}
          {"attempt":1,"end":"2025-03-12T09:14:10.000000Z","end_line":4,"job":"unit","kind":"job","outcome":"failure","provider":"prow","run":"logs.tar.gz!unit/1899"}
          """#)
    ],
    refusals: [],
    matches: { ProwLogParser.matches($0) },
    matchesEntry: { name, _ in ProwLogParser.matchesEntry(name) },
    makeParser: { ProwLogParser($0) })
}
