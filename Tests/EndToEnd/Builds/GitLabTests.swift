// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// A failed job of GitLab is one failed step, whatever of it is read and in whatever order.
@Suite struct GitLabTests {
  private let scratch: ScratchCase

  init() throws {
    scratch = try ScratchCase()
  }

  private static let trace =
    "\u{1B}[0KRunning with gitlab-runner 17.4.0 (b92ee590)\u{1B}[0;m\n"
    + "\u{1B}[0K  on shop-docker zxwgkjAPs, system ID: s_cd2c\u{1B}[0;m\n"
    + "section_start:1741770842:prepare_executor\r\u{1B}[0K\u{1B}[0K\u{1B}[36;1mPreparing\u{1B}[0;m\n"
    + "section_end:1741770845:prepare_executor\r\u{1B}[0Ksection_start:1741770845:step_script\r\u{1B}[0K\n"
    + "\u{1B}[32;1m$ cargo build\u{1B}[0;m\nerror[E0308]: mismatched types\n"
    + "section_end:1741770851:step_script\r\u{1B}[0K\u{1B}[31;1mERROR: Job failed: exit code 101\n"
    + "\u{1B}[0;m"

  private static let record = """
    [
      {"id": 8, "status": "failed", "stage": "test", "name": "build", "allow_failure": false,
       "created_at": "2025-03-12T09:13:40.310Z", "started_at": "2025-03-12T09:14:02.001Z",
       "finished_at": "2025-03-12T09:14:11.501Z", "failure_reason": "script_failure",
       "runner": {"id": 4, "description": "shop-docker"}, "pipeline": {"id": 77},
       "web_url": "https://gitlab.example/octo/shop/-/jobs/8"},
      {"id": 9, "status": "failed", "stage": "test", "name": "lint", "allow_failure": false,
       "created_at": "2025-03-12T09:13:40.310Z", "started_at": null,
       "finished_at": "2025-03-12T09:20:00Z", "failure_reason": "image_pull_failure",
       "runner": null, "pipeline": {"id": 77},
       "web_url": "https://gitlab.example/octo/shop/-/jobs/9"}
    ]

    """

  @Test(arguments: ["traces/8.log", "77/8.log"])
  func `record and trace make one failed step`(place: String) throws {
    let trace = try scratch.folder.write(Self.trace, place)
    let record = try scratch.folder.write(Self.record, "jobs.json")
    for order in [[trace, record], [record, trace], [trace, record, trace]] {
      let file = try ScratchCase()
      for path in order { try file.ingest(path) }
      let rows = try file.rows(
        "SELECT job, name, failure_class, deciding_rule FROM steps WHERE outcome IN ('failure', 'error') "
          + "ORDER BY job")
      #expect(
        rows == [
          ["8", "step_script", "code", "code.compile"],
          ["9", "prepare_executor", "infrastructure", "gitlab.image-pull-failure"],
        ], "\(order)")
    }
  }
}
