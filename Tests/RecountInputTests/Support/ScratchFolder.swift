// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountInput
import Testing

/// A folder of its own for one test; it goes when the test does.
final class ScratchFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "recount-input-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file, the folders on the way included, and gives its path.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8] = []) throws -> String {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path + "/" + name, withDestinationPath: target)
  }

  func makePipe(_ name: String) throws -> String {
    let pipe = path + "/" + name
    let code = unsafe mkfifo(pipe, 0o600)
    try #require(code == 0)
    return pipe
  }

  /// Makes an empty file whose name need not be UTF-8; false where the file system refuses.
  func makeFile(named name: [UInt8]) -> Bool {
    let bytes = (Array((path + "/").utf8) + name + [0]).map { CChar(bitPattern: $0) }
    let descriptor = unsafe open(bytes, O_CREAT | O_WRONLY, 0o600)
    guard descriptor >= 0 else { return false }
    return close(descriptor) == 0
  }

  func setPermissions(_ name: String, _ mode: Int) throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: path + "/" + name)
  }

  /// Files below `names` relative to the folder, in the order in which they are found.
  func walk(_ names: [String] = [""]) throws(InputError) -> [String] {
    let paths = names.map { $0.isEmpty ? path : path + "/" + $0 }
    return try InputWalker.files(paths).map { String($0.dropFirst(path.count + 1)) }
  }
}
