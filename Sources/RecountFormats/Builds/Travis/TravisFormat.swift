// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let travisLog = LogFormat(
    name: "travis-log",
    title: "Travis CI, log of one job",
    family: .build, stamp: .end, specificity: 0.98,
    notes: """
      The set-up is one step, then each command of `install`, `before_script` and `script` is one, \
      and what follows, which does not decide, the last. A command of the script fails by its exit \
      code; a job that stops before its script ends in `error`, and what failed before the user's \
      code has run is never put down to it. Times are those of Travis's own marks, so that a step \
      that was cut off has none of its own. A log without `Done. Your build exited with N.` ends \
      as Travis's last words say, else in `error`. Run and job are those that newer logs name, else \
      the folder and the file.
      """,
    examples: [
      Example(
        """
        travis_fold:start:git.checkout\r\u{1B}[0Ktravis_time:start:0a\r\u{1B}[0K$ git clone https://github.com/octo/shop.git octo/shop
        travis_time:end:0a:start=1741770840000000000,finish=1741770841000000000,duration=1000000000\r\u{1B}[0Ktravis_fold:end:git.checkout\r\u{1B}[0K
        travis_fold:start:install\r\u{1B}[0Ktravis_time:start:0b\r\u{1B}[0K$ npm ci
        travis_time:end:0b:start=1741770841000000000,finish=1741770842000000000,duration=1000000000\r\u{1B}[0Ktravis_fold:end:install\r\u{1B}[0Ktravis_time:start:0c\r\u{1B}[0K$ npm test
        Tests:       1 failed, 3 passed, 4 total
        travis_time:end:0c:start=1741770842310000000,finish=1741770851310000000,duration=9000000000\r\u{1B}[0K\u{1B}[31;1mThe command "npm test" exited with 1.\u{1B}[0m

        Done. Your build exited with 1.
        """,
        gives: #"""
          {"attempt":1,"end":"2025-03-12T09:14:01.000000Z","end_line":2,"job":"example","kind":"step","name":"Set up job","number":1,"outcome":"success","provider":"travis","repository":"octo/shop","run":"","start":"2025-03-12T09:14:00.000000Z"}
          {"attempt":1,"end":"2025-03-12T09:14:02.000000Z","end_line":4,"job":"example","kind":"step","name":"npm ci","number":2,"outcome":"success","provider":"travis","repository":"octo/shop","run":"","start":"2025-03-12T09:14:01.000000Z"}
          {"attempt":1,"deciding_rule":"test.failed","end":"2025-03-12T09:14:11.310000Z","end_line":8,"excerpt":"Tests:       1 failed, 3 passed, 4 total","exit_code":1,"failure_class":"test","failure_end_line":6,"failure_line":5,"failures":[[5,6],[8,8]],"job":"example","kind":"step","name":"npm test","number":3,"outcome":"failure","provider":"travis","repository":"octo/shop","run":"","start":"2025-03-12T09:14:02.310000Z","tests":{"failed":1,"failed_names":[],"frameworks":["jest"],"passed":3,"run":4,"skipped":0}}
          {"attempt":1,"end":"2025-03-12T09:14:11.310000Z","end_line":8,"job":"example","kind":"job","outcome":"failure","provider":"travis","repository":"octo/shop","run":"","start":"2025-03-12T09:14:00.000000Z"}
          """#)
    ],
    refusals: [],
    matches: { TravisLogParser.matches($0) },
    decides: { TravisLogParser.decides($0) },
    matchesEntry: { TravisLogParser.matchesEntry($0, $1) },
    makeParser: { TravisLogParser($0) })
}
