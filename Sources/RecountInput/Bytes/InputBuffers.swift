// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What the reading of one input leaves for the next: inflate states and their buffers.
///
/// Thousands of small logs cost more in setting these up than in reading. Whoever reads inputs one
/// after the other keeps one of these; it is not for two threads at a time.
package final class InputBuffers {
  private let inputBytes: Int
  private let engine: InflateEngine
  private var idle: [InflateBuffer] = []

  /// Buffers of `inputBytes` compressed bytes.
  package init(inputBytes: Int = 256 << 10, engine: InflateEngine = .auto) {
    self.inputBytes = inputBytes
    self.engine = engine
  }

  func take() -> InflateBuffer {
    let buffer =
      idle.popLast() ?? InflateBuffer(engine.makeInflater(), inputBytes: inputBytes)
    buffer.inflater.reset()
    return buffer
  }

  func giveBack(_ buffer: InflateBuffer) {
    idle.append(buffer)
  }
}

/// An inflater with the compressed bytes that wait for it.
@safe final class InflateBuffer {
  let inflater: any Inflater
  let input: UnsafeMutableRawBufferPointer

  init(_ inflater: any Inflater, inputBytes: Int) {
    self.inflater = inflater
    // A member is told by its first four bytes, which must lie side by side.
    unsafe input = .allocate(byteCount: max(4, inputBytes), alignment: 16)
  }

  deinit {
    unsafe input.deallocate()
  }
}
