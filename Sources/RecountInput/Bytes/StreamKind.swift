// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What the first bytes of a stream say it is; names and suffixes are never asked.
package enum StreamKind: Sendable {
  case plain, gzip, tar, zip
  /// Compressed by a filter that libarchive reads: zstd, xz, bzip2, lz4.
  case filtered(String)
  case utf16

  package init(head: [UInt8]) {
    func starts(_ magic: [UInt8]) -> Bool { head.starts(with: magic) }
    // One byte of a gzip file, the first that was written of it, is no line of any log.
    if starts([0x1F, 0x8B]) || head == [0x1F] {
      self = .gzip
    } else if starts([0x28, 0xB5, 0x2F, 0xFD]) {
      self = .filtered("zstd")
    } else if starts([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
      self = .filtered("xz")
    } else if starts([0x04, 0x22, 0x4D, 0x18]) {
      self = .filtered("lz4")
    } else if starts([0x42, 0x5A, 0x68]),
      StreamKind.bzip2Blocks.contains(Array(head.dropFirst(4).prefix(6)))
    {
      self = .filtered("bzip2")
    } else if starts([0x50, 0x4B, 0x03, 0x04]) || starts([0x50, 0x4B, 0x05, 0x06]) {
      self = .zip
    } else if head.count >= 262, head[257..<262].elementsEqual("ustar".utf8) {
      self = .tar
    } else if starts([0xFF, 0xFE]) || starts([0xFE, 0xFF]) {
      self = .utf16
    } else {
      self = .plain
    }
  }

  /// What follows `BZh` and a digit: the first block, or the end of an empty stream.
  private static let bzip2Blocks: [[UInt8]] = [
    [0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [0x17, 0x72, 0x45, 0x38, 0x50, 0x90],
  ]
}
