// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Names of hosts: at least three labels between dots, or two of which the last is a known domain.
enum HostName {
  private static let domains = ShortWord.set(
    "com net org io cn edu gov local lan internal de uk jp fr ru in co us info")

  /// Whether a part of `word` is the name of a host.
  static func isHeld(_ bytes: Span<UInt8>, _ word: Range<Int>, _ classes: [ByteClass]) -> Bool {
    var end = word.upperBound
    // A dot at the end closes a sentence.
    while end > word.lowerBound, bytes[end - 1] == 0x2E { end -= 1 }
    var (labels, labelStart) = (0, word.lowerBound)
    for index in word.lowerBound..<end {
      let byte = bytes[index]
      if byte == 0x2E {
        labels = index > labelStart ? labels + 1 : 0
        labelStart = index + 1
      } else if byte != 0x2D, classes[Int(byte)].isDisjoint(with: [.letter, .digit]) {
        if ends(bytes, labels, labelStart..<index) { return true }
        labels = 0
        labelStart = index + 1
      }
    }
    return ends(bytes, labels, labelStart..<end)
  }

  private static func ends(_ bytes: Span<UInt8>, _ labels: Int, _ last: Range<Int>) -> Bool {
    if last.isEmpty { return labels >= 3 }
    if labels >= 2 { return true }
    return labels == 1 && last.count <= 8 && domains.contains(ShortWord.packed(bytes, last))
  }
}
