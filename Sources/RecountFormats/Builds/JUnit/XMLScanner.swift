// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Reads XML byte by byte, whatever is wrong with it: no tree, no DTD, no external entity.
///
/// Reports hold raw terminal output, control characters that XML forbids, and ends that are missing.
/// A `<` that begins no tag is text. Memory is bounded by `maxAttributes` values of `maxValueBytes`;
/// what is longer is cut, what is more is left out.
///
/// Source: https://www.w3.org/TR/xml/
struct XMLScanner {
  static let maxAttributes = 16
  static let maxValueBytes = 1024
  private static let maxNameBytes = 64

  enum Token {
    /// `<name …>`; its attributes stay until the next tag.
    case open
    /// `<name …/>`
    case empty
    /// `</name>`
    case close
  }

  private enum State {
    case text, less, name, tag, slash, attribute, equals, value, closeName
    case bang, comment, cdata, instruction, declaration
  }

  private var state = State.text
  private var quote: UInt8 = 0
  /// How far the end of a comment, `-->`, or of a CDATA section, `]]>`, has been seen.
  private var seen = 0
  private var brackets = 0
  /// Name of the last tag.
  private(set) var name: [UInt8] = []
  private var attributeName: [UInt8] = []
  private var attributes: [(name: [UInt8], value: [UInt8])] = []
  private var opener: [UInt8] = []

  /// Whether the next byte is text, so that all up to the next `<` may be skipped.
  var isInText: Bool { state == .text }

  /// Whether the next byte is in a CDATA section.
  var isInCDATA: Bool { state == .cdata }

  /// The value of an attribute of the last tag, as it stands there; nil when it has none.
  func rawAttribute(_ name: StaticString) -> [UInt8]? {
    attributes.first { $0.name.span.equals(ByteRange(0, $0.name.count), name) }?.value
  }

  /// Whether the last tag is called `text`, whatever its prefix.
  func isNamed(_ text: StaticString) -> Bool {
    name.span.equals(ByteRange(0, name.count), text)
  }

  /// Takes the next byte, and gives the tag that ends with it.
  @inline(__always)
  mutating func step(_ byte: UInt8) -> Token? {
    switch state {
    case .text:
      if byte == 0x3C { state = .less }
    case .value:
      if byte == quote { state = .tag } else { appendValue(byte) }
    case .cdata:
      endSequence(byte, mark: 0x5D)
    case .comment:
      endSequence(byte, mark: 0x2D)
    default: return stepMarkup(byte)
    }
    return nil
  }

  // MARK: - Markup

  private mutating func stepMarkup(_ byte: UInt8) -> Token? {
    switch state {
    case .less: beginMarkup(byte)
    case .name: return stepName(byte)
    case .tag: return stepTag(byte)
    case .slash:
      state = byte == 0x3E ? .text : .tag
      return byte == 0x3E ? .empty : nil
    case .attribute: return stepAttribute(byte)
    case .equals: return stepEquals(byte)
    case .closeName:
      if byte == 0x3E {
        state = .text
        return .close
      }
      if !isSpace(byte) { appendName(byte) }
    case .bang: stepBang(byte)
    case .instruction:
      if byte == 0x3E { state = .text }
    case .declaration:
      if byte == 0x5B { brackets += 1 }
      if byte == 0x5D { brackets -= 1 }
      if byte == 0x3E, brackets <= 0 { state = .text }
    case .text, .value, .cdata, .comment: break
    }
    return nil
  }

  private mutating func beginMarkup(_ byte: UInt8) {
    switch byte {
    case 0x2F:
      name.removeAll(keepingCapacity: true)
      state = .closeName
    case 0x21:
      opener.removeAll(keepingCapacity: true)
      state = .bang
    case 0x3F: state = .instruction
    case 0x3C: break
    case _ where (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte >= 0x80:
      name.removeAll(keepingCapacity: true)
      attributes.removeAll(keepingCapacity: true)
      appendName(byte)
      state = .name
    default: state = .text
    }
  }

  private mutating func stepName(_ byte: UInt8) -> Token? {
    if byte == 0x3E || byte == 0x2F || isSpace(byte) {
      state = .tag
      return stepTag(byte)
    }
    appendName(byte)
    return nil
  }

  private mutating func stepTag(_ byte: UInt8) -> Token? {
    switch byte {
    case 0x3E:
      state = .text
      return .open
    case 0x2F: state = .slash
    case 0x3C: state = .less
    case _ where isSpace(byte): break
    default:
      attributeName.removeAll(keepingCapacity: true)
      attributeName.append(byte)
      state = .attribute
    }
    return nil
  }

  private mutating func stepAttribute(_ byte: UInt8) -> Token? {
    if byte == 0x3D {
      state = .equals
    } else if byte == 0x3E || byte == 0x2F {
      state = .tag
      return stepTag(byte)
    } else if !isSpace(byte), attributeName.count < XMLScanner.maxNameBytes {
      attributeName.append(byte)
    }
    return nil
  }

  private mutating func stepEquals(_ byte: UInt8) -> Token? {
    if byte == 0x22 || byte == 0x27 {
      quote = byte
      if attributes.count < XMLScanner.maxAttributes { attributes.append((attributeName, [])) }
      state = .value
    } else if !isSpace(byte) {
      state = .tag
      return stepTag(byte)
    }
    return nil
  }

  /// Tells `<!--`, `<![CDATA[` and declarations apart.
  private mutating func stepBang(_ byte: UInt8) {
    opener.append(byte)
    let isComment = "--".utf8.starts(with: opener)
    let isCDATA = "[CDATA[".utf8.starts(with: opener)
    if isComment || isCDATA {
      guard opener.count == (isComment ? 2 : 7) else { return }
      seen = 0
      state = isComment ? .comment : .cdata
    } else {
      brackets = opener.count(where: { $0 == 0x5B })
      state = byte == 0x3E ? .text : .declaration
    }
  }

  @inline(__always)
  private mutating func endSequence(_ byte: UInt8, mark: UInt8) {
    if byte == mark {
      seen += 1
    } else if byte == 0x3E, seen >= 2 {
      state = .text
    } else {
      seen = 0
    }
  }

  // MARK: - Text

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private mutating func appendName(_ byte: UInt8) {
    if byte == 0x3A {
      name.removeAll(keepingCapacity: true)
    } else if name.count < XMLScanner.maxNameBytes {
      name.append(byte)
    }
  }

  @inline(__always)
  private mutating func appendValue(_ byte: UInt8) {
    let last = attributes.count - 1
    guard last >= 0, attributes[last].value.count < XMLScanner.maxValueBytes else { return }
    attributes[last].value.append(byte)
  }
}
