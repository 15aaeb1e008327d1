// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Finds where the objects of a JSON text begin and end, line by line.
///
/// Lists around objects are looked through; a value that is neither is odd.
struct JSONObjectSplitter {
  enum Step {
    /// An object begins.
    case begins
    /// The open object ends; `text` is all of it.
    case ends
    /// Something stands between objects that is no JSON there.
    case odd
  }

  /// The object that is open or ended last, its line feeds replaced by spaces.
  private(set) var text: [UInt8] = []
  /// Whether the open object has more bytes than are kept.
  private(set) var isOverlong = false
  /// Whether an object was broken off and the next has not begun.
  private(set) var isLost = false
  private var depth = 0
  private var isInString = false
  /// Where in its line the open object, or the one that was broken off, begins.
  private var column = -1
  private var lineStart = 0
  private var index = 0
  private var end = 0
  /// Whether the end of the line was reached inside a text, which no JSON has.
  private var isCutInString = false

  /// Whether the line at `range` begins an object where the open one began: that one has no end.
  func beginsAnew(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard depth > 0 else { return false }
    if isCutInString { return true }
    let place = range.lowerBound + column
    guard place < range.upperBound, bytes[place] == 0x7B,
      column == 0 || isBlank(bytes, range.lowerBound..<place)
    else { return false }
    return true
  }

  mutating func begin(_ range: Range<Int>) {
    index = range.lowerBound
    lineStart = index
    end = range.upperBound
  }

  /// Forgets the open object; what belongs to it is passed over.
  mutating func breakOff() {
    depth = 0
    isInString = false
    isCutInString = false
    isOverlong = false
    isLost = true
    text.removeAll(keepingCapacity: true)
  }

  /// What comes next in the line; nil at its end.
  mutating func next(_ bytes: Span<UInt8>) -> Step? {
    while index < end {
      if depth > 0 {
        if readObject(bytes) { return .ends }
        continue
      }
      let byte = bytes[index]
      if byte == 0x7B, !isLost || index - lineStart <= column {
        column = index - lineStart
        isLost = false
        isOverlong = false
        text.removeAll(keepingCapacity: true)
        append(byte)
        depth = 1
        index += 1
        return .begins
      }
      index += 1
      switch byte {
      case 0x20, 0x09, 0x2C, 0x5B, 0x5D: continue
      default:
        if isLost { continue }
        index = end
        return .odd
      }
    }
    if depth > 0 {
      isCutInString = isInString
      append(0x20)
    }
    return nil
  }

  /// Reads on to the end of the object, or of the line; whether the object ended.
  private mutating func readObject(_ bytes: Span<UInt8>) -> Bool {
    let start = index
    while index < end {
      let byte = bytes[index]
      if isInString {
        if byte == 0x5C { index += 1 } else if byte == 0x22 { isInString = false }
      } else {
        switch byte {
        case 0x22: isInString = true
        case 0x7B, 0x5B: depth += 1
        case 0x7D, 0x5D: depth -= 1
        default: break
        }
      }
      index += 1
      if depth == 0 {
        append(bytes, start..<min(index, end))
        return true
      }
    }
    index = min(index, end)
    append(bytes, start..<index)
    return false
  }

  private mutating func append(_ byte: UInt8) {
    if text.count < JSONDocumentParser.maxObjectBytes {
      text.append(byte)
    } else {
      isOverlong = true
    }
  }

  private mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    guard text.count + range.count <= JSONDocumentParser.maxObjectBytes else {
      isOverlong = true
      return
    }
    copyBytes(bytes, range, to: &text)
  }
}
