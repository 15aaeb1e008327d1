// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats

/// The formats that people describe in YAML files.
enum OwnFormats {
  /// Formats of the largest file that anybody writes.
  private static let maxBytes = 4 << 20

  /// Reads the files at `paths`, of folders each `.yml` and `.yaml` in them, and holds every format
  /// against its own examples; `exit` is how the process ends for one that cannot be used.
  static func read(
    _ paths: [String], exit: RecountError.Exit = .usage
  ) throws(RecountError) -> [LogFormat] {
    var formats: [LogFormat] = []
    var places: [String: String] = [:]
    for path in paths {
      for file in try files(path) {
        for format in try OwnFormatReader(file, exit).formats(try text(file)) {
          if let other = places[format.name] {
            throw RecountError(
              exit, "the format \(format.name) is described twice", at: file,
              cause: "the other is in \(other)")
          }
          places[format.name] = file
          formats.append(format)
        }
      }
    }
    return formats
  }

  private static func files(_ path: String) throws(RecountError) -> [String] {
    if ConfigReader.isFile(path) { return [path] }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw RecountError(.noInput, "the file of formats cannot be read", at: path)
    }
    let files = names.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }.sorted()
    guard !files.isEmpty else {
      throw RecountError(
        .noInput, "the folder has no formats in it", at: path,
        cause: "none of its files ends in .yml or .yaml")
    }
    return files.map { path + "/" + $0 }
  }

  private static func text(_ path: String) throws(RecountError) -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw RecountError(.noInput, "the file of formats cannot be read", at: path)
    }
    guard data.count <= maxBytes else {
      throw RecountError(
        .usage, "the file of formats is too large", at: path, cause: "\(data.count) bytes")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
