// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import FoundationEssentials

/// The shapes in which jobs of GitHub Actions are given: the answer of `/actions/runs/<id>/jobs`, its
/// pages one a line, a list of jobs, or one job.
enum GitHubJobsDocument {
  private struct Page: Decodable {
    var jobs: [GitHubJob]
  }

  static func decode(_ bytes: [UInt8]) -> [GitHubJob]? {
    let data = Data(bytes)
    let decoder = JSONDecoder()
    if let page = try? decoder.decode(Page.self, from: data) { return page.jobs }
    if let pages = try? decoder.decode([Page].self, from: data), !pages.isEmpty {
      return pages.flatMap(\.jobs)
    }
    if let jobs = try? decoder.decode([GitHubJob].self, from: data), !jobs.isEmpty { return jobs }
    if let job = try? decoder.decode(GitHubJob.self, from: data) { return [job] }
    return nil
  }
}

/// Members are named as the interface names them.
struct GitHubJob: Decodable {
  struct Step: Decodable {
    var name: String
    var status: String?
    var conclusion: String?
    var number: Int
    var started_at: String?
    var completed_at: String?
  }

  struct Annotation: Decodable {
    var annotation_level: String?
    var message: String?
  }

  var run_id: Int64
  var run_attempt: Int?
  var run_url: String?
  var name: String
  var workflow_name: String?
  var status: String?
  var conclusion: String?
  var started_at: String?
  var completed_at: String?
  var runner_name: String?
  var labels: [String]?
  var steps: [Step]
  /// Not part of the answer; whoever fetches a job's annotations can put them here.
  var annotations: [Annotation]?
}
