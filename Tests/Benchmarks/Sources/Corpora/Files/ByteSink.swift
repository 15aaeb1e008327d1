// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// A file, or a standard stream, that takes bytes whole or fails.
package final class ByteSink {
  /// A stream that the caller of the program opened.
  package enum Standard: Int32 {
    case output = 1
    case error = 2
  }

  private let descriptor: Int32
  private let path: String

  package init(_ standard: Standard) {
    descriptor = standard.rawValue
    path = "standard \(standard)"
  }

  /// A file that is written from its beginning.
  package init(path: String) throws(CorpusError) {
    self.path = path
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .file(operation: "create", path: path, errno: errno) }
  }

  deinit {
    if descriptor > STDERR_FILENO { close(descriptor) }
  }

  package func write(_ bytes: [UInt8]) throws(CorpusError) {
    var done = 0
    while done < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: buffer[done...]).baseAddress,
          buffer.count - done)
      }
      if written < 0 {
        let code = errno
        if code == EINTR { continue }
        throw .file(operation: "write", path: path, errno: code)
      }
      done += written
    }
  }

  /// Makes a folder unless it is there; the one above it must be.
  package static func makeFolder(_ path: String) throws(CorpusError) {
    guard unsafe mkdir(path, 0o755) != 0, errno != EEXIST else { return }
    throw .file(operation: "create the folder", path: path, errno: errno)
  }
}
