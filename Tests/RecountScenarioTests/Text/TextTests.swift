// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountScenario
import Testing

struct TextTests {
  private func text(_ write: (inout ByteBuffer) -> Void) -> String {
    var buffer = ByteBuffer(capacity: 64)
    write(&buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test(arguments: [0, 7, 10, 99, 100, 12_345, 999_999, 1_000_000, 60_001_000_000, -42])
  func `decimals read back`(value: Int) {
    #expect(text { $0.append(decimal: value) } == String(value))
  }

  @Test
  func `fixed widths, hexadecimals and seconds`() {
    #expect(text { $0.append(7, width: 3) } == "007")
    #expect(text { $0.append(hex: 0xBEEF, digits: 6) } == "00beef")
    #expect(text { $0.append(secondsOf: 30_042) } == "30.042")
    #expect(
      text { $0.append(uuid: .max, .max) } == "ffffffff-ffff-4fff-bfff-ffffffffffff")
  }

  @Test
  func `stamps of all forms, across midnight and back`() {
    var stamps = StampWriter()
    let late = Timestamp(CivilDate(year: 2022, month: 12, day: 15), hour: 23, minute: 59)
    let next = late + .seconds(60) + TimeSpan(microseconds: 42_007)
    #expect(
      text { stamps.appendLog(late.microseconds, to: &$0) } == "15/Dec/2022:23:59:00 +0000")
    #expect(
      text { stamps.appendMilliseconds(next.microseconds, to: &$0) } == "2022-12-16T00:00:00.042Z")
    #expect(
      text { stamps.appendMicroseconds(late.microseconds, to: &$0) }
        == "2022-12-15T23:59:00.000000Z")
  }

  @Test
  func `servers escape each in its way`() {
    let raw = "a\"b\\c\u{E9}\u{1}"
    #expect(
      String(decoding: TextEscape.nginx.escape(raw), as: UTF8.self) == #"a\x22b\x5Cc\xC3\xA9\x01"#)
    #expect(
      String(decoding: TextEscape.apache.escape(raw), as: UTF8.self) == #"a\"b\\c\xc3\xa9\x01"#)
    #expect(String(decoding: TextEscape.json.escape(raw), as: UTF8.self) == #"a\"b\\cé\u0001"#)
    #expect(String(decoding: TextEscape.plain.escape(raw), as: UTF8.self) == #"ab\cé"#)
  }

  @Test
  func `templates fill known places and keep other braces`() {
    var generator = SeededGenerator(seed: 3)
    let template = TextTemplate("{0}/{10} {n:5-5} {hex:20} { x } {unknown}")
    let words = (0..<11).map { Array("w\($0)".utf8) }
    let filled = text { template.append(to: &$0, &generator, given: words) }
    #expect(filled.hasPrefix("w0/w10 5 "))
    #expect(filled.hasSuffix(" { x } {unknown}"))
    #expect(filled.count == "w0/w10 5 ".count + 20 + " { x } {unknown}".count)
  }

  @Test
  func `log templates repeat lines and echo commands`() {
    var generator = SeededGenerator(seed: 3)
    let log = LogTemplate("+1\n*2-2 again\n+*\n+9\nend")
    var buffer = ByteBuffer(capacity: 64)
    let lines = log.append(
      to: &buffer, &generator, given: [], commands: [Array("a".utf8), Array("b".utf8)])
    #expect(String(decoding: buffer.bytes, as: UTF8.self) == "+ b\nagain\nagain\n+ a\n+ b\nend\n")
    #expect(lines == 6)
  }
}
