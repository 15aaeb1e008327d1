// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Crypto
import Glibc
package import RecountModel

/// The stored bytes of a file or of standard input, hashed as they pass unless nobody asks.
package final class FileSource: ByteSource {
  private let descriptor: Int32
  private let path: String
  private var hasher = SHA256()
  private let hashes: Bool
  /// Bytes read so far; of a compressed file these are the compressed ones.
  package private(set) var position: Int64 = 0
  /// Size of the file when it was opened; nil for standard input and other pipes.
  package let size: Int64?
  /// When the file was last changed, in whole seconds; nil for pipes.
  package let modified: Timestamp?

  /// Opens `path`, or standard input for `-`.
  package init(path: String, hashes: Bool = true) throws(InputError) {
    self.path = path
    self.hashes = hashes
    if path == "-" {
      descriptor = 0
      size = nil
      modified = nil
      return
    }
    let opened = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else {
      let code = errno
      throw InputError(
        code == ENOENT ? .missing : code == EACCES ? .notReadable : .systemCall("open"),
        path: path, code: code)
    }
    var status = stat()
    guard unsafe fstat(opened, &status) == 0 else {
      let code = errno
      close(opened)
      throw InputError(.systemCall("fstat"), path: path, code: code)
    }
    descriptor = opened
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    size = isRegular ? Int64(status.st_size) : nil
    modified = isRegular ? Timestamp(stored: Int64(status.st_mtim.tv_sec)) : nil
  }

  deinit {
    if descriptor > 0 { close(descriptor) }
  }

  /// Whether `path` names a file that can be read more than once: no pipe and no device.
  package static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    while true {
      let count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 {
        if hashes {
          unsafe hasher.update(
            bufferPointer: UnsafeRawBufferPointer(
              rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
        }
        position += Int64(count)
        return count
      }
      let code = errno
      if code == EINTR { continue }
      throw InputError(.systemCall("read"), path: path, code: code)
    }
  }

  /// SHA-256 of all bytes of the file in lower-case hex; reads what is left first.
  package func finishHash() throws(InputError) -> String {
    precondition(hashes, "the bytes that passed were not hashed")
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { unsafe scratch.deallocate() }
    while try unsafe read(into: scratch) > 0 {}
    return hasher.finalize().hexText
  }
}

extension Digest {
  /// Lower-case hex.
  var hexText: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in self {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
