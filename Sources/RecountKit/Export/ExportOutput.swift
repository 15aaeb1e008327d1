// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// Where the bytes of an export go: standard output, a device or pipe as it is, or a `PartialFile`.
///
/// Bytes are collected and written in pieces. What is not finished is removed.
final class ExportOutput {
  /// Bytes that are written together.
  private static let fullPiece = 1 << 18

  private let name: String
  private let descriptor: Int32
  private let file: PartialFile?
  private let isInterrupted: () -> Bool
  private var piece: [UInt8] = []
  private var isFinished = false

  /// Opens the output; a `path` of nil is standard output.
  ///
  /// - Throws: When the file cannot be made, or is the case itself.
  init(
    path: String?, casePath: String, isInterrupted: @escaping () -> Bool
  ) throws(RecountError) {
    self.isInterrupted = isInterrupted
    guard let path else {
      (name, descriptor, file) = ("standard output", STDOUT_FILENO, nil)
      return
    }
    name = path
    let kind = try ExportOutput.check(path, casePath: casePath)
    if kind == .special {
      file = nil
      descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    } else {
      let partial = PartialFile(path: path)
      file = partial
      descriptor = unsafe open(
        partial.partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
    }
    if descriptor < 0 { throw PartialFile.error(errno, path) }
  }

  deinit {
    guard descriptor > STDERR_FILENO, !isFinished else { return }
    close(descriptor)
    file?.discard()
  }

  func write(_ bytes: [UInt8]) throws(RecountError) {
    piece += bytes
    if piece.count >= ExportOutput.fullPiece { try flush() }
  }

  /// Writes what is left and gives the file its name.
  func finish() throws(RecountError) {
    try flush()
    guard descriptor > STDERR_FILENO else { return }
    // Before the name: a crash of the machine must not leave the name without the content. Devices
    // and pipes cannot be synchronised and need not be.
    if file != nil, fsync(descriptor) != 0 { throw PartialFile.error(errno, name) }
    isFinished = true
    let code = close(descriptor) == 0 ? 0 : errno
    guard code == 0 else {
      file?.discard()
      throw PartialFile.error(code, name)
    }
    try file?.publish()
  }

  private func flush() throws(RecountError) {
    if isInterrupted() { throw ExportOutput.interruption }
    var rest = piece[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw PartialFile.error(errno, name)
      }
      rest = rest.dropFirst(written)
    }
    piece.removeAll(keepingCapacity: true)
  }

  static let interruption = RecountError(
    .interrupted, "interrupted: the export was not finished, and no file has its name")

  // MARK: - Places

  enum Place {
    case free, file, special
  }

  /// What stands at `path`.
  ///
  /// - Throws: For a folder, and for the case that is exported.
  static func check(_ path: String, casePath: String) throws(RecountError) -> Place {
    var there = stat()
    guard unsafe stat(path, &there) == 0 else { return .free }
    switch there.st_mode & S_IFMT {
    case S_IFDIR:
      throw RecountError(
        .usage, "there is a folder where the export should be", at: path, try: "name a file with -o"
      )
    case S_IFREG:
      var itself = stat()
      if unsafe stat(casePath, &itself) == 0, itself.st_ino == there.st_ino,
        itself.st_dev == there.st_dev
      {
        throw RecountError(
          .usage, "the export would replace the case itself", at: path,
          try: "name another file with -o")
      }
      return .file
    default: return .special
    }
  }
}
