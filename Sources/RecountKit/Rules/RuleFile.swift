// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountModel

/// The failure rules that people add to those that come with Recount.
package enum RuleFile {
  /// The rules that come with Recount, as a file to learn from and to copy.
  package static var shipped: [UInt8] { Array(FailureRuleFile.shipped.utf8) }

  /// Rules of the largest file that anybody writes.
  private static let maxBytes = 16 << 20

  /// Reads a file of rules and checks each against its own examples.
  static func read(_ path: String) throws(RecountError) -> FailureRuleSet {
    let text: String
    var isFolder: ObjCBool = false
    if unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
      isFolder.boolValue
    {
      throw RecountError(
        .noInput, "the file of rules cannot be read", at: path, cause: "it is a folder")
    }
    do {
      let data = try Data(contentsOf: URL(filePath: path))
      guard data.count <= maxBytes else {
        throw RecountError(
          .usage, "the file of rules is too large", at: path, cause: "\(data.count) bytes")
      }
      text = String(decoding: data, as: UTF8.self)
    } catch let error as RecountError {
      throw error
    } catch {
      throw RecountError(
        .noInput, "the file of rules cannot be read", at: path, cause: error.localizedDescription)
    }
    do throws(RuleError) {
      return try FailureRuleSet.extended(by: text)
    } catch {
      throw RecountError(
        .usage, "the rules cannot be used", at: path, cause: error.message,
        try: "recount rules, for what rules look like")
    }
  }

  /// What a file of rules changes: how many are new and which take the place of shipped ones.
  ///
  /// - Throws: For a file that cannot be read or used.
  package static func check(_ path: String) throws(RecountError) -> String {
    let rules = try read(path).rules
    let shipped = Set(FailureRuleSet.shipped.rules.map(\.name))
    let own = rules.count - rules.count { shipped.contains($0.name) }
    let replaced = FailureRuleSet.shipped.rules.filter { rule in
      rules.contains { $0.name == rule.name && $0 != rule }
    }
    var text = "\(path): \(own) new rules, \(replaced.count) in the place of shipped ones"
    if !replaced.isEmpty { text += ": " + replaced.map(\.name).joined(separator: ", ") }
    return text + "\n"
  }
}
