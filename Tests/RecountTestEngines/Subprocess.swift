// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import Foundation
import Glibc

/// A program that was run to its end; its output goes through files, so that no pipe can fill up.
package struct Subprocess {
  package var status: Int32
  package var output: String
  package var errors: String

  /// Runs a program found on the path; nil when there is none.
  package static func run(
    _ program: String, _ arguments: [String] = [], input: String = ""
  ) throws -> Subprocess? {
    guard let path = find(program) else { return nil }
    let folder = try Folder()
    defer { folder.remove() }
    try Data(input.utf8).write(to: folder.url("in"))
    let identifier = try start(path, arguments, in: folder)
    let status = wait(identifier)
    return Subprocess(
      status: status, output: try folder.text("out"), errors: try folder.text("err"))
  }

  /// Starts a program that reads `in` and writes `out` and `err` of a folder; gives its number.
  package static func start(_ path: String, _ arguments: [String], in folder: Folder) throws
    -> pid_t
  {
    // Made by the call, destroyed below, and used by nobody else.
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (number, name) in [(Int32(0), "in"), (1, "out"), (2, "err")] {
      let flags = number == 0 ? O_RDONLY | O_CREAT : O_WRONLY | O_CREAT | O_TRUNC
      unsafe posix_spawn_file_actions_addopen(
        &actions, number, folder.path + "/" + name, flags, 0o600)
    }
    // The array ends with nil, as the call asks for, and its strings are freed below.
    var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    var identifier: pid_t = 0
    let error = unsafe posix_spawn(&identifier, path, &actions, nil, &words, environ)
    guard error == 0 else { throw CocoaError(.executableLoad) }
    return identifier
  }

  /// Waits for the end of a program; gives its exit status, or -1 when a signal ended it.
  @discardableResult
  package static func wait(_ identifier: pid_t) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : -1
  }

  /// The path of a program.
  package static func find(_ program: String) -> String? {
    if program.hasPrefix("/") {
      return FileManager.default.isExecutableFile(atPath: program) ? program : nil
    }
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "") + ":/usr/sbin:/sbin"
    return folders.split(separator: ":").map { "\($0)/\(program)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

/// A folder for one test.
package struct Folder {
  package let path: String

  package init() throws {
    path = NSTemporaryDirectory() + "/recount-remote-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  package func url(_ name: String) -> URL { URL(filePath: path + "/" + name) }

  package func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url(name)), as: UTF8.self)
  }

  package func remove() { try? FileManager.default.removeItem(atPath: path) }
}
