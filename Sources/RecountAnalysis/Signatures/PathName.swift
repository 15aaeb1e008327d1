// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Paths of files and of requests.
enum PathName {
  /// One past a path behind a drive, as in `C:\`.
  static func endAfterDrive(_ bytes: Span<UInt8>, _ start: Int, _ classes: [ByteClass]) -> Int? {
    guard start + 2 < bytes.count, bytes[start + 1] == 0x3A,
      bytes[start + 2] == 0x5C || bytes[start + 2] == 0x2F,
      (bytes[start] | 0x20) &- 0x61 < 26,
      // Two slashes belong to a URL with a scheme of one letter, if to anything.
      start + 3 >= bytes.count || bytes[start + 3] != 0x2F
    else { return nil }
    return end(bytes, start + 2, isFirst: false, classes)
  }

  /// One past the path whose first slash is at `start`: at least two parts, or one that a space, a
  /// quote, a bracket, a comma or the end of the line follows if the slash begins the word.
  static func end(
    _ bytes: Span<UInt8>, _ start: Int, isFirst: Bool, _ classes: [ByteClass]
  ) -> Int? {
    var (index, parts) = (start, 0)
    while index < bytes.count, bytes[index] == 0x2F || bytes[index] == 0x5C {
      var next = index + 1
      while next < bytes.count, isPart(bytes[next], classes) { next += 1 }
      if next == index + 1 { break }
      index = next
      parts += 1
    }
    // A colon that ends it parts the path from what is said about it.
    while index > start + 1, bytes[index - 1] == 0x3A { index -= 1 }
    if parts >= 2 {
      if index < bytes.count, bytes[index] == 0x2F || bytes[index] == 0x5C { index += 1 }
      return query(bytes, index, classes)
    }
    guard isFirst, parts == 1, bytes[start] == 0x2F else { return nil }
    guard index < bytes.count else { return index }
    if bytes[index] == 0x3F { return query(bytes, index, classes) }
    let ends = classes[Int(bytes[index])] == .space
    return ends || [0x2C, 0x3B, 0x22, 0x27, 0x29, 0x5D].contains(bytes[index]) ? index : nil
  }

  private static func isPart(_ byte: UInt8, _ classes: [ByteClass]) -> Bool {
    byte == 0x3A || classes[Int(byte)].contains(.path)
  }

  private static func query(_ bytes: Span<UInt8>, _ start: Int, _ classes: [ByteClass]) -> Int {
    guard start < bytes.count, bytes[start] == 0x3F else { return start }
    var end = start + 1
    while end < bytes.count, classes[Int(bytes[end])] != .space, bytes[end] != 0x22,
      bytes[end] != 0x27
    {
      end += 1
    }
    return end
  }
}
