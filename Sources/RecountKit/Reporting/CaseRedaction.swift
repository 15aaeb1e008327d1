// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountReport
import RecountStore

/// Finds the key that a case is redacted with.
///
/// One key makes the same pseudonyms in all reports of a case, and in all cases that share the key.
package enum CaseRedaction {
  /// The name of the variable that holds a key.
  package static let variable = "RECOUNT_REDACT_KEY"
  /// Where the case keeps a key of its own.
  private static let entry = "redact_key"

  /// What redacts the findings of the case at `casePath`; nil when nothing asks for it.
  ///
  /// The key is the content of `keyPath`, else that of the environment, else the one that the case
  /// keeps, which is made when it is first needed. With `isRequired` the findings are redacted
  /// although `incident.yml` does not say so. Fails when a key is too short, or cannot be read or
  /// kept.
  static func redactor(
    of findings: CaseFindings, casePath: String, isRequired: Bool, keyPath: String? = nil,
    environment: [String: String]
  ) throws(RecountError) -> Redactor? {
    guard isRequired || findings.incident.redaction != nil else { return nil }
    let key = try key(casePath: casePath, keyPath: keyPath, environment: environment)
    return Redactor(key: key, rules: findings.incident.redaction ?? RedactionRules())
  }

  private static func key(
    casePath: String, keyPath: String?, environment: [String: String]
  ) throws(RecountError) -> Pseudonym.Key {
    if let keyPath {
      guard let data = FileManager.default.contents(atPath: keyPath) else {
        throw RecountError(.noInput, "the key for pseudonyms cannot be read", at: keyPath)
      }
      return try key(Array(data), from: keyPath)
    }
    if let stated = environment[variable], !stated.isEmpty {
      return try key(Array(stated.utf8), from: variable)
    }
    let kept = try stage { () throws(StoreError) in try CaseReader(path: casePath).text(entry) }
    if let kept { return try key(Array(kept.utf8), from: casePath) }
    let made = Pseudonym.Key.random()
    try stage { () throws(StoreError) in try CaseWriter(path: casePath).keep(made, as: entry) }
    return try key(Array(made.utf8), from: casePath)
  }

  /// The line end that an editor leaves is no part of a key.
  private static func key(
    _ bytes: [UInt8], from place: String
  ) throws(RecountError) -> Pseudonym.Key {
    let trimmed = Array(bytes.reversed().drop { $0 == 0x0A || $0 == 0x0D }.reversed())
    guard let key = Pseudonym.Key(trimmed) else {
      throw RecountError(
        .usage, "the key for pseudonyms is too short", at: place,
        cause: "it has \(trimmed.count) bytes; \(Pseudonym.Key.minBytes) are needed",
        try: "head -c 32 /dev/urandom | base64 > redact.key")
    }
    return key
  }
}
