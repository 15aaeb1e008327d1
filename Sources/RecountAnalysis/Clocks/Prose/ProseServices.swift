// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Finds names of services among words: `Jira Software`, `jira-software` and `jira_software` are one.
struct ProseServices {
  /// The words of each name by the first of them, the longest name first.
  private let names: [String: [(words: [String], name: String)]]

  private static let joints: Set<String> = ["-", "_", "/", "."]

  init(_ services: [String]) {
    var names: [String: [(words: [String], name: String)]] = [:]
    for name in services.sorted() {
      let bytes = Array(name.utf8)
      let words = ProseToken.tokens(of: bytes, in: 0..<bytes.count).map(\.text)
        .filter { !ProseServices.joints.contains($0) }
      if let first = words.first { names[first, default: []].append((words, name)) }
    }
    self.names = names.mapValues {
      $0.sorted { ($1.words.count, $0.name) < ($0.words.count, $1.name) }
    }
  }

  /// The names that stand among `tokens`; of two that begin at one word the longer.
  func names(in tokens: [ProseToken]) -> Set<String> {
    guard !names.isEmpty, !tokens.isEmpty else { return [] }
    let words = tokens.map(\.text).filter { !ProseServices.joints.contains($0) }
    var found: Set<String> = []
    var index = 0
    while index < words.count {
      let match = names[words[index]]?.first { words[index...].starts(with: $0.words) }
      if let match { found.insert(match.name) }
      index += match?.words.count ?? 1
    }
    return found
  }
}
