// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let caddy = LogFormat(
    name: "caddy", title: "Caddy (JSON)",
    family: .access, stamp: .end, specificity: 0.99, linesStandAlone: true,
    notes: """
      The access lines that Caddy writes; its other lines are ignored, among them the lines of \
      `http.log.error`, which tell of the same requests once more. The stamp is the end of the \
      request, in any of Caddy's time formats. A duration with a fraction is seconds, a whole \
      number nanoseconds, and a text says its units.
      """,
    examples: [
      Example(
        #"{"level":"error","ts":1741770842.31,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"10.0.0.1","client_ip":"203.0.113.7","proto":"HTTP/2.0","method":"GET","host":"shop.example","uri":"/v1/cart?id=9","headers":{"User-Agent":["curl/8.5.0"]}},"bytes_read":0,"user_id":"","duration":0.0123,"size":157,"status":502,"resp_headers":{"Etag":["\"x\""]}}"#,
        gives:
          #"{"body_bytes":157,"client":"203.0.113.7","duration_us":12300,"end":"2025-03-12T09:14:02.310000Z","host":"shop.example","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","protocol":"HTTP/2.0","query":"id=9","start":"2025-03-12T09:14:02.297700Z","status":502}"#
      ),
      Example(
        #"{"level":"info","ts":"2025/03/12 09:14:02.310","logger":"http.log.access","msg":"handled request","request":{"remote_ip":"203.0.113.7","proto":"HTTP/1.1","method":"GET","host":"shop.example","uri":"/"},"duration":"1m32.05s","size":0,"status":200}"#,
        gives:
          #"{"body_bytes":0,"client":"203.0.113.7","duration_us":92050000,"end":"2025-03-12T09:14:02.310000Z","host":"shop.example","kind":"request","method":"GET","outcome":"success","path":"/","protocol":"HTTP/1.1","start":"2025-03-12T09:12:30.260000Z","status":200}"#
      ),
    ],
    refusals: [
      Refusal(
        #"{"ts":1741770842.31,"logger":"http.log.access","request":{"method":"GET","uri":"/"}}"#,
        because: .missingField),
      Refusal(
        #"{"level":"info","ts":1741770842.31,"msg":"handled request","status":200}"#,
        because: .notThisFormat),
    ],
    matches: { isJSONRequest(CaddyFlavour.self, $0) },
    decides: { isJSONRequest(CaddyFlavour.self, $0) },
    makeParser: {
      SiftingParser(
        RequestParser<JSONRequestFormat<CaddyFlavour>>($0), ignoring: CaddyMessage.isOne)
    })
}

/// Tells what Caddy's other loggers write beside the access lines.
enum CaddyMessage {
  private static let logger = JSONScanner.hash("logger")
  private static let level = JSONScanner.hash("level")
  private static let times = [JSONScanner.hash("ts"), JSONScanner.hash("time")]
  private static let texts = [JSONScanner.hash("msg"), JSONScanner.hash("message")]
  private static let status = JSONScanner.hash("status")

  /// Whether a line has level, time and message, and is of no access logger: it names another, or none
  /// and no status.
  static func isOne(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard !range.isEmpty, bytes[range.lowerBound] == 0x7B else { return false }
    var scanner = JSONScanner()
    scanner.begin(range)
    var (hasLevel, hasTime, hasText, hasStatus) = (false, false, false, false)
    var name = ByteRange.absent
    while case .member(let member) = scanner.next(bytes) {
      if member.path == logger { name = member.value }
      if member.path == level { hasLevel = true }
      if member.path == status { hasStatus = true }
      if times.contains(member.path) { hasTime = true }
      if texts.contains(member.path) { hasText = true }
    }
    guard hasLevel, hasTime, hasText, case .end = scanner.next(bytes) else { return false }
    return name.isEmpty ? !hasStatus : !bytes.begins(name, with: "http.log.access")
  }
}

/// Caddy's access lines, among the lines of its other loggers.
///
/// Source: https://caddyserver.com/docs/caddyfile/directives/log
enum CaddyFlavour: RequestFlavour {
  static let keys = KeyTable<MemberField>([
    (.time, ["ts", "time", "timestamp"]),
    (.mark, ["logger"]),
    (.status, ["status"]),
    (.method, ["request.method"]),
    (.target, ["request.uri"]),
    (.version, ["request.proto"]),
    (.client, ["request.client_ip", "request.remote_ip", "request.remote_addr"]),
    (.user, ["user_id"]),
    (.host, ["request.host"]),
    (.bytes, ["size"]),
    (.unitless, ["duration"]),
  ])

  static func isOurs(_ seen: MemberFields) -> Bool { seen.contains(.mark) }

  /// Caddy names its access loggers `http.log.access` and `http.log.access.log0`.
  static func isMark(_ bytes: Span<UInt8>, _ value: ByteRange) -> Bool {
    bytes.hasPrefix("http.log.access", at: Int(value.start)) && value.count >= 15
  }

  static func duration(
    _ bytes: Span<UInt8>, _ value: ByteRange, _ evidence: MemberEvidence
  ) -> Int64? {
    MemberDuration.goForm(bytes, value)
  }
}
