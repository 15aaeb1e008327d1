// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import ArgumentParser
import Foundation

/// Holds the imports of every source file against the table of `Modules.md`.
struct CheckLayersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-layers",
    abstract: "Checks that every target imports only what Modules.md allows it.",
    discussion: """
      EXAMPLES
        swift run recount-dev check-layers
      """)

  @Option(help: "Root of the package.", completion: .directory)
  var root = "."

  func run() throws {
    let rules = try LayerTable(path: root + "/Sources/RecountKit/RecountKit.docc/Modules.md").rules
    let folders = try FileManager.default.contentsOfDirectory(atPath: root + "/Sources").sorted()
    var findings: [String] = []
    var files = 0
    for folder in folders where !folder.hasPrefix("C") {
      guard let rule = rules[folder] else {
        findings.append("Sources/\(folder): has no row in Modules.md")
        continue
      }
      for file in swiftFiles(below: "\(root)/Sources/\(folder)") {
        files += 1
        findings += violations(of: rule, in: file, folder: "\(root)/Sources/\(folder)/")
      }
    }
    for name in rules.keys.sorted() where !folders.contains(name) {
      findings.append("Modules.md: `\(name)` has no folder in Sources")
    }
    for finding in findings { print(finding) }
    print("layers: \(files) files, \(rules.count) targets, \(findings.count) findings")
    if !findings.isEmpty { throw ExitCode.failure }
  }

  private func swiftFiles(below folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".swift") }.sorted().map { folder + "/" + $0 }
  }

  private func violations(of rule: LayerTable.Rule, in path: String, folder: String) -> [String] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    let place = path.dropFirst(folder.count)
    var found: [String] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard let module = imported(line) else { continue }
      guard !rule.allows(module, in: String(place)) else { continue }
      found.append("\(path):\(number + 1): may not import \(module)")
    }
    return found
  }

  /// The module of an import line, whatever stands before `import` and behind the module's name.
  private func imported(_ line: Substring) -> String? {
    let words = line.split(separator: " ")
    guard let index = words.firstIndex(of: "import"), index < 2,
      index == 0 || ["package", "public", "internal", "private"].contains(words[0])
    else { return nil }
    let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
    let name = words.dropFirst(index + 1).first { !kinds.contains(String($0)) }
    return name.map { String($0.split(separator: ".")[0]) }
  }
}

/// The table of `Modules.md`: what each target may import.
struct LayerTable {
  struct Rule {
    /// Modules with the folders that may import them; an empty one is the whole target.
    var modules: [String: [String]]

    func allows(_ module: String, in path: String) -> Bool {
      guard let folders = modules[module] ?? modules["*"] else { return false }
      return folders.contains { path.hasPrefix($0) }
    }
  }

  private(set) var rules: [String: Rule] = [:]

  /// Reads the rows `| \`Target\` | … | \`Module\`, \`Module\` in \`Folder/\` and \`Other/\` |`.
  init(path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for line in text.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3, let target = LayerTable.quoted(cells[0]).first else { continue }
      var modules = ["Glibc": [""]]
      for part in cells[2].split(separator: ",") {
        let names = LayerTable.quoted(String(part))
        guard let module = names.first else { continue }
        modules[module] = names.count > 1 ? Array(names.dropFirst()) : [""]
      }
      if cells[2].contains("anything") { modules["*"] = [""] }
      rules[target] = Rule(modules: modules)
    }
  }

  /// The texts between backticks.
  private static func quoted(_ cell: String) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}
