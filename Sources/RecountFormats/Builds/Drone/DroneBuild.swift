// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A build of Drone, or a pipeline of Woodpecker, which has sprung from it and renamed members.
///
/// The names of both are taken for either.
struct DroneBuild: Decodable {
  struct Stage: Decodable {
    var name: String?
    var number: Int?
    var status: String
    var error: String?
    var machine: String?
    var start: Int64?
    var end: Int64?
    var steps: [Step]

    private enum Key: String, CodingKey {
      case name, number, pid, status, state, error, machine, started, stopped, finished
      case startTime = "start_time"
      case endTime = "end_time"
      case steps, children
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Key.self)
      name = try values.decodeIfPresent(String.self, forKey: .name)
      number = try values.first(Int.self, .number, .pid)
      status = try values.needed(String.self, .status, .state)
      error = try values.decodeIfPresent(String.self, forKey: .error)
      machine = try values.decodeIfPresent(String.self, forKey: .machine)
      start = try values.first(Int64.self, .started, .startTime)
      end = try values.first(Int64.self, .stopped, .finished, .endTime)
      steps = try values.first([Step].self, .steps, .children) ?? []
    }
  }

  struct Step: Decodable {
    var name: String
    var number: Int?
    var status: String
    var type: String?
    var error: String?
    var image: String?
    var exitCode: Int?
    var isIgnored: Bool
    var start: Int64?
    var end: Int64?

    private enum Key: String, CodingKey {
      case name, number, pid, status, state, type, error, image, errignore, failure
      case started, stopped, finished
      case exitCode = "exit_code"
      case startTime = "start_time"
      case endTime = "end_time"
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Key.self)
      name = try values.decode(String.self, forKey: .name)
      number = try values.first(Int.self, .number, .pid)
      status = try values.needed(String.self, .status, .state)
      type = try values.decodeIfPresent(String.self, forKey: .type)
      error = try values.decodeIfPresent(String.self, forKey: .error)
      image = try values.decodeIfPresent(String.self, forKey: .image)
      exitCode = try values.decodeIfPresent(Int.self, forKey: .exitCode)
      let failure = try values.decodeIfPresent(String.self, forKey: .failure)
      isIgnored =
        try values.decodeIfPresent(Bool.self, forKey: .errignore) ?? (failure == "ignore")
      start = try values.first(Int64.self, .started, .startTime)
      end = try values.first(Int64.self, .stopped, .finished, .endTime)
    }
  }

  var id: Int64?
  var number: Int64?
  var status: String
  /// Woodpecker alone has workflows.
  var isWoodpecker: Bool
  var stages: [Stage]

  private enum Key: String, CodingKey {
    case id, number, status, stages, workflows
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    id = try values.decodeIfPresent(Int64.self, forKey: .id)
    number = try values.decodeIfPresent(Int64.self, forKey: .number)
    status = try values.decode(String.self, forKey: .status)
    isWoodpecker = values.contains(.workflows)
    stages = try values.needed([Stage].self, .stages, .workflows)
  }
}

extension KeyedDecodingContainer {
  /// The member of the first name that there is.
  fileprivate func first<Value: Decodable>(_ type: Value.Type, _ keys: Key...) throws -> Value? {
    for key in keys {
      if let value = try decodeIfPresent(type, forKey: key) { return value }
    }
    return nil
  }

  /// The same where one has to be there.
  fileprivate func needed<Value: Decodable>(
    _ type: Value.Type, _ key: Key, _ other: Key
  ) throws -> Value {
    try decodeIfPresent(type, forKey: key) ?? decode(type, forKey: other)
  }
}
