// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import Testing

@Suite struct JSONWriterTests {
  private func parse(_ json: JSONWriter) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(json.bytes), options: .fragmentsAllowed)
  }

  @Test func `nests containers with commas where they belong`() throws {
    var json = JSONWriter()
    json.beginObject()
    json.key("a")
    json.beginArray()
    json.integer(1)
    json.beginArray()
    json.endArray()
    json.beginObject()
    json.endObject()
    json.bool(false)
    json.endArray()
    json.member("b", number: 0.5)
    json.key("c")
    json.raw(Array("null".utf8))
    json.endObject()
    #expect(json.text == #"{"a":[1,[],{},false],"b":0.5,"c":null}"#)
    #expect(try parse(json) is [String: Any])
  }

  @Test func `writes members in the order of the calls and leaves out absent ones`() {
    var json = JSONWriter()
    json.beginObject()
    json.member("z", "last name first")
    json.member("absent", nil as String?)
    json.member("none", nil as Int?)
    json.member("count", UInt8(255))
    json.member("is", true)
    json.member("nothing", nil as Bool?)
    json.member("rate", number: 1.0 / 3, decimals: 2)
    json.member("never", number: nil)
    json.member("time", Timestamp(seconds: 0))
    json.member("when", nil as Timestamp?)
    json.endObject()
    #expect(
      json.text
        == #"{"z":"last name first","count":255,"is":true,"rate":0.33,"time":"1970-01-01T00:00:00.000000Z"}"#
    )
  }

  @Test func `escapes every character so that it reads back`() throws {
    let scalars = (0..<0x3000).compactMap(Unicode.Scalar.init)
    let text = String(String.UnicodeScalarView(scalars)) + "\u{1F600}\u{10FFFF}"
    var json = JSONWriter()
    json.beginArray()
    json.string(text)
    json.endArray()
    let read = try #require(try parse(json) as? [String])
    #expect(read.first.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
    #expect(json.bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
  }

  @Test(arguments: [
    ("\"\\", #""\"\\""#), ("\n\r\t", #""\n\r\t""#), ("\u{0}\u{1B}\u{7F}", #""\u0000\u001b\u007f""#),
    ("/é\u{2028}", "\"/é\u{2028}\""), ("", "\"\""),
    ("\u{80}\u{9B}2J\u{9F}\u{A0}", "\"\\u0080\\u009b2J\\u009f\u{A0}\""),
    ("\u{202A}\u{202E}\u{202F}", "\"\\u202a\\u202e\u{202F}\""),
    ("\u{2065}\u{2066}\u{2069}\u{206A}", "\"\u{2065}\\u2066\\u2069\u{206A}\""),
  ])
  func `escapes`(value: String, text: String) {
    var json = JSONWriter()
    json.string(value)
    #expect(json.text == text)
    var key = JSONWriter()
    key.beginObject()
    key.key(value)
    key.integer(1)
    key.endObject()
    #expect(key.text == "{\(text):1}")
  }

  @Test(
    arguments: [
      ([0x61, 0xFF, 0x62], "a\u{FFFD}b"), ([0xC3], "\u{FFFD}"), ([0xC3, 0xA9], "é"),
      ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"),
      ([], ""),
    ] as [([UInt8], String)])
  func `replaces what is not UTF-8`(bytes: [UInt8], text: String) throws {
    var json = JSONWriter()
    json.string(decoding: bytes)
    #expect(try parse(json) as? String == text)
  }

  @Test func `stays JSON whatever the bytes and numbers`() throws {
    var random = SeededGenerator(seed: 18)
    var json = JSONWriter()
    json.beginArray()
    for _ in 0..<2000 {
      json.string(decoding: (0..<random.below(40)).map { _ in UInt8(random.below(256)) })
      json.number(Double(bitPattern: random.next()), decimals: random.below(10))
    }
    json.endArray()
    #expect(try (parse(json) as? [Any])?.count == 4000)
  }

  @Test func `writes one document a line`() {
    var json = JSONWriter()
    for number in 1...2 {
      json.beginObject()
      json.member("n", number)
      json.endObject()
      json.endLine()
    }
    #expect(json.text == "{\"n\":1}\n{\"n\":2}\n")
  }

  @Test func `goes on inside a container after its bytes were taken`() {
    var json = JSONWriter()
    json.beginArray()
    json.integer(1)
    let first = json.take()
    json.integer(Int64.min)
    json.endArray()
    #expect(String(decoding: first, as: UTF8.self) + json.text == "[1,-9223372036854775808]")
  }
}
