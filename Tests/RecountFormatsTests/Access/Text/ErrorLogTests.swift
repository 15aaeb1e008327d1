// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// A request that failed stands in the access log: its message must not count it again.
@Suite struct ErrorLogTests {
  private static let nginx = [
    #"2025/03/12 09:14:02 [error] 31#31: *9042 upstream timed out (110: Connection timed out) while reading response header from upstream, client: 203.0.113.7, server: shop.example, request: "GET /v1/cart HTTP/1.1", upstream: "http://10.0.0.5:8080/v1/cart", host: "shop.example""#,
    "2025/03/12 09:14:02 [emerg] 1#1: bind() to 0.0.0.0:80 failed (98: Address already in use)",
    "2025/03/12 09:14:02 [debug] 31#0: *1 http cleanup add",
    "2025/03/12 09:14:02 [crit] 31#31: *2 SSL_do_handshake() failed",
  ]
  private static let apache = [
    "[Wed Mar 12 09:14:02.123456 2025] [proxy:error] [pid 12:tid 140] (111)Connection refused",
    "[Wed Mar 12 09:14:02 2025] [notice] caught SIGTERM, shutting down",
    "[Wed Mar 12 09:14:02.123456 2025] [core:trace4] [pid 12] util.c(1)",
    "[2025-03-12 09:14:02.123456] [proxy:error] [pid 12:tid 140] [client 203.0.113.7:5123] AH01114: x",
  ]
  private static let request =
    #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /v1/cart HTTP/1.1" 504 160 "-" "curl""#

  @Test(arguments: nginx.map { ($0, "nginx-error") } + apache.map { ($0, "apache-error") })
  func `an error log is told and gives no events`(line: String, name: String) throws {
    let sample = LineBatches.whole(Array(line.utf8))
    let format = try #require(FormatDetector.detect(entry: nil, sample).format)
    #expect(format.name == name)
    let parsed = ParsedContent("\(line)\n    at Cart.total(Cart.php:7)\n\n\(line)", as: format)
    #expect(parsed.tally.events == 0 && parsed.tally.ignored == 3 && parsed.closes)
    #expect(parsed.tally.continuationLines == 1 && parsed.rejects.isEmpty)
  }

  /// A container writes a dozen messages before its first request.
  @Test(arguments: nginx + apache)
  func `requests behind many messages are read`(line: String) throws {
    let text = (Array(repeating: line, count: 12) + [Self.request, "  at x", line, "  at y"])
      .joined(separator: "\n")
    let sample = LineBatches.whole(Array(text.utf8))
    let format = try #require(FormatDetector.detect(entry: nil, sample).format)
    for linesEach in [1, 3, 64] {
      let parsed = ParsedContent(
        LineBatches.batches(Array(text.utf8), linesEach: linesEach), as: format)
      #expect(parsed.tally.events == 1 && parsed.tally.ignored == 13 && parsed.closes)
      #expect(parsed.tally.continuationLines == 1 && parsed.rejects.map(\.line) == [14])
    }
  }

  @Test(arguments: nginx + apache)
  func `a message among requests is ignored, and the request counts once`(line: String) throws {
    let text = [Self.request, line, Self.request, Self.request].joined(separator: "\n")
    let sample = LineBatches.whole(Array(text.utf8))
    #expect(FormatDetector.detect(entry: nil, sample).format?.name == "combined")
    for linesEach in 1...4 {
      let parsed = ParsedContent(
        LineBatches.batches(Array(text.utf8), linesEach: linesEach), as: .combined)
      #expect(parsed.tally.events == 3 && parsed.tally.ignored == 1 && parsed.closes)
    }
  }

  @Test(arguments: [
    "2025/03/12 09:14:02 [error]", "2025/03/12 09:14:02 [error] x", "2025/13/12 [error] 1#1: a",
    "[Wed Mar 12 09:14:02 2025]", "[Wed Mar 12 09:14:02 2025] error",
    "2025/03/12 09:14:02 main.go: a", "[2025-03-12 09:14:02.123] [info] cart: started",
    "[2025-03-12 09:14:02.123456] [proxy:loud] x", "[2025-13-12 09:14:02.123456] [proxy:error] x",
  ])
  func `what only looks like a message stays a reject`(line: String) {
    let parsed = ParsedContent("\(Self.request)\n\(line)\n\(Self.request)", as: .combined)
    #expect(parsed.rejects.map(\.line) == [2] && parsed.tally.events == 2 && parsed.closes)
  }
}
