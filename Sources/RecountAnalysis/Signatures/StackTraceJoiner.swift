// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A message of a log: one line, or the exception and the top frame of a stack trace.
package struct JoinedMessage: Hashable, Sendable {
  /// The line, or the one that names the exception; at most 4,096 bytes.
  package var text: [UInt8]
  /// Where the exception was thrown, without the line of the file; empty without a trace.
  package var frame: [UInt8]
  /// Position of its first line, from 0, among the lines handed over.
  package var firstLine: Int
  /// How many lines were joined.
  package var lines: Int
}

/// Joins the lines of stack traces, handed over one after the other, to messages.
///
/// Of exceptions behind each other the innermost counts: wrappers are the same for many failures.
/// For Java, JavaScript and .NET that is the last cause and the first frame below it, for Python
/// the first traceback and its last frame, for Go the first frame that is not of the runtime. A
/// line that belongs to no trace is a message of its own, so a head line before an exception is
/// too; blank lines are none. Lines come without stamps or prefixes of the log.
package struct StackTraceJoiner: Sendable {
  private enum State {
    case plain, traceback, pythonClosed, go
  }

  private var pending: JoinedMessage?
  private var state = State.plain
  /// The innermost exception is known; further ones of the trace do not count.
  private var isSettled = false
  private var next = 0

  package init() {}

  /// Takes a line; gives the message before it when the line begins another.
  package mutating func append(_ line: ArraySlice<UInt8>) -> JoinedMessage? {
    defer { next += 1 }
    let kind = StackLine(line)
    if pending != nil, continues(kind, line) {
      pending?.lines += 1
      return nil
    }
    let finished = finish()
    if case .blank = kind { return finished }
    begin(line.trimmed, kind)
    return finished
  }

  /// Gives the last message.
  package mutating func finish() -> JoinedMessage? {
    defer {
      pending = nil
      state = .plain
      isSettled = false
    }
    return pending
  }

  /// The one message that all of `lines` make: the first with a stack trace, else the first.
  package static func message(
    of lines: some Sequence<ArraySlice<UInt8>>
  ) -> JoinedMessage? {
    var joiner = StackTraceJoiner()
    var found: JoinedMessage?
    func take(_ message: JoinedMessage?) {
      guard let message, found?.frame.isEmpty ?? true else { return }
      if found == nil || !message.frame.isEmpty { found = message }
    }
    for line in lines { take(joiner.append(line)) }
    take(joiner.finish())
    found?.firstLine = 0
    found?.lines = joiner.next
    return found
  }

  private mutating func begin(_ text: ArraySlice<UInt8>, _ kind: StackLine) {
    pending = JoinedMessage(text: [], frame: [], firstLine: next, lines: 1)
    switch kind {
    case .traceback: state = .traceback
    case .goroutine: state = .go
    default: state = .plain
    }
    setText(text)
  }

  /// Whether the line belongs to the pending message, which takes what it tells.
  private mutating func continues(_ kind: StackLine, _ line: ArraySlice<UInt8>) -> Bool {
    switch (state, kind) {
    case (.traceback, _): return continuesTraceback(kind, line)
    case (.pythonClosed, .blank), (.pythonClosed, .chain): return true
    case (.pythonClosed, .traceback):
      state = .traceback
      return true
    case (.go, .blank), (.go, .goroutine), (.go, .more), (.go, .other(isIndented: true)):
      return true
    case (.go, .goFrame(let name)):
      setFrame(name)
      return true
    case (.plain, .blank): return isGoPanic
    case (.plain, .goroutine):
      state = .go
      return true
    case (.plain, .frame(let name)):
      setFrame(name)
      return true
    case (.plain, .cause(let text)):
      pending?.frame = []
      setText(text)
      return true
    case (.plain, .more): return isGoPanic || pending?.frame.isEmpty == false
    default: return false
    }
  }

  private mutating func continuesTraceback(_ kind: StackLine, _ line: ArraySlice<UInt8>) -> Bool {
    switch kind {
    case .pythonFrame(let name):
      if !isSettled {
        pending?.frame = []
        setFrame(name[...])
      }
      return true
    case .blank: return true
    default: break
    }
    // Between the frames stand lines of code, which are indented; the exception is not.
    if line.first.map({ ByteClass.table[Int($0)].contains(.space) }) == true { return true }
    if !isSettled { setText(line.trimmed) }
    isSettled = true
    state = .pythonClosed
    return true
  }

  private var isGoPanic: Bool {
    guard let text = pending?.text else { return false }
    return text.starts(with: "panic: ".utf8) || text.starts(with: "fatal error: ".utf8)
  }

  /// An inner exception of .NET stands in the line of the outer one, behind an arrow.
  private mutating func setText(_ text: ArraySlice<UInt8>) {
    var text = text.prefix(TokenScanner.maxLineBytes)
    let arrow = Array(" ---> ".utf8)
    var index = text.startIndex
    while let space = text[index...].firstIndex(of: 0x20) {
      let inner = text[space...].dropFirst(arrow.count)
      if text[space...].starts(with: arrow), StackLine.namesException(inner) { text = inner }
      index = max(space + 1, text.startIndex)
    }
    pending?.text = Array(text)
  }

  /// Keeps the first frame, with `#` for numbers, which generated names are full of, and no spaces.
  private mutating func setFrame(_ name: ArraySlice<UInt8>) {
    guard pending?.frame.isEmpty == true, !name.isEmpty else { return }
    var frame: [UInt8] = []
    for byte in name.prefix(TokenVocabulary.maxTokenBytes) {
      if byte &- 0x30 < 10 {
        if frame.last != 0x23 { frame.append(0x23) }
      } else {
        frame.append(ByteClass.table[Int(byte)].contains(.space) ? 0x2E : byte)
      }
    }
    pending?.frame = frame
  }
}
