// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let droneBuild = LogFormat(
    name: "drone-build",
    title: "Drone and Woodpecker, records of builds and their steps",
    family: .build, stamp: .end, specificity: 0.99, isDocument: true,
    notes: """
      Builds of Drone (`stages[].steps[]`) or pipelines of Woodpecker (`workflows[].children[]`): one, \
      a list, or one a line. A stage or workflow is a job. `error` is the platform's, `killed` a \
      cancellation unless its stage ran out of time; a clone that fails is infrastructure. Steps whose \
      failure is ignored are failures that were let through.
      """,
    examples: [
      Example(
        #"{"id":301,"number":17,"status":"failure","stages":[{"id":1,"number":1,"name":"default","kind":"pipeline","status":"failure","machine":"runner-1","started":1741770840,"stopped":1741770852,"steps":[{"id":1,"number":1,"name":"clone","status":"success","exit_code":0,"started":1741770840,"stopped":1741770842},{"id":2,"number":2,"name":"test","image":"node:20","status":"failure","exit_code":1,"started":1741770842,"stopped":1741770851}]}]}"#,
        gives: #"""
          {"attempt":1,"conclusion":"success","end":"2025-03-12T09:14:02.000000Z","exit_code":0,"job":"default","kind":"step","name":"clone","number":1,"outcome":"success","provider":"drone","run":"301","runner":"runner-1","start":"2025-03-12T09:14:00.000000Z"}
          {"attempt":1,"conclusion":"failure","deciding_rule":"none","end":"2025-03-12T09:14:11.000000Z","exit_code":1,"failure_class":"unknown","image":"node:20","job":"default","kind":"step","name":"test","number":2,"outcome":"failure","provider":"drone","run":"301","runner":"runner-1","start":"2025-03-12T09:14:02.000000Z"}
          {"attempt":1,"end":"2025-03-12T09:14:12.000000Z","end_line":3,"job":"default","kind":"job","outcome":"failure","provider":"drone","run":"301","runner":"runner-1","start":"2025-03-12T09:14:00.000000Z"}
          """#)
    ],
    refusals: [
      Refusal(#"{"id":1,"status":"failure","steps":[]}"#, because: .malformedJSON),
      Refusal(#"{"id":1,"status":"failure","stages":[{"name":"x"}]}"#, because: .malformedJSON),
    ],
    matches: { DroneBuildParser.matches($0) },
    makeParser: { DroneBuildParser($0) })

  package static let droneLog = LogFormat(
    name: "drone-log",
    title: "Drone and Woodpecker, log of one step",
    family: .build, stamp: .end, specificity: 0.95, isDocument: true,
    notes: """
      The entries of a log as the interface gives them. It has no times but those since the step \
      began, and unless it has an entry with the exit code it does not say how the step ended: its \
      record does. Run and job are named after the folder and the file.
      """,
    examples: [
      Example(
        #"[{"pos":0,"out":"+ npm ci\n","time":0},{"pos":1,"out":"npm ERR! code E503\n","time":12}]"#,
        gives:
          #"{"attempt":1,"deciding_rule":"dependency.registry-5xx","end_line":2,"excerpt":"npm ERR! code E503","failure_class":"infrastructure","failure_line":2,"job":"example","kind":"step","number":1,"provider":"drone","run":""}"#
      ),
      Example(
        #"[{"id":7,"step_id":31,"time":12,"line":4,"data":"bnBtIEVSUiEgNTAz","type":0},{"id":8,"step_id":31,"time":12,"line":5,"data":"MQ==","type":2}]"#,
        gives:
          #"{"attempt":1,"deciding_rule":"dependency.registry-5xx","end_line":2,"excerpt":"npm ERR! 503","exit_code":1,"failure_class":"infrastructure","failure_line":1,"job":"example","kind":"step","number":1,"outcome":"failure","provider":"woodpecker","run":""}"#
      ),
    ],
    refusals: [
      Refusal(#"[{"out":"+ npm ci\n","time":0}]"#, because: .malformedJSON),
      Refusal(#"[{"step_id":31,"data":"*","line":4,"time":1}]"#, because: .malformedJSON),
    ],
    matches: { DroneLogParser.matches($0) },
    makeParser: { DroneLogParser($0) })
}
