// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// Real data that lies beside the project and is not part of it.
package enum SharedData {
  /// `../shared/data` seen from the root of the package; nil when it is not there.
  package static let root: String? = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(4)
    let path = parts.dropLast().joined(separator: "/") + "/shared/data"
    return unsafe access(path, R_OK) == 0 ? path : nil
  }()

  package static var isThere: Bool { root != nil }

  /// The bytes of a file, inflated if its name ends in `.gz`; empty when it cannot be read.
  package static func bytes(_ path: String) -> [UInt8] {
    guard let root else { return [] }
    let tool = path.hasSuffix(".gz") ? "gzip -dc" : "cat"
    guard let pipe = unsafe popen("\(tool) '\(root)/\(path)'", "r") else { return [] }
    defer { unsafe pclose(pipe) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe fread(&block, 1, block.count, pipe)
      if count == 0 { return bytes }
      bytes += block[..<count]
    }
  }

  /// Names of the files in a folder that end in `suffix`, sorted.
  package static func files(_ folder: String, suffix: String) -> [String] {
    guard let root, let list = unsafe opendir("\(root)/\(folder)") else { return [] }
    defer { unsafe closedir(list) }
    var names: [String] = []
    while let entry = unsafe readdir(list) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(suffix), !name.hasPrefix(".") { names.append("\(folder)/\(name)") }
    }
    return names.sorted()
  }

  package static func has(_ path: String) -> Bool {
    root.map { unsafe access("\($0)/\(path)", R_OK) == 0 } ?? false
  }

  /// The text of a file, inflated if its name ends in `.gz`.
  package static func text(_ path: String) -> String {
    String(decoding: bytes(path), as: UTF8.self)
  }
}
