// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let taskclusterLog = LogFormat(
    name: "taskcluster-log",
    title: "Taskcluster, log of one task run",
    family: .build, stamp: .end, specificity: 0.97,
    notes: """
      The first step is the set-up, then comes the task (for generic-worker one step a command), \
      then what the worker does after it. A task fails by its exit code; `max run time exceeded` \
      makes it a timeout. A log of docker-worker without its last line, and one of generic-worker \
      without `=== Task Finished ===`, ends in `error`. The prefix of mozharness, \
      `09:14:02     INFO - `, is left out of what is read. Run and job are named after the folder \
      and the file, since the log does not say which run of its task it is.
      """,
    examples: [
      Example(
        """
        [taskcluster 2025-03-12 09:14:00.100Z] Task ID: FfGteqn9Rju2uvg_Ah_LTg
        [taskcluster 2025-03-12 09:14:00.100Z] Worker ID: 768067
        [taskcluster 2025-03-12 09:14:02.544Z] === Task Starting ===
        [task 2025-03-12T09:14:03.000Z] 09:14:03     INFO - make all
        [task 2025-03-12T09:14:05.000Z] 09:14:05    ERROR - make[3]: *** [all] Error 2
        [taskcluster 2025-03-12 09:14:06.000Z] === Task Finished ===
        [taskcluster 2025-03-12 09:14:08.000Z] Unsuccessful task run with exit code: 2 completed in 7.9 seconds
        """,
        gives: #"""
          {"attempt":1,"end":"2025-03-12T09:14:03.000000Z","end_line":3,"job":"example","kind":"step","name":"Set up task","number":1,"outcome":"success","provider":"taskcluster","run":"","runner":"768067","start":"2025-03-12T09:14:00.100000Z"}
          {"attempt":1,"deciding_rule":"none","end":"2025-03-12T09:14:06.000000Z","end_line":5,"excerpt":"make[3]: *** [all] Error 2","exit_code":2,"failure_class":"unknown","failure_line":5,"job":"example","kind":"step","name":"Run task","number":2,"outcome":"failure","provider":"taskcluster","run":"","runner":"768067","start":"2025-03-12T09:14:03.000000Z"}
          {"attempt":1,"end":"2025-03-12T09:14:08.000000Z","end_line":7,"job":"example","kind":"step","name":"Tear down task","number":3,"outcome":"success","provider":"taskcluster","run":"","runner":"768067","start":"2025-03-12T09:14:06.000000Z"}
          {"attempt":1,"end":"2025-03-12T09:14:08.000000Z","end_line":7,"job":"example","kind":"job","outcome":"failure","provider":"taskcluster","run":"","runner":"768067","start":"2025-03-12T09:14:00.100000Z"}
          """#)
    ],
    refusals: [],
    matches: { TaskclusterLogParser.matches($0) },
    makeParser: { TaskclusterLogParser($0) })
}
