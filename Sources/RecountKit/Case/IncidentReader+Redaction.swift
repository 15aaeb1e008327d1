// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Yams

/// `redact`: what reports hide.
extension IncidentReader {
  func redaction(_ node: Node) throws(RecountError) -> RedactionRules {
    var rules = RedactionRules()
    for (key, value) in try mapping(node, "`redact`") {
      if key == "allow" {
        rules.allowed = try texts(value, key)
        continue
      }
      if key == "people" {
        rules.people = try texts(value, key)
        continue
      }
      guard let subject = RedactionRules.Subject(rawValue: key) else {
        throw unknown(
          key, node, known: RedactionRules.Subject.allCases.map(\.rawValue) + ["allow", "people"])
      }
      let word = try text(value, key)
      // Tokens open doors to whoever reads the report, the team included.
      let known = RedactionRules.Treatment.allCases.filter { subject != .tokens || $0 != .keep }
      guard let treatment = known.first(where: { $0.rawValue == word }) else {
        throw RecountError(
          .failed, "`\(word)` is nothing that can be done to \(key)", at: place(value),
          cause: "expected one of: \(known.map(\.rawValue).joined(separator: ", "))")
      }
      rules.stated[subject] = treatment
    }
    return rules
  }
}
