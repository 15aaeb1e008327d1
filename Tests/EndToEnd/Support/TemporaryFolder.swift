// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation

/// A folder that goes away with the test.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("recount-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  @discardableResult
  func write(_ text: String, _ name: String) throws -> String {
    try write(Data(text.utf8), name)
  }

  @discardableResult
  func write(_ data: Data, _ name: String) throws -> String {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
    return file.path
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appendingPathComponent(name)), as: UTF8.self)
  }
}

/// Logs that tests are made of.
enum Logs {
  /// `count` combined lines, one a second from 2025-03-12T09:00:00Z on; every tenth fails.
  static func combined(_ count: Int, from start: Int = 0) -> String {
    (start..<start + count).map { index in
      let second = index % 60
      let minute = index / 60 % 60
      let hour = 9 + index / 3600
      let status = index % 10 == 3 ? 503 : 200
      func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      return """
        203.0.113.\(index % 200) - - [12/Mar/2025:\(two(hour)):\(two(minute)):\(two(second)) +0000] \
        "GET /v1/cart/\(index) HTTP/1.1" \(status) \(100 + index % 7) "-" "curl/8.5.0"

        """
    }.joined()
  }

  static func gzip(_ text: String) throws -> Data {
    try gzip(Data(text.utf8))
  }

  /// One member without a name or a time in its header, which makes the header ten bytes long.
  static func gzip(_ data: Data) throws -> Data {
    let folder = try TemporaryFolder()
    let path = try folder.write(data, "plain")
    _ = try Command.run("/usr/bin/env", ["gzip", "-n", path])
    return try Data(contentsOf: URL(fileURLWithPath: path + ".gz"))
  }
}
