// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountInput
import RecountModel
import Testing

@Suite struct FileSourceTests {
  @Test(arguments: [0, 1, 64, 65_536, 200_001])
  func `hashes the whole file wherever reading stopped`(size: Int) throws {
    var random = SeededGenerator(seed: 42)
    let bytes = (0..<size).map { _ in UInt8(random.below(256)) }
    let folder = try ScratchFolder()
    let path = try folder.write("file", bytes)
    let hash = ReferenceHash.sha256(bytes)
    for stop in [0, 1, size / 2, size] {
      let file = try FileSource(path: path)
      #expect(file.size == Int64(size) && file.modified != nil)
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, stop), alignment: 16)
      defer { unsafe buffer.deallocate() }
      if stop > 0 { #expect(try unsafe file.read(into: buffer) == min(stop, size)) }
      #expect(file.position == Int64(min(stop, size)))
      #expect(try file.finishHash() == hash)
      #expect(try file.finishHash() == hash)
      #expect(file.position == Int64(size))
    }
  }

  @Test func `names a file that is not there`() {
    let error = #expect(throws: InputError.self) { _ = try FileSource(path: "/no/such/file.log") }
    guard case .missing = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.path == "/no/such/file.log" && error?.code == ENOENT)
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func `names a file that may not be read`() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("secret.log", [65])
    try folder.setPermissions("secret.log", 0)
    let error = #expect(throws: InputError.self) { _ = try FileSource(path: path) }
    guard case .notReadable = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `does not read a folder`() throws {
    let folder = try ScratchFolder()
    let error = #expect(throws: InputError.self) { _ = try FileSource(path: folder.path).drain() }
    #expect(error?.code == EISDIR)
  }

  @Test func `has no size when it is a pipe`() throws {
    let folder = try ScratchFolder()
    let path = try folder.makePipe("pipe")
    // Opened for both ends, so that neither waits for the other.
    let writer = unsafe open(path, O_RDWR)
    defer { close(writer) }
    let file = try FileSource(path: path)
    #expect(file.size == nil && file.modified == nil)
  }
}
