// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What a line of a stack trace is, for Java, Python, Go, JavaScript and .NET.
enum StackLine {
  /// A frame; `name` is where it was, without the place in the file.
  case frame(name: ArraySlice<UInt8>)
  /// A frame of Python, of which the last is the top.
  case pythonFrame(name: [UInt8])
  /// A frame of Go, which counts only below the line of a goroutine.
  case goFrame(name: ArraySlice<UInt8>)
  /// The exception behind the one before.
  case cause(text: ArraySlice<UInt8>)
  case traceback
  case goroutine
  /// Says that a further traceback of Python follows.
  case chain
  /// Part of a trace that tells nothing: `... 12 more`.
  case more
  case blank
  case other(isIndented: Bool)

  init(_ line: ArraySlice<UInt8>) {
    let text = line.trimmed
    guard let first = text.first else {
      self = .blank
      return
    }
    let isIndented = text.startIndex > line.startIndex
    self = .other(isIndented: isIndented)
    switch first {
    case 0x61 where isIndented && text.starts(with: "at ".utf8):
      if let name = Self.name(text.dropFirst(3)) { self = .frame(name: name) }
    case 0x2E, 0x2D, 0x5B, 0x43, 0x53: readCause(text)
    case 0x46 where text.starts(with: "File \"".utf8):
      if let name = Self.pythonName(text) { self = .pythonFrame(name: name) }
    case 0x54 where text.starts(with: "Traceback (most recent call last)".utf8): self = .traceback
    case 0x44 where text.starts(with: "During handling of the above exception".utf8): self = .chain
    case 0x67 where text.starts(with: "goroutine ".utf8) && text.last == 0x3A: self = .goroutine
    default: break
    }
    if case .other = self { readGo(text, isIndented: isIndented) }
  }

  private mutating func readCause(_ text: ArraySlice<UInt8>) {
    for mark in ["Caused by: ", "[cause]: "] where text.starts(with: mark.utf8) {
      self = .cause(text: text.dropFirst(mark.utf8.count))
      return
    }
    if text.starts(with: "---> ".utf8), Self.namesException(text.dropFirst(5)) {
      self = .cause(text: text.dropFirst(5))
      return
    }
    for mark in ["... ", "--- End of ", "Suppressed: ", "[signal "]
    where text.starts(with: mark.utf8) {
      self = .more
    }
  }

  /// Whether the text begins with the type of an exception: others write arrows too.
  static func namesException(_ text: ArraySlice<UInt8>) -> Bool {
    let name = text.prefix { ExceptionName.isNamePart($0) }
    return ExceptionName.matches(name.span, 0..<name.count)
  }

  private mutating func readGo(_ text: ArraySlice<UInt8>, isIndented: Bool) {
    if text.starts(with: "The above exception was the direct cause".utf8) {
      self = .chain
    } else if text.starts(with: "created by ".utf8) {
      self = .goFrame(name: [])
    } else if !isIndented, text.last == 0x29, let dot = text.firstIndex(of: 0x2E),
      let open = text.lastIndex(of: 0x28), dot < open, !text[..<open].contains(0x20)
    {
      let name = text[..<open]
      let path = name.lastIndex(of: 0x2F).map { name[($0 + 1)...] } ?? name
      self = .goFrame(name: text.starts(with: "runtime.".utf8) ? [] : path)
    } else if !isIndented, text.starts(with: "panic(".utf8) {
      self = .goFrame(name: [])
    }
  }

  /// `com.shop.Cart.add` of `app//com.shop.Cart.add(Cart.java:12)`, `run` of `async run
  /// (/app/a.js:1:2)`, `a.js` of `/app/a.js:1:2`; nil if the text is no frame.
  private static func name(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var name = text
    if name.starts(with: "async ".utf8) { name = name.dropFirst(6) }
    if let open = name.firstIndex(of: 0x28), open > name.startIndex {
      name = name[..<open].trimmed
      if let slash = name.lastIndex(of: 0x2F) { name = name[(slash + 1)...] }
      return name.isEmpty ? nil : name
    }
    guard let last = name.last, last &- 0x30 < 10, name.contains(0x3A) else { return nil }
    while let last = name.last, last &- 0x30 < 10 || last == 0x3A { name.removeLast() }
    if let slash = name.lastIndex(where: { $0 == 0x2F || $0 == 0x5C }) {
      name = name[(slash + 1)...]
    }
    return name.isEmpty ? nil : name
  }

  /// `views.py:show` of `File "/app/views.py", line 12, in show`.
  private static func pythonName(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let path = text.dropFirst(6)
    guard let quote = path.firstIndex(of: 0x22),
      path[quote...].starts(with: "\", line ".utf8)
    else { return nil }
    let file = path[..<quote]
    let name = file.lastIndex(where: { $0 == 0x2F || $0 == 0x5C }).map { file[($0 + 1)...] } ?? file
    guard let comma = text.lastIndex(of: 0x2C), text[comma...].starts(with: ", in ".utf8) else {
      return Array(name)
    }
    return name + [0x3A] + text[(comma + 5)...]
  }
}

extension ArraySlice<UInt8> {
  /// Without spaces at both ends.
  var trimmed: ArraySlice<UInt8> {
    guard let start = firstIndex(where: { !ByteClass.table[Int($0)].contains(.space) }),
      let last = lastIndex(where: { !ByteClass.table[Int($0)].contains(.space) })
    else { return self[startIndex..<startIndex] }
    return self[start...last]
  }
}
