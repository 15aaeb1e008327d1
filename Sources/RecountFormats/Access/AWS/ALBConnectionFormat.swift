// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Tells lines of the connection log of AWS's application load balancer, which tell of no request.
///
/// `2025-03-12T09:14:02.514108Z 203.0.113.7 36280 443 TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256 4.036 "-" - - -
/// TID_16132ed0b4112148`
///
/// Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-connection-logs.html
enum ALBConnectionLine {
  static func isOne(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var cursor = FieldCursor(range.lowerBound, range.upperBound)
    guard let stamp = cursor.token(bytes), isTime(bytes, stamp),
      let client = cursor.token(bytes), isAddress(bytes, client),
      let port = cursor.token(bytes), bytes.integer(port) != nil,
      let listener = cursor.token(bytes), bytes.integer(listener) != nil,
      let version = cursor.token(bytes),
      bytes.isDash(version) || bytes.begins(version, with: "TLSv"),
      cursor.token(bytes) != nil,
      let latency = cursor.token(bytes),
      bytes.isDash(latency) || bytes.duration(latency, scale: 6) != nil,
      !cursor.isAtEnd, bytes[cursor.index] == 0x22, cursor.field(bytes) != nil
    else { return false }
    for _ in 0..<3 where cursor.token(bytes) == nil { return false }
    return true
  }

  private static func isTime(_ bytes: Span<UInt8>, _ value: ByteRange) -> Bool {
    var time = TimeScan()
    guard let read = time.iso(bytes, at: Int(value.start), end: Int(value.end)) else {
      return false
    }
    return read.hasZone && read.next == Int(value.end)
  }

  private static func isAddress(_ bytes: Span<UInt8>, _ value: ByteRange) -> Bool {
    for index in value.range {
      let byte = bytes[index]
      guard isHexDigit(byte) || byte == 0x2E || byte == 0x3A else { return false }
    }
    return !value.isEmpty
  }
}

extension LogFormat {
  package static let awsConnections = LogFormat(
    name: "aws-alb-connections",
    title: "Connection log of AWS's application load balancer (conn_log)",
    family: .access, stamp: .end, specificity: 0.97,
    notes: """
      Gives no events: its lines tell of connections, and the requests on them stand in the access log \
      of the balancer with the same trace ids. It is known so that it is not taken for one; all of its \
      lines are ignored.
      """,
    examples: [
      Example(
        #"2025-03-12T09:14:02.514108Z 203.0.113.7 36280 443 TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256 4.036 "-" - - - TID_16132ed0b4112148"#,
        gives: ""),
      Example(
        #"2025-03-12T09:14:02.514108Z 203.0.113.7 36281 443 - - - "CN=shop.example" NotBefore=2025-01-01T00:00:00Z;NotAfter=2026-01-01T00:00:00Z 7B Failed:ClientCertUntrusted TID_16132ed0b4112149"#,
        gives: ""),
    ],
    refusals: [
      Refusal(
        #"2025-03-12T09:14:02.514108Z 203.0.113.7 36280 443 TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256"#,
        because: .notThisFormat),
      Refusal(
        "2025-03-12T09:14:02.945958Z my-lb 203.0.113.7:2817 - -1 -1 -1 503",
        because: .notThisFormat),
    ],
    matches: { ALBConnectionLine.isOne($0.span, 0..<$0.count) },
    makeParser: {
      SiftingParser(RequestParser<ALBFormat>($0), ignoring: ALBConnectionLine.isOne)
    })
}
