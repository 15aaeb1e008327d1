// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A build of CircleCI as version 1.1 of its interface gives it; members are named as there.
struct CircleBuild: Decodable {
  struct Step: Decodable {
    var name: String
    var actions: [Action]
  }

  struct Action: Decodable {
    var index: Int?
    var type: String?
    var status: String?
    var exit_code: Int?
    var infrastructure_fail: Bool?
    var timedout: Bool?
    var canceled: Bool?
    var start_time: String?
    var end_time: String?
  }

  struct Workflow: Decodable {
    var job_name: String?
    var workflow_id: String?
    var workflow_name: String?
  }

  var build_num: Int
  var username: String?
  var reponame: String?
  var lifecycle: String?
  var outcome: String?
  var status: String?
  var fail_reason: String?
  var start_time: String?
  var stop_time: String?
  var workflows: Workflow?
  var steps: [Step]
}

/// A chunk of the output of an action; members are named as in the interface.
struct CircleChunk: Decodable {
  var message: String
  var time: String?
  var type: String
}
