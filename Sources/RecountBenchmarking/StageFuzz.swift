// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import RecountModel

/// Stages fed with any bytes at all; each stops the process when what must hold does not.
public enum StageFuzz {
  /// Inflates `bytes` with small buffers and with large ones: the same must come out.
  public static func inflate(_ bytes: [UInt8]) {
    let small = inflated([0x1F, 0x8B] + bytes, inputBytes: 5, outputBytes: 7)
    let large = inflated([0x1F, 0x8B] + bytes, inputBytes: 1 << 16, outputBytes: 1 << 16)
    precondition(small.bytes == large.bytes, "the size of buffers changes the content")
    precondition(small.isWhole == large.isWhole, "the size of buffers changes the verdict")
  }

  /// Splits `bytes` in pieces of several sizes: lines, numbers and places must be the same, and each
  /// line must stand where its place says.
  public static func split(_ bytes: [UInt8]) {
    let whole = lines(bytes, batchBytes: 1 << 16)
    for batchBytes in [1, 3, 64] {
      precondition(lines(bytes, batchBytes: batchBytes) == whole, "batches change the lines")
    }
    for line in whole where line.elided == 0 {
      let end = Int(line.offset) + line.bytes.count
      precondition(end <= bytes.count && Array(bytes[Int(line.offset)..<end]) == line.bytes)
    }
  }

  private struct Line: Equatable {
    var number: Int64
    var offset: Int64
    var bytes: [UInt8]
    var elided: Int64
  }

  private static func lines(_ bytes: [UInt8], batchBytes: Int) -> [Line] {
    var limits = InputLimits()
    limits.batchBytes = batchBytes
    limits.maxLineBytes = 100
    let reader = LineReader(MemorySource(bytes), limits: limits)
    var lines: [Line] = []
    while let batch = try? reader.next() {
      for index in 0..<batch.count {
        lines.append(
          Line(
            number: batch.number(index), offset: batch.offset(index),
            bytes: Array(batch.line(index)), elided: batch.elidedBytes))
      }
    }
    precondition(lines.map(\.number) == (0..<lines.count).map { Int64($0 + 1) })
    return lines
  }

  /// What a stream gives, at most a megabyte of it.
  private static func inflated(
    _ bytes: [UInt8], inputBytes: Int, outputBytes: Int
  ) -> (bytes: [UInt8], isWhole: Bool) {
    let source = GzipSource(
      MemorySource(bytes), buffers: InputBuffers(inputBytes: inputBytes, engine: .zlib))
    var content: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: outputBytes, alignment: 16)
    defer { unsafe buffer.deallocate() }
    while content.count < 1 << 20, let count = try? unsafe source.read(into: buffer), count > 0 {
      unsafe content.append(contentsOf: buffer[..<count])
    }
    let isWhole = !source.condition.isTruncated && !source.condition.isDamaged
    return (Array(content.prefix(1 << 20)), content.count < 1 << 20 ? isWhole : true)
  }
}
