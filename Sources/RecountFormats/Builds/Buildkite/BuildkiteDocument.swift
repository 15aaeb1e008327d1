// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The shapes in which jobs of Buildkite are given: a build with its jobs, builds in a list, or jobs.
enum BuildkiteDocument {
  /// Members are named as the interface names them.
  struct Build: Decodable {
    var id: String?
    var web_url: String?
    var jobs: [Job]
  }

  struct Job: Decodable {
    struct Agent: Decodable {
      var name: String?
    }

    var id: String
    var type: String?
    var name: String?
    var step_key: String?
    var state: String
    var exit_status: LooseInteger?
    var signal: String?
    var signal_reason: String?
    var soft_failed: Bool?
    var web_url: String?
    var started_at: String?
    var finished_at: String?
    var retries_count: Int?
    var agent: Agent?
  }

  static func decode(_ bytes: [UInt8]) -> [Build]? {
    if let builds = decodeRecords(Build.self, bytes) { return builds }
    return decodeRecords(Job.self, bytes).map { [Build(jobs: $0)] }
  }
}
