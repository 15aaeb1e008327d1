// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The entries of a netrc file: `machine`, `default`, `login`, `password`; macros are passed over.
///
/// Source: https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html
package struct Netrc: Sendable {
  private struct Entry {
    /// Nil for the default entry.
    var machine: String?
    var login = ""
    var password = ""
  }

  private var entries: [Entry] = []

  package init(_ text: String) {
    var isMacro = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" })
      // A macro ends at the first empty line.
      if isMacro {
        isMacro = !words.isEmpty
        continue
      }
      isMacro = read(words.map(String.init))
    }
  }

  /// The first entry for a host, else the default one; nil without either.
  package func credentials(for host: String) -> RemoteCredentials? {
    let entry =
      entries.first { $0.machine?.lowercased() == host.lowercased() }
      ?? entries.first { $0.machine == nil }
    return entry.map { RemoteCredentials(user: $0.login, password: $0.password) }
  }

  /// Reads one line; true when a macro begins on it.
  private mutating func read(_ words: [String]) -> Bool {
    var index = 0
    while index < words.count {
      let value = index + 1 < words.count ? words[index + 1] : ""
      switch words[index] {
      case "default":
        entries.append(Entry())
        index += 1
        continue
      case "machine": entries.append(Entry(machine: value))
      case "login": if !entries.isEmpty { entries[entries.count - 1].login = value }
      case "password": if !entries.isEmpty { entries[entries.count - 1].password = value }
      case "macdef": return true
      case let word where word.hasPrefix("#"): return false
      default: break
      }
      index += 2
    }
    return false
  }
}
