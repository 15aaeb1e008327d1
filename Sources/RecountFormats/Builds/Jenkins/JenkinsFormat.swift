// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let jenkinsRuns = LogFormat(
    name: "jenkins-wfapi",
    title: "Jenkins Pipeline, runs as wfapi gives them",
    family: .build, stamp: .end, specificity: 0.99,
    notes: """
      A run (`wfapi/describe`) or a list of them (`wfapi/runs`), as one document or one a line. \
      Each stage is a step. `UNSTABLE` is a failure whose conclusion is success: tests failed and \
      the build went on. A run that failed although no stage did gets a step `Build` behind its \
      stages. A run is named after its file, or by its id in a list, so that `shop/17/wfapi.json` \
      and `shop/17/consoleText` give the same steps.
      """,
    examples: [
      Example(
        #"{"id":"17","status":"FAILED","startTimeMillis":1741770842310,"endTimeMillis":1741770847340,"durationMillis":5030,"stages":[{"id":"6","name":"Build","status":"SUCCESS","startTimeMillis":1741770842310,"durationMillis":1000},{"id":"8","name":"Test","status":"FAILED","startTimeMillis":1741770843310,"durationMillis":4030,"error":{"message":"script returned exit code 1","type":"hudson.AbortException"}}]}"#,
        gives: #"""
          {"attempt":1,"end":"2025-03-12T09:14:03.310000Z","job":"example","kind":"step","name":"Build","number":1,"outcome":"success","provider":"jenkins","run":"","start":"2025-03-12T09:14:02.310000Z"}
          {"attempt":1,"deciding_rule":"none","end":"2025-03-12T09:14:07.340000Z","excerpt":"script returned exit code 1","exit_code":1,"failure_class":"unknown","failure_line":1,"job":"example","kind":"step","name":"Test","number":2,"outcome":"failure","provider":"jenkins","run":"","start":"2025-03-12T09:14:03.310000Z"}
          {"attempt":1,"end":"2025-03-12T09:14:07.340000Z","end_line":1,"job":"example","kind":"job","outcome":"failure","provider":"jenkins","run":"","start":"2025-03-12T09:14:02.310000Z"}
          """#)
    ],
    refusals: [
      Refusal(#"{"id":"17","status":"FAILED","startTimeMillis":1}"#, because: .missingField),
      Refusal(
        #"{"id":"17","status":"BROKEN","startTimeMillis":1,"stages":[]}"#,
        because: .malformedStatus),
      Refusal(
        #"{"id":"17","status":"FAILED","startTimeMillis":"x","stages":[]}"#,
        because: .malformedTime),
      Refusal("[Pipeline] sh", because: .malformedJSON),
    ],
    matches: { JenkinsRunParser.matches($0) },
    makeParser: { JenkinsRunParser($0) })

  package static let jenkinsConsole = LogFormat(
    name: "jenkins-console",
    title: "Jenkins, console of one build",
    family: .build, stamp: .end, specificity: 0.98,
    notes: """
      Each stage of a Pipeline is a step, and a freestyle build is one; a stage that only holds \
      others is none. What a build came to stands in its last line, `Finished: …`; a log without \
      it ends in `error`. `UNSTABLE` is a failure whose conclusion is success: tests failed and \
      the build went on. The console does not name the stage that failed: it is the one before \
      the first that was skipped, the one of a branch that failed, or the last that ran a script. \
      Lines of parallel branches are told apart by their prefix. Stamps with a date give times; \
      `09:14:02  ` gives one only behind a stamp with a date, and without any there is no start \
      and no end. ConsoleNotes are left out.
      """,
    examples: [
      Example(
        """
        Started by user admin
        [Pipeline] Start of Pipeline
        [Pipeline] node
        Running on agent-7 in /home/jenkins/workspace/shop
        [Pipeline] {
        [Pipeline] stage
        [Pipeline] { (Build)
        [Pipeline] sh
        [2025-03-12T09:14:02.310Z] + make
        [2025-03-12T09:14:05.310Z] make: *** [all] Error 2
        [Pipeline] }
        [Pipeline] // stage
        [Pipeline] stage
        [Pipeline] { (Deploy)
        Stage "Deploy" skipped due to earlier failure(s)
        [Pipeline] }
        [Pipeline] // stage
        [Pipeline] }
        [Pipeline] // node
        [Pipeline] End of Pipeline
        ERROR: script returned exit code 2
        Finished: FAILURE
        """,
        gives: #"""
          {"attempt":1,"deciding_rule":"none","end":"2025-03-12T09:14:05.310000Z","end_line":21,"excerpt":"ERROR: script returned exit code 2","exit_code":2,"failure_class":"unknown","failure_line":21,"failures":[[10,10],[21,21]],"job":"example","kind":"step","name":"Build","number":1,"outcome":"failure","provider":"jenkins","run":"","runner":"agent-7","start":"2025-03-12T09:14:02.310000Z"}
          {"attempt":1,"end_line":17,"job":"example","kind":"step","name":"Deploy","number":2,"outcome":"skipped","provider":"jenkins","run":"","runner":"agent-7"}
          {"attempt":1,"end":"2025-03-12T09:14:05.310000Z","end_line":22,"job":"example","kind":"job","outcome":"failure","provider":"jenkins","run":"","runner":"agent-7","start":"2025-03-12T09:14:02.310000Z"}
          """#)
    ],
    refusals: [],
    matches: { JenkinsLine.matches($0) },
    makeParser: { JenkinsConsoleParser($0) })
}
