// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// Real logs with known answers, where they are at hand.
@Suite(.enabled(if: SharedData.isThere, "needs the folder shared/data beside the package"))
struct SharedDataTests {
  @Test func `ten thousand real requests close`() throws {
    let folder = try TemporaryFolder()
    let outcome = try Binary.run([
      "report", SharedData.path("access/elastic_apache_logs.gz"), "-o", folder.path("out"),
    ])
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.error.contains("10000 lines, 10000 events, 0 rejects"))
    let statuses = try Binary.run([
      "query", "SELECT status, count(*) AS n FROM requests GROUP BY status ORDER BY status",
      "-C", folder.path("out/case.recount"),
    ])
    #expect(
      statuses.output == """
        status\tn
        200\t9126
        206\t45
        301\t164
        304\t445
        403\t2
        404\t213
        416\t2
        500\t3

        """)
  }

  @Test func `requests with an offset close by class`() throws {
    let folder = try TemporaryFolder()
    let outcome = try Binary.run([
      "report", SharedData.path("access/basjes_hackers_access.log.gz"), "-o", folder.path("out"),
    ])
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.error.contains("3456 lines, 3456 events, 0 rejects"))
    let classes = try Binary.run([
      "query", "SELECT status / 100 AS class, count(*) AS n FROM requests GROUP BY 1 ORDER BY 1",
      "-C", folder.path("out/case.recount"),
    ])
    #expect(classes.output == "class\tn\n2\t2846\n3\t585\n4\t25\n")
  }

  @Test func `real build logs have the right outcome`() throws {
    let text = try String(
      contentsOfFile: SharedData.path("ci/bugswarm/expected.jsonl"), encoding: .utf8)
    var checked = 0
    for line in text.split(separator: "\n") {
      let record = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let expected = record["expected"] as? [String: Any]
      guard record["provider"] as? String == "github", let status = expected?["status"] as? String,
        let file = record["file"] as? String
      else { continue }
      let outcome = try Binary.run(["parse", SharedData.path("ci/bugswarm/" + file)])
      let job = outcome.output.split(separator: "\n").last { $0.contains("\"kind\":\"job\"") }
      let word = status == "broken" ? "failure" : "success"
      #expect(job?.contains("\"outcome\":\"\(word)\"") == true, "\(file)")
      checked += 1
    }
    #expect(checked == 23)
  }
}

/// The folder of real logs, which is not part of the package.
enum SharedData {
  static let folder = Binary.root.deletingLastPathComponent().appendingPathComponent("shared/data")

  static var isThere: Bool { FileManager.default.fileExists(atPath: folder.path) }

  static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
}
