// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// `recount formats list`, `show` and `test`.
@Suite struct FormatsCommandTests {
  @Test func `formats are listed with family and title`() throws {
    let outcome = try Binary.run(["formats", "list", "--format", "tsv"])
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("format\tfamily\tstamp\twhat it is\n"))
    #expect(outcome.output.contains("\ncombined\taccess\tstart\t"))
    #expect(try Binary.run(["formats", "--format", "tsv"]).output == outcome.output)
    let data = try Binary.run(["formats", "list", "--json"]).data()
    let formats = try #require(data["formats"] as? [[String: Any]])
    #expect(formats.count == outcome.output.split(separator: "\n").count - 1)
    let haproxy = try #require(formats.first { $0["name"] as? String == "haproxy" })
    #expect(haproxy["stamp"] as? String == "start")
    #expect((haproxy["examples"] as? [[String: Any]])?.isEmpty == false)
    #expect((haproxy["fields"] as? [String])?.contains("status") == true)
  }

  @Test func `a page has fields, stamps, examples and the command that forces the format`() throws {
    let page = try Binary.run(["formats", "show", "nginx-timed"])
    #expect(page.status == 0)
    for part in [
      "The stamp is the end of a request", "Fields:\n  agent, ", "duration_us", "Accepted:",
      "Rejected:", "recount ingest FILE --as nginx-timed\n",
    ] { #expect(page.output.contains(part), "\(part) in \(page.output)") }
    let string = try Binary.run(["formats", "show", "nginx:[$time_iso8601] $status"])
    #expect(string.output.contains("Fields:\n  $time_iso8601, $status\n"), "\(string.output)")
    let wrapped = try Binary.run(["formats", "show", "cri/combined"])
    #expect(wrapped.output.contains("--as cri/combined\n"))
    let json = try Binary.run(["formats", "show", "combined", "--json"]).data()
    #expect((json["formats"] as? [[String: Any]])?.count == 1)
  }

  @Test func `an unknown name is answered with the nearest`() throws {
    for command in ["show", "test"] {
      let outcome = try Binary.run(["formats", command, "combinde"])
      #expect(outcome.status == 64)
      #expect(outcome.error.contains("there is no format called `combinde`"))
      #expect(outcome.error.contains("did you mean `combined`?"))
    }
    let string = try Binary.run(["formats", "show", "nginx:$status"])
    #expect(string.status == 1)
    #expect(string.error.contains("the format has no time field"))
  }

  @Test func `every built-in format holds against its own examples`() throws {
    let outcome = try Binary.run(["formats", "test", "--format", "tsv"])
    #expect(outcome.status == 0, "\(outcome.error)")
    let rows = outcome.output.split(separator: "\n").dropFirst().map { $0.split(separator: "\t") }
    #expect(rows.count > 60)
    for row in rows {
      #expect(row[1] == "ok", "\(row)")
      #expect(Int(row[2]) ?? 0 > 0, "\(row)")
    }
    let one = try Binary.run(["formats", "test", "envoy", "squid", "--json"]).data()
    let tests = try #require(one["formats"] as? [[String: Any]])
    #expect(tests.map { $0["name"] as? String } == ["envoy", "squid"])
    #expect(tests.allSatisfy { ($0["failures"] as? [Any])?.isEmpty == true })
  }
}
