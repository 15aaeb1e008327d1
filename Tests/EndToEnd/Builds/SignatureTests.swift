// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// `recount signatures`: which kinds of failure lines are new in a window of failed steps.
@Suite struct SignatureTests {
  private let scratch: ScratchCase

  init() throws {
    scratch = try ScratchCase()
  }

  /// Ten hours of twenty steps a minute: one runs out of memory, and in the eighth hour, if
  /// `isBroken`, ten more pull no image.
  private func ingest(isBroken: Bool) throws {
    var records = ""
    for index in 0..<(600 * 20) {
      let (minute, step) = (index / 20, index % 20)
      var result = #"{"name":"SUCCESSFUL"}"#
      if step == 0 { result = error("Container 'Build \(index)' exceeded memory limit.") }
      if isBroken, (420..<480).contains(minute), step % 2 == 1 {
        result = error(
          "Failed to pull image r.example/ci/node-\(index % 7):\(index): received unexpected HTTP status: 503 Service Unavailable"
        )
      }
      let time = String(format: "2022-12-16T%02d:%02d:%02dZ", minute / 60, minute % 60, step * 2)
      records +=
        #"{"uuid":"{s\#(index)}","pipeline":{"uuid":"{p\#(index / 4)}"},"started_on":"\#(time)","#
        + #""completed_on":"\#(time)","state":{"name":"COMPLETED","result":\#(result)}}"# + "\n"
    }
    try scratch.ingest(
      try scratch.folder.write(records, "steps.ndjson"), options: ["--service", "ci"])
  }

  private func error(_ message: String) -> String {
    #"{"name":"ERROR","error":{"key":"k","message":"\#(message)"}}"#
  }

  private func signatures(_ arguments: String...) throws -> Binary.Outcome {
    try Binary.run(["signatures"] + arguments + ["-C", scratch.path])
  }

  @Test func `what was never seen before the window is new and carries the excess`() throws {
    try ingest(isBroken: true)
    let json = try signatures("--json").data()
    let windows = try #require(json["windows"] as? [[String: Any]])
    #expect(windows.count == 1 && windows[0]["figure"] as? String == "impact.ci.w1")
    let found = try #require(windows[0]["signatures"] as? [[String: Any]])
    #expect(found.count == 2)
    #expect(found[0]["verdict"] as? String == "new")
    #expect(found[0]["window_lines"] as? Int == 600 && found[0]["base_lines"] as? Int == 0)
    #expect((found[0]["template"] as? String)?.hasPrefix("Failed to pull image *") == true)
    #expect((found[0]["excerpt"] as? String)?.contains("503 Service Unavailable") == true)
    #expect((found[0]["share_of_excess"] as? Double ?? 0) > 0.9)
    #expect(found[1]["verdict"] as? String == "steady")
    let table = try signatures("impact.ci.w1")
    #expect(table.output.contains("\tNEW\t600\t0\t"), "\(table.output)")
  }

  @Test func `without a window there is nothing to tell, and a wrong name is told`() throws {
    try ingest(isBroken: false)
    let none = try signatures()
    #expect(none.status == 0 && none.error == "no window of failed steps is in the case\n")
    let wrong = try signatures("impact.ci.w7")
    #expect(wrong.status == 64 && wrong.error.contains("no window is called `impact.ci.w7`"))
  }
}
