// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import Testing

@Suite struct StreamKindTests {
  private static let ustar = [UInt8](repeating: 0, count: 257) + Array("ustar\u{0}".utf8)

  @Test(
    arguments: [
      ([], "plain"), ([0x1F, 0x41], "plain"), ([0x1F], "gzip"), ([0x1F, 0x8B], "gzip"),
      ([0x1F, 0x8B, 0x08], "gzip"),
      ([0x28, 0xB5, 0x2F, 0xFD], "filtered(\"zstd\")"), ([0x28, 0xB5, 0x2F], "plain"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "filtered(\"xz\")"),
      ([0x04, 0x22, 0x4D, 0x18], "filtered(\"lz4\")"), ([0x04, 0x22, 0x4D], "plain"),
      (Array("BZh91AY&SY".utf8), "filtered(\"bzip2\")"), (Array("BZh is a word".utf8), "plain"),
      ([0x42, 0x5A, 0x68, 0x39, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90], "filtered(\"bzip2\")"),
      ([0x50, 0x4B, 0x03, 0x04], "zip"), ([0x50, 0x4B, 0x05, 0x06], "zip"),
      (Array("PK and so on".utf8), "plain"), (ustar, "tar"), (Array(ustar.dropLast(2)), "plain"),
      ([0xFF, 0xFE, 0x61], "utf16"), ([0xFE, 0xFF], "utf16"), ([0xEF, 0xBB, 0xBF], "plain"),
    ] as [([UInt8], String)])
  func `is told by the first bytes`(head: [UInt8], kind: String) {
    #expect("\(StreamKind(head: head))" == kind)
  }
}
