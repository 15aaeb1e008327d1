// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let zap = LogFormat(
    name: "zap", title: "Go services with zap or slog (JSON)",
    family: .access, stamp: .end, specificity: 0.94, linesStandAlone: true,
    notes: """
      Lines with a caller, a status and a duration. A duration with a fraction is seconds, a whole \
      number nanoseconds, and a text says its units.
      """,
    examples: [
      Example(
        #"{"level":"info","ts":1741770842.31,"caller":"http/log.go:42","msg":"request","method":"GET","path":"/v1/cart","status":503,"ip":"203.0.113.7","user-agent":"curl/8.5.0","latency":0.031067}"#,
        gives:
          #"{"agent":"curl/8.5.0","client":"203.0.113.7","duration_us":31067,"end":"2025-03-12T09:14:02.310000Z","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","start":"2025-03-12T09:14:02.278933Z","status":503}"#
      ),
      Example(
        #"{"time":"2025-03-12T09:14:02.31Z","level":"INFO","source":{"function":"main.log","file":"log.go","line":7},"msg":"request","method":"GET","path":"/","status":200,"duration":31067533}"#,
        gives:
          #"{"duration_us":31067,"end":"2025-03-12T09:14:02.310000Z","kind":"request","method":"GET","outcome":"success","path":"/","start":"2025-03-12T09:14:02.278933Z","status":200}"#
      ),
    ],
    refusals: [
      Refusal(
        #"{"level":"info","ts":1741770842.31,"caller":"main.go:7","msg":"started"}"#,
        because: .notThisFormat),
      Refusal(
        #"{"level":"info","ts":"soon","caller":"log.go:7","status":200,"method":"GET","latency":0.1}"#,
        because: .malformedTime),
    ],
    matches: { isJSONRequest(ZapFlavour.self, $0) },
    makeParser: { RequestParser<JSONRequestFormat<ZapFlavour>>($0) })
}

/// Requests in the logs of Go services; the duration is what this dialect knows better than others.
enum ZapFlavour: RequestFlavour {
  static let keys = KeyTable<MemberField>([
    (.time, ["ts", "time", "timestamp"]),
    (
      .status,
      ["status", "status_code", "statusCode", "http.status_code", "http.response.status_code"]
    ),
    (.method, ["method", "http.method", "http.request.method"]),
    (.target, ["path", "uri", "url", "request_uri", "http.target", "url.path"]),
    (.query, ["query"]),
    (.version, ["proto", "protocol"]),
    (.client, ["ip", "client_ip", "remote_ip", "remote_addr", "remoteAddr", "peer"]),
    (.agent, ["user-agent", "user_agent", "userAgent"]),
    (.referrer, ["referer"]),
    (.host, ["host"]),
    (.service, ["service", "service.name", "app"]),
    (
      .trace,
      ["trace_id", "traceId", "traceID", "request_id", "requestId", "requestID", "x_request_id"]
    ),
    (.bytes, ["bytes_out", "size", "bytes", "length"]),
    (.unitless, ["duration", "latency", "elapsed", "took"]),
    (.milliseconds, ["duration_ms", "latency_ms", "elapsed_ms"]),
    (.mark, ["caller", "logger", "source.function", "source.file", "stacktrace"]),
  ])

  static func isOurs(_ seen: MemberFields) -> Bool {
    seen.contains(.mark) && seen.contains(.status)
      && (seen.contains(.unitless) || seen.contains(.milliseconds))
      && (seen.contains(.method) || seen.contains(.target))
  }

  static func duration(
    _ bytes: Span<UInt8>, _ value: ByteRange, _ evidence: MemberEvidence
  ) -> Int64? {
    MemberDuration.goForm(bytes, value)
  }
}
