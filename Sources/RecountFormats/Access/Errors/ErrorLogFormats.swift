// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let nginxError = LogFormat(
    name: "nginx-error",
    title: "nginx error log",
    family: .access, stamp: .end, specificity: 0.78,
    notes: """
      Gives no events. A message that names a client and a request, such as `upstream timed out`, is \
      about a request that stands in the access log with its status as well: counted here, it would \
      count twice. Its lines are ignored lines, in files of their own and among requests; lines \
      without a time belong to the message before them. Requests among the messages, as in the output \
      of a container, are read as `combined`.
      """,
    examples: [
      Example(
        #"2025/03/12 09:14:02 [error] 31#31: *9042 connect() failed (111: Connection refused) while connecting to upstream, client: 203.0.113.7, server: shop.example, request: "GET /v1/cart HTTP/1.1", upstream: "http://10.0.0.5:8080/v1/cart", host: "shop.example""#,
        gives: ""),
      Example("2025/03/12 09:14:02 [notice] 1#1: start worker processes", gives: ""),
    ],
    refusals: [
      Refusal("2025/03/12 09:14:02 cart: connect() failed", because: .malformedTime),
      Refusal("2025/03/12 09:14:02 [loud] 1#1: start worker processes", because: .malformedTime),
    ],
    matches: { ErrorLogLine.isNginx($0.span, 0..<$0.count) },
    makeParser: {
      SiftingParser(
        RequestParser<CombinedFormat<OpenTail>>($0), joinsLines: true,
        ignoring: ErrorLogLine.isOne)
    })

  package static let apacheError = LogFormat(
    name: "apache-error",
    title: "Apache error log",
    family: .access, stamp: .end, specificity: 0.78,
    notes: """
      Gives no events, for the reason that the error log of nginx gives none. Lines without a time, \
      such as traces of scripts, belong to the message before them.
      """,
    examples: [
      Example(
        "[Wed Mar 12 09:14:02.123456 2025] [proxy:error] [pid 12:tid 140] (111)Connection refused: [client 203.0.113.7:5123] AH01114: HTTP: failed to make connection to backend: 10.0.0.5",
        gives: ""),
      Example("[Wed Mar 12 09:14:02 2025] [error] [client 203.0.113.7] denied: /etc", gives: ""),
      Example(
        "[2025-03-12 09:14:02.123456] [proxy:error] [pid 12:tid 140] [client 203.0.113.7:5123] AH01114: HTTP: failed to make connection to backend: 10.0.0.5",
        gives: ""),
    ],
    refusals: [
      Refusal("[Wed Mar 12 09:14:02.123456 2025] proxy:error", because: .malformedTime),
      Refusal("[Wed Mar 42 09:14:02 2025] [error] denied", because: .malformedTime),
      Refusal("[2025-03-12 09:14:02.123456] [error] denied", because: .malformedTime),
    ],
    matches: { ErrorLogLine.isApache($0.span, 0..<$0.count) },
    makeParser: {
      SiftingParser(
        RequestParser<CombinedFormat<OpenTail>>($0), joinsLines: true,
        ignoring: ErrorLogLine.isOne)
    })
}
