// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountInput
import Testing

@Suite struct InputWalkerTests {
  @Test func `walks folders in natural order`() throws {
    let folder = try ScratchFolder()
    for name in ["b.log", "a.log.10", "a.log.9", "a.log", "run-10/x.txt", "run-9/x.txt"] {
      try folder.write(name)
    }
    let found = try folder.walk()
    #expect(found == ["a.log", "a.log.9", "a.log.10", "b.log", "run-9/x.txt", "run-10/x.txt"])
  }

  @Test func `keeps the order of the paths it is given`() throws {
    let folder = try ScratchFolder()
    for name in ["z/1", "a/1", "m"] { try folder.write(name) }
    #expect(try folder.walk(["z", "m", "a/"]) == ["z/1", "m", "a/1"])
    #expect(try InputWalker.files(["-"]) == ["-"])
    #expect(try InputWalker.files([]).isEmpty)
  }

  @Test func `leaves hidden names out unless they are named outright`() throws {
    let folder = try ScratchFolder()
    for name in [".hidden.log", ".git/config", "a.log"] { try folder.write(name) }
    #expect(try folder.walk() == ["a.log"])
    #expect(try folder.walk([".hidden.log", ".git"]) == [".hidden.log", ".git/config"])
  }

  @Test func `walks a folder once however many links lead to it`() throws {
    let folder = try ScratchFolder()
    try folder.write("logs/a.log")
    try folder.write("logs/deep/b.log")
    try folder.link("logs/deep/up", to: "..")
    try folder.link("logs/deep/self", to: ".")
    try folder.link("other", to: "logs")
    #expect(try folder.walk() == ["logs/a.log", "logs/deep/b.log"])
    #expect(try folder.walk(["logs", "other", "logs/deep"]) == ["logs/a.log", "logs/deep/b.log"])
  }

  @Test func `follows links to files and passes over dangling ones`() throws {
    let folder = try ScratchFolder()
    try folder.write("real/a.log")
    try folder.link("a-link.log", to: "real/a.log")
    try folder.link("gone.log", to: "nowhere")
    try folder.link("loop.log", to: "loop.log")
    #expect(try folder.walk() == ["a-link.log", "real/a.log"])
  }

  @Test func `names a path that does not exist`() throws {
    let folder = try ScratchFolder()
    try folder.link("gone.log", to: "nowhere")
    for name in ["missing.log", "gone.log"] {
      let error = #expect(throws: InputError.self) { _ = try folder.walk([name]) }
      guard case .missing = error?.reason else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(error?.path == folder.path + "/" + name)
    }
  }

  @Test func `gives nothing for an empty folder`() throws {
    #expect(try ScratchFolder().walk().isEmpty)
  }

  @Test func `gives a pipe only when it is named`() throws {
    let folder = try ScratchFolder()
    _ = try folder.makePipe("pipe")
    #expect(try folder.walk().isEmpty)
    #expect(try folder.walk(["pipe"]) == ["pipe"])
  }

  @Test func `does not miss a file whose name is not UTF-8 in silence`() throws {
    let folder = try ScratchFolder()
    try #require(folder.makeFile(named: [0x61, 0xFF]), "the file system takes only UTF-8")
    let error = #expect(throws: InputError.self) { _ = try folder.walk() }
    #expect(error?.path == folder.path)
  }

  @Test(.enabled(if: geteuid() != 0, "root may list everything"))
  func `names a folder that may not be listed`() throws {
    let folder = try ScratchFolder()
    try folder.write("closed/a.log")
    try folder.setPermissions("closed", 0)
    defer { try? folder.setPermissions("closed", 0o700) }
    let error = #expect(throws: InputError.self) { _ = try folder.walk() }
    guard case .notReadable = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
