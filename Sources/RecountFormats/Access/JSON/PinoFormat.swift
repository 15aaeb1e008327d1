// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let pino = LogFormat(
    name: "pino", title: "Node.js loggers: pino-http, Fastify, bunyan, restify (JSON)",
    family: .access, stamp: .end, specificity: 0.95, linesStandAlone: true,
    notes: """
      The lines that tell of a response: those with a status or a response time. Lines of an incoming \
      request and other messages are refused. Durations are milliseconds. A request that was aborted \
      has a response time and no status.
      """,
    examples: [
      Example(
        #"{"level":30,"time":1741770842310,"pid":42,"hostname":"web1","name":"cart","req":{"id":7,"method":"GET","url":"/v1/cart?id=9","headers":{"host":"shop.example","user-agent":"curl/8.5.0"},"remoteAddress":"203.0.113.7","remotePort":46532},"res":{"statusCode":503,"headers":{"content-length":"157"}},"responseTime":31,"msg":"request errored"}"#,
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":157,"client":"203.0.113.7","duration_us":31000,"end":"2025-03-12T09:14:02.310000Z","host":"shop.example","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","query":"id=9","service":"cart","start":"2025-03-12T09:14:02.279000Z","status":503,"trace":"7"}"#
      ),
      Example(
        #"{"level":30,"time":1741770842310,"pid":42,"hostname":"web1","req":{"id":8,"method":"GET","url":"/"},"res":{"statusCode":null},"responseTime":5002,"msg":"request aborted"}"#,
        gives:
          #"{"cause":"client_abort","duration_us":5002000,"end":"2025-03-12T09:14:02.310000Z","kind":"request","method":"GET","outcome":"cancelled","path":"/","start":"2025-03-12T09:13:57.308000Z","trace":"8"}"#
      ),
      Example(
        #"{"name":"cart","hostname":"web1","pid":42,"level":30,"req":{"method":"GET","url":"/a"},"res":{"statusCode":200},"latency":12,"msg":"handled: 200","time":"2025-03-12T09:14:02.310Z","v":0}"#,
        gives:
          #"{"duration_us":12000,"end":"2025-03-12T09:14:02.310000Z","kind":"request","method":"GET","outcome":"success","path":"/a","service":"cart","start":"2025-03-12T09:14:02.298000Z","status":200}"#
      ),
    ],
    refusals: [
      Refusal(
        #"{"level":30,"time":1741770842310,"pid":42,"hostname":"web1","req":{"method":"GET","url":"/"},"msg":"incoming request"}"#,
        because: .notThisFormat),
      Refusal(
        #"{"level":30,"pid":42,"res":{"statusCode":200},"responseTime":31}"#,
        because: .malformedTime),
    ],
    matches: { isJSONRequest(PinoFlavour.self, $0) },
    makeParser: { RequestParser<JSONRequestFormat<PinoFlavour>>($0) })
}

/// What the request loggers of Node.js write, which share the core of their members.
///
/// Source: https://github.com/pinojs/pino-http and https://github.com/trentm/node-bunyan
enum PinoFlavour: RequestFlavour {
  static let keys = KeyTable<MemberField>([
    (.time, ["time"]),
    (.status, ["res.statusCode", "res.status", "status-code"]),
    (.method, ["req.method", "method"]),
    (.target, ["req.url", "url"]),
    (.version, ["req.httpVersion", "http-version"]),
    (.client, ["req.headers.x-forwarded-for", "req.remoteAddress", "ip"]),
    (.agent, ["req.headers.user-agent", "user-agent.source"]),
    (.referrer, ["req.headers.referer", "referer"]),
    (.host, ["req.headers.host"]),
    (.service, ["name", "service"]),
    (.trace, ["req.id", "reqId", "req_id"]),
    (.bytes, ["res.headers.content-length"]),
    (.milliseconds, ["responseTime", "response-time", "latency", "duration"]),
    (.mark, ["pid", "hostname"]),
  ])

  static var needsStatus: Bool { false }

  static func isOurs(_ seen: MemberFields) -> Bool {
    seen.contains(.mark) && (seen.contains(.status) || seen.contains(.milliseconds))
      && (seen.contains(.method) || seen.contains(.status))
  }

  static func decide(
    _ bytes: Span<UInt8>, _ evidence: MemberEvidence, into fields: inout RequestFields
  ) {
    fields.decide(.ofStatus(fields.status))
  }
}
