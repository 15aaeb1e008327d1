// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let gitlabTrace = LogFormat(
    name: "gitlab-trace",
    title: "GitLab CI, trace of one job",
    family: .build, stamp: .end, specificity: 0.95,
    notes: """
      The log of a whole job, with or without the stamps of `FF_TIMESTAMPS`. Each section is a step, \
      from its start mark to its end mark. The last section of the runner that was begun is the one \
      that a failed job failed in: `step_script` runs the user's commands, and a failure in any \
      other is the infrastructure's. `after_script` and the clean-up fail no job. A section that the \
      user made inside of another is a step of its own when its end mark stands; one that was never \
      left failed with the section around it and is counted there. A trace without sections is one \
      step, one that stops without the runner's last words ends in `error`. \
      Run and job are named after the folder and the file.
      """,
    examples: [
      Example(
        "\u{1B}[0KRunning with gitlab-runner 17.4.0 (b92ee590)\u{1B}[0;m\n"
          + "\u{1B}[0K  on shop-docker zxwgkjAPs, system ID: s_cd2c\u{1B}[0;m\n"
          + "section_start:1741770842:prepare_executor\r\u{1B}[0K\u{1B}[0K\u{1B}[36;1mPreparing the \"docker\" executor\u{1B}[0;m\n"
          + "\u{1B}[0KUsing Docker executor with image node:20 ...\u{1B}[0;m\n"
          + "section_end:1741770845:prepare_executor\r\u{1B}[0Ksection_start:1741770845:step_script\r\u{1B}[0K\u{1B}[0K\u{1B}[36;1mExecuting \"step_script\" stage of the job script\u{1B}[0;m\n"
          + "\u{1B}[32;1m$ npm ci\u{1B}[0;m\n"
          + "section_end:1741770851:step_script\r\u{1B}[0K\u{1B}[31;1mERROR: Job failed: exit code 1\n"
          + "\u{1B}[0;m",
        gives: #"""
          {"attempt":1,"end":"2025-03-12T09:14:05.000000Z","end_line":5,"image":"node:20","job":"example","kind":"step","name":"prepare_executor","number":1,"outcome":"success","provider":"gitlab","run":"","runner":"shop-docker","start":"2025-03-12T09:14:02.000000Z"}
          {"attempt":1,"deciding_rule":"none","end":"2025-03-12T09:14:11.000000Z","end_line":7,"excerpt":"ERROR: Job failed: exit code 1","exit_code":1,"failure_class":"unknown","failure_line":7,"image":"node:20","job":"example","kind":"step","name":"step_script","number":2,"outcome":"failure","provider":"gitlab","run":"","runner":"shop-docker","start":"2025-03-12T09:14:05.000000Z"}
          {"attempt":1,"end":"2025-03-12T09:14:11.000000Z","end_line":8,"job":"example","kind":"job","outcome":"failure","provider":"gitlab","run":"","runner":"shop-docker","start":"2025-03-12T09:14:02.000000Z"}
          """#),
      Example(
        "2025-03-12T09:14:02.020010Z 00O section_start:1741770842:get_sources\r\u{1B}[0K\u{1B}[0K\u{1B}[36;1mGetting source from Git repository\u{1B}[0;m\n"
          + "2025-03-12T09:14:03.120010Z 01O Fetching changes...\n"
          + "2025-03-12T09:14:33.220010Z 01E fatal: unable to access 'https://gitlab.example/shop.git/'\n"
          + "2025-03-12T09:14:33.320010Z 00O section_end:1741770873:get_sources\r\u{1B}[0K\u{1B}[31;1mERROR: Job failed: exit code 1\n"
          + "2025-03-12T09:14:33.320010Z 00O+\u{1B}[0;m",
        gives: #"""
          {"attempt":1,"deciding_rule":"git.remote-failed","end":"2025-03-12T09:14:33.000000Z","end_line":4,"excerpt":"fatal: unable to access 'https://gitlab.example/shop.git/'","exit_code":1,"failure_class":"infrastructure","failure_line":3,"job":"example","kind":"step","name":"get_sources","number":1,"outcome":"error","provider":"gitlab","run":"","start":"2025-03-12T09:14:02.000000Z"}
          {"attempt":1,"end":"2025-03-12T09:14:33.320010Z","end_line":5,"job":"example","kind":"job","outcome":"error","provider":"gitlab","run":"","start":"2025-03-12T09:14:02.020010Z"}
          """#),
    ],
    refusals: [],
    matches: { GitLabTraceParser.matches($0) },
    makeParser: { GitLabTraceParser($0) })

  package static let gitlabJobs = LogFormat(
    name: "gitlab-jobs",
    title: "GitLab CI, jobs of the API",
    family: .build, stamp: .end, specificity: 0.99, isDocument: true,
    notes: """
      Jobs as the API gives them: a list or one job, as one document or one a line. A record knows \
      nothing of sections: a job that failed gives one step, number 0, which becomes the failed \
      section of the job's trace where that is read too, and else stands for it and says why. A \
      trace that is not named after pipeline and job, `<pipeline>/<job>.log`, is joined by the \
      number of the job and its times. Jobs without an outcome yet are read and counted nowhere.
      """,
    examples: [
      Example(
        #"{"id":8,"status":"failed","stage":"test","name":"rspec","allow_failure":false,"created_at":"2025-03-12T09:13:40.310Z","started_at":"2025-03-12T09:14:02.001Z","finished_at":"2025-03-12T09:14:11.001Z","failure_reason":"script_failure","runner":{"id":4,"description":"shop-docker"},"pipeline":{"id":77,"status":"failed"},"web_url":"https://gitlab.example/octo/shop/-/jobs/8"}"#,
        gives: #"""
          {"attempt":1,"conclusion":"failure","deciding_rule":"gitlab.script-failure","end":"2025-03-12T09:14:11.001000Z","excerpt":"script_failure","failure_class":"unknown","job":"8","kind":"step","name":"step_script","number":0,"outcome":"failure","provider":"gitlab","repository":"octo/shop","run":"77","runner":"shop-docker","start":"2025-03-12T09:14:02.001000Z"}
          {"attempt":1,"end":"2025-03-12T09:14:11.001000Z","end_line":1,"job":"8","kind":"job","outcome":"failure","provider":"gitlab","repository":"octo/shop","run":"77","runner":"shop-docker","start":"2025-03-12T09:14:02.001000Z"}
          """#),
      Example(
        #"[{"id":9,"status":"failed","stage":"test","name":"rspec","allow_failure":false,"created_at":"2025-03-12T09:13:40.310Z","started_at":null,"finished_at":"2025-03-12T10:13:41.001Z","failure_reason":"stuck_or_timeout_failure","runner":null,"pipeline":{"id":77},"web_url":"https://gitlab.example/octo/shop/-/jobs/9"},{"id":10,"status":"manual","stage":"deploy","name":"deploy","pipeline":{"id":77}}]"#,
        gives: #"""
          {"attempt":1,"conclusion":"error","deciding_rule":"gitlab.stuck-or-timeout-failure","end":"2025-03-12T10:13:41.001000Z","excerpt":"stuck_or_timeout_failure","failure_class":"infrastructure","job":"9","kind":"step","name":"pending","number":0,"outcome":"error","provider":"gitlab","repository":"octo/shop","run":"77"}
          {"attempt":1,"end":"2025-03-12T10:13:41.001000Z","end_line":1,"job":"9","kind":"job","outcome":"error","provider":"gitlab","repository":"octo/shop","run":"77"}
          """#),
    ],
    refusals: [
      Refusal(
        #"{"id":8,"status":"failed","stage":"test","name":"rspec","pipeline":{"id":77}}"#,
        because: .missingField),
      Refusal(
        #"{"id":8,"status":"exploded","stage":"test","name":"rspec","pipeline":{"id":77}}"#,
        because: .malformedStatus),
      Refusal(
        #"{"id":8,"status":"failed","stage":"test","name":"rspec","started_at":"soon","pipeline":{"id":77}}"#,
        because: .malformedTime),
      Refusal("$ npm ci", because: .malformedJSON),
    ],
    matches: { GitLabJobsParser.matches($0) },
    makeParser: { _ in GitLabJobsParser() })
}
