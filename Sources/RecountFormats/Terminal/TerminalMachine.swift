// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Takes what a `TerminalMachine` finds in the bytes of an output.
protocol TerminalSink {
  /// Whether nothing more needs to be read.
  var isDone: Bool { get }

  /// Shows a character at the cursor.
  mutating func put(_ cell: TerminalCell)

  /// Shows `range` of `bytes`, which is ASCII without controls.
  mutating func put(_ bytes: Span<UInt8>, _ range: Range<Int>)

  /// Obeys BS, TAB, LF or CR.
  mutating func control(_ byte: UInt8)

  /// Obeys `ESC final`, such as `ESC 7`.
  mutating func escape(_ final: UInt8)

  /// Obeys `CSI first ; second final`; a parameter that is not given is 0.
  mutating func sequence(_ final: UInt8, _ first: Int, _ second: Int)
}

/// Tells characters, controls and escape sequences of a terminal apart, byte by byte.
///
/// The only state is where in a sequence or a UTF-8 character the input stands, so that it can be cut
/// anywhere. LF ends any sequence, and a string such as OSC ends after `maxStringBytes`: a log holds
/// sequences that were cut off, and one of them must not swallow the lines behind it. BEL ends every
/// string, as CI systems write it. Characters U+0080 to U+009F are dropped and begin no sequence: in
/// a log they come from text in a wrong encoding. Bytes that are no UTF-8 are a character each.
/// Concealed text (SGR 8, up to SGR 0 or 28 or the end of the line) is not shown: Jenkins writes notes of
/// its own in it.
///
/// Source: ECMA-48, https://vt100.net/emu/dec_ansi_parser and
/// https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
struct TerminalMachine {
  /// Bytes that the text of an OSC, DCS, APC, PM or SOS may have; what is beyond is shown.
  static let maxStringBytes = 1 << 20
  /// Larger parameters mean as much as this one.
  private static let maxParameter = 99_999

  private enum State {
    case ground, character, escape, escapeIntermediate, sequence, string
  }

  private var state = State.ground
  /// The bytes of an unfinished character, the first in the low bits.
  private var character: UInt32 = 0
  private var characterBytes = 0
  private var characterLength = 0
  private var parameters = (first: 0, second: 0)
  private var parameterIndex = 0
  /// Whether the sequence is a private one or has intermediates: none of these moves anything.
  private var isPrivate = false
  private var stringBytes = 0
  private var isConcealed = false

  /// Reads `range` of `bytes`, up to where the sink is done.
  mutating func feed(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into sink: inout some TerminalSink
  ) {
    var index = range.lowerBound
    while index < range.upperBound, !sink.isDone {
      if state == .ground {
        var end = index
        while end < range.upperBound, bytes[end] &- 0x20 < 0x5F { end += 1 }
        if end > index {
          if !isConcealed { sink.put(bytes, index..<end) }
          index = end
          continue
        }
      }
      step(bytes[index], into: &sink)
      index += 1
    }
  }

  /// Ends the input: an unfinished character is shown, an unfinished sequence dropped.
  mutating func finish(into sink: inout some TerminalSink) {
    if state == .character { flushCharacter(into: &sink) }
    state = .ground
  }

  private mutating func step(_ byte: UInt8, into sink: inout some TerminalSink) {
    switch state {
    case .ground: ground(byte, into: &sink)
    case .character: continueCharacter(byte, into: &sink)
    case .escape: escape(byte, into: &sink)
    case .escapeIntermediate:
      switch byte {
      case 0x20...0x2F: break
      case 0x30...0x7E: state = .ground
      default: abort(byte, into: &sink)
      }
    case .sequence: sequence(byte, into: &sink)
    case .string: string(byte, into: &sink)
    }
  }

  /// Drops the sequence and reads `byte` as if nothing had stood before it.
  private mutating func abort(_ byte: UInt8, into sink: inout some TerminalSink) {
    state = .ground
    ground(byte, into: &sink)
  }

