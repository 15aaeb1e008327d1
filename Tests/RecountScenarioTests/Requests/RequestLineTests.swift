// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountScenario
import Testing

struct RequestLineTests {
  private func lines(_ name: String, scale: Int = 12) throws -> [String] {
    let generated = try GeneratedCase(
      SampleScenario.load(only: name), options: ScenarioOptions(scalePermille: scale, seed: 2))
    return try generated.lines(ofService: name).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test
  func `nginx lines end with two times and a request id`() throws {
    let lines = try lines("artifact-manager", scale: 25)
    let tail = #/" [0-9]+\.[0-9]{3} (-|[0-9]+\.[0-9]{3}(, [0-9]+\.[0-9]{3})*) [0-9a-f]{32}$/#
    #expect(lines.prefix(4000).allSatisfy { $0.contains(tail) })
    #expect(lines.contains { $0.contains("\" 429 ") && $0.contains(" 0.000 - ") })
    #expect(lines.contains { $0.contains(#"] "" 400 "#) })
    #expect(lines.contains { $0.hasPrefix("2001:db8:") })
    #expect(lines.contains { $0.contains(#/ [0-9.]+, [0-9.]+ [0-9a-f]{32}$/#) })
  }

  @Test
  func `the registry says nothing during its restart`() throws {
    let lines = try lines("artifact-manager", scale: 4)
    let minutes = Set(lines.compactMap { $0.firstMatch(of: #/16/Dec/2022:10:(5\d)/#)?.output.1 })
    #expect(minutes == ["50", "51", "52", "53", "54"])
  }

  @Test(arguments: ["confluence", "jira-software", "jira-service-management"])
  func `products fail where they need attachments and nowhere else`(name: String) throws {
    let generated = try GeneratedCase(
      SampleScenario.load(only: name), options: ScenarioOptions(scalePermille: 40))
    let calm = try GeneratedCase(
      SampleScenario.load(only: name), options: ScenarioOptions(scalePermille: 40, hasFault: false)
    )
    let failure = #/" 50[0-9] [0-9-]+ "/#
    func failures(_ generated: GeneratedCase) throws -> (attachments: Int, others: Int) {
      let failed = try generated.lines(ofService: name)
        .map { String(decoding: $0, as: UTF8.self) }.filter { $0.contains(failure) }
      let attachments = failed.count { $0.contains("/attachments") }
      return (attachments, failed.count - attachments)
    }
    let with = try failures(generated)
    let without = try failures(calm)
    #expect(with.others == without.others)
    #expect(with.attachments > without.attachments + 30)
  }

  @Test
  func `Apache prints starts, so its stamps run back now and then`() throws {
    let generated = try GeneratedCase(
      SampleScenario.load(only: "confluence"), options: ScenarioOptions(scalePermille: 60))
    let times = try generated.lines(ofService: "confluence").compactMap {
      NaiveLine($0, format: .vhost)?.time
    }
    let backward = zip(times, times.dropFirst()).count { $0 > $1 }
    #expect(backward > 0)
    #expect(backward < times.count / 4)
  }

  @Test
  func `every line of the JSON log is an object with its keys`() throws {
    for line in try lines("webhooks", scale: 10) {
      let object = try #require(
        JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(object["service.name"] as? String == "webhooks")
      #expect(object["ecs.version"] as? String == "1.6.0")
      #expect(object["event.duration"] is Int)
      #expect((object["trace.id"] as? String)?.count == 32)
    }
  }

  @Test
  func `balancer lines have thirty fields and their clocks agree`() throws {
    for line in try lines("attachments", scale: 10) {
      let fields = RequestLineTests.quotedFields(line)
      #expect(fields.count == 30, "\(line)")
      let end = try time(fields[1])
      let start = try time(fields[21])
      #expect(start <= end)
      #expect((end - start).microseconds <= 118_000_000)
    }
  }

  @Test
  func `no place of a template is left unfilled`() throws {
    for name in ["artifact-manager", "webhooks", "marketplace-apps", "attachments", "confluence"] {
      for line in try lines(name, scale: 2) {
        #expect(!line.contains(#/\{(n:|hex:|[a-z]+\})/#), "\(line)")
      }
    }
  }

  private static func quotedFields(_ line: String) -> [String] {
    var fields: [String] = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == " ", !isQuoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}
