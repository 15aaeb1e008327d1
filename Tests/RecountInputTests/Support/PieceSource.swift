// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput

/// Bytes that come in pieces of a size, and an error at their end when it is told one.
final class PieceSource: ByteSource {
  private let bytes: [UInt8]
  private let piece: Int
  private let error: InputError?
  private var position = 0
  private(set) var readsAfterEnd = 0

  init(_ bytes: [UInt8], piece: Int = .max, error: InputError? = nil) {
    self.bytes = bytes
    self.piece = piece
    self.error = error
  }

  convenience init(_ text: String, piece: Int = .max) {
    self.init(Array(text.utf8), piece: piece)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    let count = min(piece, buffer.count, bytes.count - position)
    if count == 0 {
      if let error { throw error }
      readsAfterEnd += 1
      return 0
    }
    unsafe buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}

extension ByteSource {
  /// All bytes, read through a buffer of `bufferBytes`.
  func drain(bufferBytes: Int = 4096) throws(InputError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferBytes, alignment: 16)
    defer { unsafe buffer.deallocate() }
    var all: [UInt8] = []
    while true {
      let count = try unsafe read(into: buffer)
      if count == 0 { return all }
      unsafe all.append(contentsOf: buffer[..<count])
    }
  }
}
