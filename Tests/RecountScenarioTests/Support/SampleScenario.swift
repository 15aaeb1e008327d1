// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountScenario

/// The scenario of `Samples/bitbucket-2022-12-16`, the one source of its numbers.
enum SampleScenario {
  static func load() throws -> Scenario {
    try JSONDecoder().decode(Scenario.self, from: PlainYAML.json(text))
  }

  /// The sample with only some of its services.
  static func load(only names: String...) throws -> Scenario {
    var scenario = try load()
    scenario.services.removeAll { !names.contains($0.name) }
    return scenario
  }

  private static var text: String {
    get throws {
      // The link is followed first: the folder of tests may be linked into another package.
      let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
      var root = file
      for _ in 0..<4 { root.deleteLastPathComponent() }
      let path = root.appendingPathComponent("Samples/bitbucket-2022-12-16/scenario.yml")
      return try String(contentsOf: path, encoding: .utf8)
    }
  }
}

func time(_ text: String) throws -> Timestamp {
  guard let time = Timestamp(parsing: text) else { throw BadTime(text: text) }
  return time
}

struct BadTime: Error {
  var text: String
}
