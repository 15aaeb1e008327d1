// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats

/// The formats of a server's config with all the files that it includes.
struct ConfigReader {
  /// Longest file that is read.
  private static let maxBytes = 4 << 20
  private static let maxFiles = 2000

  private let main: String
  private var dialect: FormatString.Dialect?
  private var definitions: [ConfigFormats.Definition] = []
  /// The folder that Apache's relative paths begin at, where the config says so.
  private var root: String?
  private var files = 0
  /// Includes that no file is there for, with where they stand.
  private(set) var missing: [String] = []

  /// Reads the config at `path`.
  ///
  /// Includes stand where they are written, patterns in the order of their names. One without a file
  /// is noted: a config may have been copied without all of its parts.
  ///
  /// - Throws: For a file that cannot be read, and for one that includes itself.
  init(_ path: String) throws(RecountError) {
    main = path
    try read(path, [])
  }

  var formats: ConfigFormats { ConfigFormats(dialect ?? .nginx, definitions) }

  /// Where the format called `name` is defined.
  func place(of name: String) -> String {
    formats.definition(named: name).map { "\($0.file):\($0.line)" } ?? main
  }

  static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue
  }

  // MARK: - Files

  /// Reads one file; `chain` are those that it is included by, the main one first.
  private mutating func read(_ path: String, _ chain: [String]) throws(RecountError) {
    files += 1
    guard files <= ConfigReader.maxFiles else {
      throw RecountError(
        .failed, "the config has too many files", at: main,
        cause: "\(ConfigReader.maxFiles) were read")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw RecountError(.io, "the config cannot be read", at: path)
    }
    guard data.count <= ConfigReader.maxBytes else {
      throw RecountError(
        .failed, "the config is too large", at: path, cause: "\(data.count) bytes")
    }
    let (dialect, entries) = ConfigFormats.entries(String(decoding: data, as: UTF8.self), dialect)
    self.dialect = dialect
    let chain = chain + [ConfigReader.canonical(path)]
    for entry in entries {
      switch entry {
      case .definition(var definition):
        definition.file = path
        definitions.append(definition)
      case .root(let folder): root = folder
      case .include(let pattern, let line):
        let found = included(by: pattern)
        if found.isEmpty, !pattern.contains(where: { "*?[".contains($0) }) {
          missing.append("\(pattern) (\(path):\(line))")
        }
        for file in found {
          guard !chain.contains(ConfigReader.canonical(file)) else {
            throw RecountError(
              .failed, "the config includes itself", at: "\(path):\(line)",
              cause: (chain + [ConfigReader.canonical(file)]).joined(separator: " → "),
              try: "take the include out, or name the file that has the format")
          }
          try read(file, chain)
        }
      }
    }
  }

  private static func canonical(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }

  // MARK: - Patterns

  /// The files that an include means.
  ///
  /// A config is often read on another machine than that of its server, so a place beside the main
  /// file comes before an absolute one: `/etc/nginx/conf.d/*.conf` is first looked for as
  /// `conf.d/*.conf` there.
  private func included(by pattern: String) -> [String] {
    let beside = URL(fileURLWithPath: main).deletingLastPathComponent()
    let parent = beside.deletingLastPathComponent()
    var candidates: [String] = []
    if pattern.hasPrefix("/") {
      var parts = pattern.split(separator: "/")
      while parts.count > 1 {
        parts.removeFirst()
        // A pattern alone could mean any file.
        if parts.count > 1 || !pattern.contains("*") {
          candidates.append(beside.path + "/" + parts.joined(separator: "/"))
        }
      }
      candidates.append(pattern)
    } else {
      candidates = [beside.path + "/" + pattern]
      if dialect == .apache {
        if let root { candidates.insert(root + "/" + pattern, at: 0) }
        candidates.append(parent.path + "/" + pattern)
      }
    }
    for candidate in candidates {
      let found = ConfigReader.expanded(candidate).flatMap(ConfigReader.files)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// Paths that a shell pattern names, in their order.
  private static func expanded(_ pattern: String) -> [String] {
    var found = unsafe glob_t()
    defer { unsafe globfree(&found) }
    guard unsafe glob(pattern, 0, nil, &found) == 0 else { return [] }
    return (0..<Int(unsafe found.gl_pathc)).compactMap { index in
      // glob gives as many strings as it counts, which live until they are freed above.
      unsafe found.gl_pathv[index].map { unsafe String(cString: $0) }
    }
  }

  /// A file, or every file below a folder, as Apache reads them.
  private static func files(_ path: String) -> [String] {
    if isFile(path) { return [path] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.sorted().flatMap { files(path + "/" + $0) }
  }
}
