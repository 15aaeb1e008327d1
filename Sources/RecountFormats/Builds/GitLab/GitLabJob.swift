// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A job of GitLab CI, as `/projects/<id>/jobs` answers.
///
/// Members are named as the interface names them.
struct GitLabJob: Decodable {
  struct Pipeline: Decodable {
    var id: Int64
  }

  struct Runner: Decodable {
    var description: String?
  }

  var id: Int64
  var pipeline: Pipeline
  var name: String
  var stage: String
  var status: String
  var failure_reason: String?
  var allow_failure: Bool?
  var created_at: String?
  var started_at: String?
  var finished_at: String?
  var runner: Runner?
  var web_url: String?
}
