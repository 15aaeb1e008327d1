// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let serilog = LogFormat(
    name: "serilog", title: "ASP.NET Core with Serilog (JSON)",
    family: .access, stamp: .end, specificity: 0.97, linesStandAlone: true,
    notes: """
      The request lines of Serilog and of ASP.NET Core itself, in the compact form and in that with \
      `Properties`. Durations are milliseconds. A program that logs both ways tells of each request \
      twice.
      """,
    examples: [
      Example(
        #"{"@t":"2025-03-12T09:14:02.3100000Z","@mt":"HTTP {RequestMethod} {RequestPath} responded {StatusCode} in {Elapsed:0.0000} ms","@l":"Error","RequestMethod":"GET","RequestPath":"/v1/cart","StatusCode":500,"Elapsed":31.0675,"RequestId":"0HMV","Application":"cart"}"#,
        gives:
          #"{"duration_us":31067,"end":"2025-03-12T09:14:02.310000Z","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","service":"cart","start":"2025-03-12T09:14:02.278933Z","status":500,"trace":"0HMV"}"#
      ),
      Example(
        #"{"Timestamp":"2025-03-12T10:14:02.31+01:00","Level":"Information","MessageTemplate":"Request finished","Properties":{"ElapsedMilliseconds":12.5,"StatusCode":200,"Protocol":"HTTP/1.1","Method":"GET","Path":"/a","Host":"shop.example"}}"#,
        gives:
          #"{"duration_us":12500,"end":"2025-03-12T09:14:02.310000Z","host":"shop.example","kind":"request","method":"GET","outcome":"success","path":"/a","protocol":"HTTP/1.1","start":"2025-03-12T09:14:02.297500Z","status":200}"#
      ),
    ],
    refusals: [
      Refusal(
        #"{"@t":"2025-03-12T09:14:02.31Z","@mt":"Now listening on: {address}"}"#,
        because: .notThisFormat),
      Refusal(
        #"{"@mt":"HTTP {RequestMethod}","RequestMethod":"GET","StatusCode":500}"#,
        because: .malformedTime),
    ],
    matches: { isJSONRequest(SerilogFlavour.self, $0) },
    makeParser: { RequestParser<JSONRequestFormat<SerilogFlavour>>($0) })
}

/// Events of Serilog that tell of a request.
///
/// Source: https://github.com/serilog/serilog-formatting-compact
enum SerilogFlavour: RequestFlavour {
  static let keys = KeyTable<MemberField>([
    (.time, ["@t", "Timestamp"]),
    (.status, ["StatusCode", "Properties.StatusCode"]),
    (.method, ["RequestMethod", "Method", "Properties.RequestMethod", "Properties.Method"]),
    (.target, ["RequestPath", "Path", "Properties.RequestPath", "Properties.Path"]),
    (.query, ["QueryString", "Properties.QueryString"]),
    (.version, ["Protocol", "Properties.Protocol"]),
    (
      .client, ["ClientIp", "Properties.ClientIp", "RemoteIpAddress", "Properties.RemoteIpAddress"]
    ),
    (.agent, ["UserAgent", "Properties.UserAgent"]),
    (.host, ["RequestHost", "Host", "Properties.RequestHost", "Properties.Host"]),
    (.service, ["Application", "Properties.Application", "ServiceName", "Properties.ServiceName"]),
    (.trace, ["@tr", "TraceId", "Properties.TraceId", "RequestId", "Properties.RequestId"]),
    (.bytes, ["ContentLength", "Properties.ContentLength"]),
    (
      .milliseconds,
      ["Elapsed", "ElapsedMilliseconds", "Properties.Elapsed", "Properties.ElapsedMilliseconds"]
    ),
    (.mark, ["@mt", "@m", "@i", "MessageTemplate"]),
  ])

  static func isOurs(_ seen: MemberFields) -> Bool {
    seen.contains(.mark) && seen.contains(.status)
      && (seen.contains(.method) || seen.contains(.target))
  }
}