  // MARK: - Characters

  private mutating func ground(_ byte: UInt8, into sink: inout some TerminalSink) {
    switch byte {
    case 0x0A:
      isConcealed = false
      sink.control(byte)
    case 0x08, 0x09, 0x0D: sink.control(byte)
    case 0x1B: state = .escape
    case 0..<0x20, 0x7F: break
    case 0x20..<0x7F: show(TerminalCell(ascii: byte), in: &sink)
    case 0xC2...0xF4:
      state = .character
      character = UInt32(byte)
      characterBytes = 1
      characterLength = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    default: show(TerminalCell(bits: UInt32(byte)), in: &sink)
    }
  }

  private func show(_ cell: TerminalCell, in sink: inout some TerminalSink) {
    if !isConcealed { sink.put(cell) }
  }

  private mutating func continueCharacter(_ byte: UInt8, into sink: inout some TerminalSink) {
    guard byte & 0xC0 == 0x80 else {
      flushCharacter(into: &sink)
      return abort(byte, into: &sink)
    }
    character |= UInt32(byte) << UInt32(8 * characterBytes)
    characterBytes += 1
    guard characterBytes == characterLength else { return }
    state = .ground
    let isControl = characterLength == 2 && character & 0xFF == 0xC2 && byte < 0xA0
    if !isControl { show(TerminalCell(bits: character), in: &sink) }
  }

  /// Shows the bytes of a character that did not come to its end, one by one.
  private mutating func flushCharacter(into sink: inout some TerminalSink) {
    for index in 0..<characterBytes {
      show(TerminalCell(bits: character >> UInt32(8 * index) & 0xFF), in: &sink)
    }
  }

  // MARK: - Sequences

  private mutating func escape(_ byte: UInt8, into sink: inout some TerminalSink) {
    switch byte {
    case 0x5B:
      state = .sequence
      parameters = (0, 0)
      parameterIndex = 0
      isPrivate = false
    case 0x50, 0x58, 0x5D, 0x5E, 0x5F:
      state = .string
      stringBytes = 0
    case 0x20...0x2F: state = .escapeIntermediate
    case 0x30...0x7E:
      state = .ground
      sink.escape(byte)
    default: abort(byte, into: &sink)
    }
  }

  private mutating func sequence(_ byte: UInt8, into sink: inout some TerminalSink) {
    switch byte {
    case 0x30...0x39:
      let digit = Int(byte - 0x30)
      if parameterIndex == 0 {
        parameters.first = min(parameters.first * 10 + digit, TerminalMachine.maxParameter)
      } else if parameterIndex == 1 {
        parameters.second = min(parameters.second * 10 + digit, TerminalMachine.maxParameter)
      }
    case 0x3A, 0x3B: parameterIndex = min(parameterIndex + 1, 2)
    case 0x20...0x2F, 0x3C...0x3F: isPrivate = true
    case 0x40...0x7E:
      state = .ground
      if isPrivate { return }
      if byte == 0x6D { return conceal() }
      sink.sequence(byte, parameters.first, parameters.second)
    default: abort(byte, into: &sink)
    }
  }

  /// Takes the attributes of text, of which only this one hides any.
  private mutating func conceal() {
    // `38;5;8` and the like are colours.
    if parameters.first == 38 || parameters.first == 48 { return }
    conceal(parameters.first)
    if parameterIndex > 0 { conceal(parameters.second) }
  }

  private mutating func conceal(_ attribute: Int) {
    switch attribute {
    case 8: isConcealed = true
    case 0, 28: isConcealed = false
    default: break
    }
  }

  private mutating func string(_ byte: UInt8, into sink: inout some TerminalSink) {
    switch byte {
    case 0x07, 0x18, 0x1A: state = .ground
    case 0x0A: abort(byte, into: &sink)
    case 0x1B: state = .escape
    default:
      stringBytes += 1
      if stringBytes > TerminalMachine.maxStringBytes { abort(byte, into: &sink) }
    }
  }
}
