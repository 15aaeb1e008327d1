// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountKit
import Testing

@Suite struct SampleTests {
  private func folder() -> String {
    FileManager.default.temporaryDirectory
      .appendingPathComponent("recount-sample-\(UUID().uuidString)").path
  }

  private func write(_ name: String, to folder: String, isForced: Bool = false) throws {
    try SampleRun.write(
      name, to: folder, permille: 2, seed: 3, hasFault: true, isForced: isForced, threads: 2
    ) { _ in }
  }

  @Test func `the sample that comes with the program is read and written`() throws {
    let folder = folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write("bitbucket-2022-12-16", to: folder)
    for name in ["truth.json", "incident.yml", "records/statuspage.json", "access", "builds"] {
      #expect(FileManager.default.fileExists(atPath: folder + "/" + name), "\(name)")
    }
    // A second run writes over what the first one wrote.
    try write("bitbucket-2022-12-16", to: folder)
  }

  @Test func `an unknown sample and a folder of somebody else are refused`() throws {
    let folder = folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let error = try #require(throws: RecountError.self) {
      try write("bitbucket-2022-12-17", to: folder)
    }
    #expect(error.rendered.contains("did you mean `bitbucket-2022-12-16`?"))
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/notes.txt"))
    #expect(throws: RecountError.self) { try write("bitbucket-2022-12-16", to: folder) }
    try write("bitbucket-2022-12-16", to: folder, isForced: true)
  }
}
