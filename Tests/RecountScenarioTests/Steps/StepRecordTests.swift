// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountScenario
import Testing

/// A step record as the tests read it.
struct StepRecord: Decodable {
  struct Named: Decodable {
    var name: String
  }
  struct Command: Decodable {
    var command: String
  }
  struct Owner: Decodable {
    var uuid: String
  }
  struct Failure: Decodable {
    var key: String
    var message: String
  }
  struct Result: Decodable {
    var name: String
    var error: Failure?
  }
  struct State: Decodable {
    var name: String
    var result: Result
  }

  var uuid: String
  var pipeline: Owner
  var name: String
  var image: Named
  var state: State
  var started_on: String?
  var completed_on: String
  var duration_in_seconds: Int
  var script_commands: [Command]

  init(_ line: ArraySlice<UInt8>) throws {
    self = try JSONDecoder().decode(StepRecord.self, from: Data(line))
  }

  var result: String { state.result.name }
  var commands: Set<String> { Set(script_commands.map(\.command)) }

  /// The name of the log in the archive.
  var logName: String {
    "\(pipeline.uuid.dropFirst().dropLast())/\(uuid.dropFirst().dropLast()).log"
  }
}

struct StepRecordTests {
  /// Read once for all tests.
  private static let faulted = Result { try read(hasFault: true) }
  private static let calm = Result { try read(hasFault: false) }

  private static func read(hasFault: Bool) throws -> (records: [StepRecord], bytes: Int) {
    let generated = try GeneratedCase(
      SampleScenario.load(only: "pipelines"),
      options: ScenarioOptions(scalePermille: 20, seed: 6, hasFault: hasFault))
    let lines = try generated.lines(ofService: "pipelines", suffix: "son.gz")
    let bytes = lines.map(\.count).reduce(0, +)
    return (try lines.map { try StepRecord($0) }, bytes / lines.count)
  }

  @Test
  func `records are compact, keys unique, times and durations agree`() throws {
    let (records, bytes) = try StepRecordTests.faulted.get()
    #expect((450...600).contains(bytes))
    #expect(Set(records.map(\.uuid)).count == records.count)
    for record in records where record.result != "NOT_RUN" {
      let end = try time(record.completed_on)
      let start = try time(#require(record.started_on))
      #expect((end - start).microseconds / 1_000_000 == Int64(record.duration_in_seconds))
      #expect(record.state.name == "COMPLETED")
      #expect((record.state.result.error != nil) == (record.result == "ERROR"))
    }
  }

  @Test
  func `steps of a pipeline run one after the other and none runs after a failure`() throws {
    let (records, _) = try StepRecordTests.faulted.get()
    let pipelines = Dictionary(grouping: records, by: \.pipeline.uuid)
    #expect(pipelines.values.contains { $0.count >= 3 })
    for steps in pipelines.values {
      for (before, after) in zip(steps, steps.dropFirst()) {
        guard let start = after.started_on else { continue }
        #expect(before.result == "SUCCESSFUL")
        #expect(try time(before.completed_on) <= time(start))
      }
    }
  }

  @Test
  func `an ordinary day knows every result and no failed image pull`() throws {
    let (records, _) = try StepRecordTests.calm.get()
    let results = Dictionary(grouping: records, by: \.result).mapValues(\.count)
    let trials = records.count - (results["NOT_RUN"] ?? 0)
    let failed =
      (results["FAILED"] ?? 0) + (results["ERROR"] ?? 0) + (results["EXPIRED"] ?? 0)
    #expect((15...25).contains(failed * 1000 / trials))
    for name in ["SUCCESSFUL", "FAILED", "ERROR", "STOPPED", "EXPIRED", "NOT_RUN"] {
      #expect(results[name] ?? 0 > 0, "\(name)")
    }
    let messages = Set(records.compactMap { $0.state.result.error?.message })
    #expect(messages == ["Container 'Build' exceeded memory limit."])
  }
}
