// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel

/// A request made up by seed: what a server knew before it wrote its line.
struct RequestRecord {
  struct Attempt {
    var address: String
    var status: Int?
    /// Milliseconds.
    var time: Int?
  }

  /// Microseconds since the epoch; on a millisecond.
  var stamp: Int64
  /// Minutes east of UTC.
  var zone: Int
  /// Milliseconds.
  var duration: Int
  /// 0 when none was sent.
  var status: Int
  var bytes: Int
  var client: String
  var port: Int
  var forwarded: [String]
  var user: [UInt8]
  var method: String
  /// Of hostile bytes, but without spaces.
  var path: [UInt8]
  var query: [UInt8]
  var version: String
  var referrer: [UInt8]
  var agent: [UInt8]
  var host: String
  var trace: String
  var attempts: [Attempt]
  /// What stands between attempts.
  var separators: [String]

  /// Makes one up; `allowsQuotes` tells that the server escapes the quotes in what clients send.
  init(_ random: inout SeededGenerator, allowsQuotes: Bool) {
    stamp = (1_741_770_842_000 + Int64(random.below(400_000_000_000)) - 200_000_000_000) * 1000
    zone = [0, 0, 60, -210, 345, -720][random.below(6)]
    duration = [0, 1, random.below(1000), random.below(90_000)][random.below(4)]
    status = [200, 200, 201, 304, 404, 429, 499, 500, 502, 503, 504, 0][random.below(12)]
    bytes = [0, random.below(100_000), 4_294_967_296 + random.below(1000)][random.below(3)]
    client = RequestRecord.address(&random)
    port = 1024 + random.below(60_000)
    forwarded = (0..<random.below(4)).map { _ in RequestRecord.address(&random) }
    user =
      [[], Array("alice".utf8), Array("j. r. doe".utf8), Array("a\"b\\c".utf8)][
        random.below(allowsQuotes ? 4 : 3)]
    method = ["GET", "POST", "M-SEARCH", "PATCH"][random.below(4)]
    path = [0x2F] + RequestRecord.text(&random, spaces: false, allowsQuotes)
    path.removeAll { $0 == 0x3F }
    query = random.below(2) == 0 ? [] : RequestRecord.text(&random, spaces: false, allowsQuotes)
    // Alone a dash stands for none, and behind a question mark for itself.
    if query == [0x2D] { query = [] }
    version = ["HTTP/1.1", "HTTP/2.0", "HTTP/3"][random.below(3)]
    referrer = RequestRecord.text(&random, spaces: true, allowsQuotes)
    agent = RequestRecord.text(&random, spaces: true, allowsQuotes)
    host = ["shop.example", "a.b-c.example", "198.51.100.1"][random.below(3)]
    trace = (0..<32).map { _ in "0123456789abcdef".randomElement(using: &random) ?? "0" }
      .map(String.init).joined()
    attempts = (0..<random.below(4)).map { index in
      Attempt(
        address: ["10.0.0.\(index):8080", "[2001:db8::\(index)]:80", "unix:/run/a.sock"][
          random.below(3)],
        status: random.below(3) == 0 ? nil : [200, 502, 504][random.below(3)],
        time: random.below(3) == 0 ? nil : random.below(40_000))
    }
    separators = (0..<max(0, attempts.count - 1)).map { _ in [", ", " : "][random.below(2)] }
  }

  private static func address(_ random: inout SeededGenerator) -> String {
    [
      "203.0.113.\(random.below(256))", "2001:db8::\(random.below(9999))", "::1",
      "client.example.net",
    ][random.below(4)]
  }

  /// Pieces of what clients send, in any order; now and then nothing or a dash.
  private static func text(
    _ random: inout SeededGenerator, spaces: Bool, _ allowsQuotes: Bool
  ) -> [UInt8] {
    if random.below(8) == 0 { return [] }
    if random.below(8) == 0 { return [0x2D] }
    var pieces: [[UInt8]] = [
      Array("Mozilla/5.0".utf8), Array("cart/81234".utf8), Array("\\".utf8), Array("é".utf8),
      [0xFF], [0xC3], Array("[12".utf8), Array("]".utf8), Array("%22".utf8), Array("{|}#".utf8),
      Array("$status%s".utf8), Array("'".utf8), [0x7F], [0x01], Array(":,".utf8),
    ]
    if spaces { pieces += [[0x20], Array(" - ".utf8), Array(" 200 ".utf8), Array(" [1".utf8)] }
    if allowsQuotes {
      pieces += [[0x22], Array("\\\"".utf8), Array("x\"y".utf8)]
      if spaces { pieces += [Array("\" \"".utf8), Array("\" 200 ".utf8)] }
    }
    return (0...random.below(5)).flatMap { _ in pieces[random.below(pieces.count)] }
  }

  // MARK: - Parts as servers write them

  var target: [UInt8] { query.isEmpty ? path : path + [0x3F] + query }

  var requestLine: [UInt8] { Array("\(method) ".utf8) + target + Array(" \(version)".utf8) }

  /// Attempts joined as nginx joins them.
  func list(_ value: (Attempt) -> String) -> String {
    var text = ""
    for (index, attempt) in attempts.enumerated() {
      text += (index > 0 ? separators[index - 1] : "") + value(attempt)
    }
    return text
  }

  /// The time in `strftime`'s `format`, `zone` minutes east of UTC.
  func time(_ format: String, zone: Int) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: zone * 60) ?? .gmt
    let parts = calendar.dateComponents(
      [.year, .month, .day, .hour, .minute, .second],
      from: Date(timeIntervalSince1970: Double(stamp / 1_000_000)))
    func two(_ number: Int?) -> String { String(String((number ?? 0) + 100).suffix(2)) }
    let months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(separator: " ")
    let offset = (zone < 0 ? "-" : "+") + two(abs(zone) / 60) + two(abs(zone) % 60)
    let values = [
      ("%F", "%Y-%m-%d"), ("%T", "%H:%M:%S"), ("%Y", String(parts.year ?? 0)),
      ("%m", two(parts.month)), ("%b", String(months[(parts.month ?? 1) - 1])),
      ("%d", two(parts.day)), ("%H", two(parts.hour)), ("%M", two(parts.minute)),
      ("%S", two(parts.second)), ("%z", offset), ("%s", String(stamp / 1_000_000)),
    ]
    return values.reduce(format) { $0.replacing($1.0, with: $1.1) }
  }

  var milliseconds: String {
    let text = String(stamp / 1000 % 1000)
    return String(repeating: "0", count: 3 - text.count) + text
  }
}
