// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let azureAccess = LogFormat(
    name: "azure-access", title: "Azure Front Door and Application Gateway",
    family: .access, stamp: .end, specificity: 0.99, linesStandAlone: true,
    notes: """
      Access records of Front Door (classic too), Application Gateway and Application Gateway for \
      Containers, one a line or many in the list `records` of a line. The stamp is the end. \
      `timeTaken` is seconds, but milliseconds in the first version of the gateway and in that for \
      containers. Front Door writes a second record where a request passed an origin shield: a \
      record that was not received from the client is ignored, alone in its line or among others. \
      Other records of a list, such as those of a firewall, are left out.
      """,
    examples: [
      Example(
        #"{"category":"FrontDoorAccessLog","operationName":"Microsoft.Cdn/Profiles/AccessLog/Write","properties":{"errorInfo":"OriginTimeout","originName":"cart:443","clientIp":"203.0.113.7","clientPort":"50382","httpMethod":"POST","httpStatusCode":"504","httpVersion":"2.0.0.0","isReceivedFromClient":true,"requestBytes":"2545","requestUri":"https://shop.example:443/v1/cart","responseBytes":"1205","timeTaken":"30.384","trackingReference":"0k1y5Y","userAgent":"okhttp/4"},"time":"2025-03-12T09:14:02.6479719Z"}"#,
        gives:
          #"{"agent":"okhttp/4","body_bytes":1205,"cause":"backend_timeout","client":"203.0.113.7","duration_us":30384000,"end":"2025-03-12T09:14:02.647971Z","extra":{"error_info":"OriginTimeout"},"host":"shop.example:443","kind":"request","method":"POST","outcome":"timeout","path":"/v1/cart","protocol":"2.0.0.0","start":"2025-03-12T09:13:32.263971Z","status":504,"status_by":"proxy","trace":"0k1y5Y"}"#
      ),
      Example(
        #"{"records":[{"category":"ApplicationGatewayAccessLog","timeStamp":"2025-03-12T09:14:02+00:00","properties":{"instanceId":"appgw_2","clientIP":"203.0.113.7","httpMethod":"GET","requestUri":"\/a","httpStatus":502,"timeTaken":0.034,"serverStatus":"502"}},{"category":"ApplicationGatewayAccessLog","time":"2025-03-12T09:14:03Z","properties":{"instanceId":"ApplicationGatewayRole_IN_0","clientIP":"203.0.113.8","httpMethod":"GET","requestUri":"/b","httpStatus":200,"timeTaken":205}}]}"#,
        gives:
          #"{"cause":"app_error","client":"203.0.113.7","duration_us":34000,"end":"2025-03-12T09:14:02.000000Z","kind":"request","method":"GET","outcome":"failure","path":"/a","start":"2025-03-12T09:14:01.966000Z","status":502,"status_by":"upstream","upstream_statuses":[502]}"#
          + "\n"
          + #"{"client":"203.0.113.8","duration_us":205000,"end":"2025-03-12T09:14:03.000000Z","kind":"request","method":"GET","outcome":"success","path":"/b","start":"2025-03-12T09:14:02.795000Z","status":200}"#
      ),
    ],
    refusals: [
      Refusal(
        #"{"category":"FrontDoorWebApplicationFirewallLog","time":"2025-03-12T09:14:02Z","properties":{"action":"Block"}}"#,
        because: .notThisFormat),
      Refusal(
        #"{"category":"FrontDoorAccessLog","properties":{"httpStatusCode":"200"}}"#,
        because: .malformedTime),
      Refusal(
        #"{"records":[{"time":"2025-03-12T09:14:02Z","properties":{"httpStatusCode":"200"}]}"#,
        because: .malformedJSON),
    ],
    matches: { isRequestList(AzureAccessLines.self, $0) },
    makeParser: { RequestListParser<AzureAccessLines>($0) })
}

/// Lines with one record or a list of them.
struct AzureAccessLines: RequestListFormat {
  private static let records = JSONScanner.hash("records")

  private var scanner = JSONScanner()
  private var reader = MemberReader<AzureFlavour>()

  init(_ context: ParserContext) {}

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into sink: inout RequestSink,
    _ events: inout EventBatch
  ) -> RequestLineVerdict {
    guard bytes[range.lowerBound] == 0x7B else { return .rejected(.notThisFormat) }
    var list: Range<Int>?
    switch readRecord(bytes, range, list: &list, into: &sink, &events) {
    case .rejected(.notThisFormat): break
    case let verdict: return verdict
    }
    guard let list, !isBlank(bytes, list.dropFirst().dropLast()) else {
      return .rejected(.notThisFormat)
    }
    guard let records = JSONArray.objects(bytes, list, limit: .max),
      records.allSatisfy({ isObject(bytes, $0) })
    else { return .rejected(.malformedJSON) }
    var requests = 0
    var reason: RejectReason?
    for record in records {
      var nested: Range<Int>?
      switch readRecord(bytes, record, list: &nested, into: &sink, &events) {
      case .requests(let count): requests += count
      case .ignored: break
      case .rejected(let why): reason = reason ?? why
      }
    }
    return requests == 0 ? reason.map { .rejected($0) } ?? .ignored : .requests(requests)
  }

  private mutating func isObject(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    scanner.begin(range)
    while true {
      switch scanner.next(bytes) {
      case .malformed: return false
      case .end: return true
      case .member: break
      }
    }
  }

  private mutating func readRecord(
    _ bytes: Span<UInt8>, _ range: Range<Int>, list: inout Range<Int>?,
    into sink: inout RequestSink, _ events: inout EventBatch
  ) -> RequestLineVerdict {
    var fields = RequestFields()
    reader.begin(range)
    scanner.begin(range)
    scan: while true {
      switch scanner.next(bytes) {
      case .malformed: return .rejected(.malformedJSON)
      case .end: break scan
      case .member(let member):
        if member.path == AzureAccessLines.records, case .array = member.kind {
          list = member.value.range
        }
        reader.take(bytes, member, into: &fields)
      }
    }
    if let reason = reader.finish(bytes, into: &fields) { return .rejected(reason) }
    if reader.seen.contains(.otherMark) { return .ignored }
    let extra = reader.evidence.extra(bytes, AzureFlavour.causeMember)
    if reader.decoded.isEmpty {
      sink.add(fields, bytes, at: range.lowerBound, extra: extra, to: &events)
    } else {
      let decoded = reader.decoded
      sink.add(fields, decoded.span, at: range.lowerBound, extra: extra, to: &events)
    }
    return .requests(1)
  }
}
