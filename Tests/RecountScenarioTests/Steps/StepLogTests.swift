// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountScenario
import Testing

struct StepLogTests {
  /// What a log says when an image could not be fetched, in lower case.
  private static let signatures = [
    "dial tcp", "connection refused", "no such host", "i/o timeout", "tls handshake",
    "client.timeout exceeded", "request canceled", "connection reset", "not found",
    "manifest unknown", "pull access denied", "access to the resource is denied",
    "no basic auth credentials", "repository does not exist", "unauthorized",
    "authentication required", "unexpected http status", "unexpected status", "toomanyrequests",
    "too many requests", "no space left on device", "layer verification", "failed to pull",
    "errimagepull", "imagepullbackoff", "resolve source metadata", "error response from daemon",
  ]

  private func archives(hasFault: Bool) throws -> (GeneratedCase, [TarArchive]) {
    let generated = try GeneratedCase(
      SampleScenario.load(only: "pipelines"),
      options: ScenarioOptions(scalePermille: 24, seed: 4, hasFault: hasFault))
    let paths = generated.paths.filter { $0.hasSuffix(".tar.gz") }
    return (generated, try paths.map { TarArchive(try generated.content($0)) })
  }

  @Test
  func `logs of ordinary failures have ten to forty-odd lines and no image-pull signature`() throws
  {
    let (_, archives) = try archives(hasFault: false)
    let entries = archives.flatMap(\.entries)
    #expect(entries.count > 300)
    for entry in entries {
      let text = String(decoding: entry.content, as: UTF8.self)
      let lowered = text.lowercased()
      for signature in StepLogTests.signatures where lowered.contains(signature) {
        Issue.record("'\(signature)' in \(text)")
      }
      #expect((10...45).contains(text.split(separator: "\n").count))
      #expect(text.hasPrefix("+ umask 000\n+ GIT_LFS_SKIP_SMUDGE=1 retry 6 git clone "))
    }
  }

  @Test
  func `logs echo only commands of the step's record`() throws {
    let (generated, archives) = try archives(hasFault: false)
    var scripts: [String: Set<String>] = [:]
    for line in try generated.lines(ofService: "pipelines", suffix: "son.gz") {
      let record = try StepRecord(line)
      scripts[record.logName] = record.commands
    }
    let setup = ["umask 000", "GIT_LFS_", "git reset ", "git config ", "git remote "]
    for entry in archives.flatMap(\.entries) {
      let commands = try #require(scripts[entry.name])
      let text = String(decoding: entry.content, as: UTF8.self)
      for line in text.split(separator: "\n") where line.hasPrefix("+ ") {
        let command = String(line.dropFirst(2))
        #expect(commands.contains(command) || setup.contains { command.hasPrefix($0) })
      }
    }
  }

  @Test
  func `archives are ustar and hold exactly the failed steps`() throws {
    let (generated, archives) = try archives(hasFault: true)
    var failed: Set<String> = []
    for line in try generated.lines(ofService: "pipelines", suffix: "son.gz") {
      let record = try StepRecord(line)
      if ["FAILED", "ERROR", "EXPIRED"].contains(record.result) { failed.insert(record.logName) }
    }
    #expect(archives.flatMap(\.problems) == [])
    let entries = archives.flatMap(\.entries)
    #expect(entries.count == failed.count)
    #expect(Set(entries.map(\.name)) == failed)
    let files = generated.truth.services[0].files.filter { $0.path.hasSuffix(".tar.gz") }
    #expect(files.map(\.events).reduce(0, +) == entries.count)
    let lines = entries.map { entry in entry.content.count { $0 == 0x0A } }.reduce(0, +)
    #expect(files.map(\.lines).reduce(0, +) == lines)
    // Set-up that failed mostly leaves nothing, sometimes the daemon's words.
    let empty = entries.count { $0.content.isEmpty }
    let pulls = entries.count {
      !$0.content.isEmpty && !String(decoding: $0.content, as: UTF8.self).hasPrefix("+ umask")
    }
    #expect(empty > pulls * 4)
    #expect(pulls > 60)
  }

  @Test
  func `tar lists an archive`() throws {
    let (generated, archives) = try archives(hasFault: true)
    let path = try #require(generated.paths.first { $0.hasSuffix(".tar.gz") })
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["tar", "tzf", generated.folder + "/" + path]
    process.standardOutput = output
    try process.run()
    let listed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    // 127 is a machine without tar.
    guard process.terminationStatus != 127 else { return }
    #expect(process.terminationStatus == 0)
    #expect(listed.count { $0 == 0x0A } == archives[0].entries.count)
  }
}
