// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis

/// The published definitions that `clocks --definition` knows.
package enum Definitions {
  /// - Throws: When `name` is neither a definition, nor the beginning of one, nor `all`.
  package static func check(_ name: String) throws(RecountError) {
    let ids = MeasureDefinition.published.map(\.id)
    let publishers = ids.map { String($0.prefix { $0 != "." }) }
    guard name != "all", !ids.contains(name), !ids.contains(where: { $0.hasPrefix(name + ".") })
    else { return }
    let known = Array(Set(publishers)).sorted() + ids
    throw RecountError(
      .usage, "no definition is called `\(name)`",
      cause: "there are \(ids.joined(separator: ", "))",
      try: Spelling.nearest(to: name, in: known).map { "did you mean `\($0)`?" })
  }
}
