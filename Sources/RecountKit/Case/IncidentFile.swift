// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
package import RecountModel
import Yams

/// Reads `incident.yml`: what people state about the incident.
///
/// Everything in it is optional and everything in it is checked: an unknown key, a wrong kind of
/// value or a broken time is an error with its line, never silently nothing.
package enum IncidentFile {
  package static let name = "incident.yml"

  /// What `text` states; errors name `path` and the line.
  package static func parse(_ text: String, path: String) throws(RecountError) -> Incident {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw broken(error, path: path)
    } catch {
      throw RecountError(.failed, "\(name) cannot be read", at: path, cause: "\(error)")
    }
    guard let root else { return Incident() }
    var reader = IncidentReader(path: path)
    return try reader.read(root)
  }

  private static func broken(_ error: YamlError, path: String) -> RecountError {
    let what = "\(name) is not valid YAML"
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return RecountError(
        .failed, what, at: "\(path):\(mark.line)", cause: problem,
        try: "look at line \(mark.line), column \(mark.column): indentation, colons and quotes")
    default: return RecountError(.failed, what, at: path, cause: "\(error)")
    }
  }
}
