// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let combined = LogFormat(
    name: "combined",
    title: "Common and combined log format (Apache, nginx, Tomcat, and most others)",
    family: .access, stamp: .start, specificity: 0.75, linesStandAlone: true,
    notes: """
      Common, combined, and either after a virtual host, mixed as they come. The stamp is read as \
      the start of the request, which is what Apache writes; without a duration start and end are \
      the same. It may be ISO 8601 with a zone. A size of `-` is 0. Of a list of clients the first \
      is taken. An empty request, `-`, or bytes that are no request line still \
      were a request with a status: they are events. Where no status was sent, which is written \
      `-`, `000` or `009`, the request is cancelled. Lines of the error logs of nginx and Apache, \
      which containers write to the same stream, are ignored.
      """,
    examples: [
      Example(
        #"203.0.113.7 - alice [12/Mar/2025:09:14:02 +0000] "GET /v1/cart?id=9 HTTP/1.1" 502 157 "https://shop.example/" "curl/8.5.0""#,
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":157,"client":"203.0.113.7","end":"2025-03-12T09:14:02.000000Z","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","protocol":"HTTP/1.1","query":"id=9","referrer":"https://shop.example/","start":"2025-03-12T09:14:02.000000Z","status":502,"user":"alice"}"#
      ),
      Example(
        #"shop.example:443 203.0.113.7 - - [12/Mar/2025:10:14:02 +0100] "GET /a\"b HTTP/1.1" 200 5316 "-" "curl/8.5.0""#,
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":5316,"client":"203.0.113.7","end":"2025-03-12T09:14:02.000000Z","host":"shop.example:443","kind":"request","method":"GET","outcome":"success","path":"/a\\\"b","protocol":"HTTP/1.1","start":"2025-03-12T09:14:02.000000Z","status":200}"#
      ),
      Example(
        #"2001:db8::7 - j. doe [12/Mar/2025:09:14:02 +0000] "POST /orders/81234 HTTP/2.0" 504 -"#,
        gives:
          #"{"body_bytes":0,"client":"2001:db8::7","end":"2025-03-12T09:14:02.000000Z","kind":"request","method":"POST","outcome":"timeout","path":"/orders/81234","protocol":"HTTP/2.0","start":"2025-03-12T09:14:02.000000Z","status":504,"user":"j. doe"}"#
      ),
      Example(
        #"198.51.100.9 - - [12/Mar/2025:09:14:02 +0000] "" 400 0 "-" "-""#,
        gives:
          #"{"body_bytes":0,"client":"198.51.100.9","end":"2025-03-12T09:14:02.000000Z","kind":"request","outcome":"success","start":"2025-03-12T09:14:02.000000Z","status":400}"#
      ),
      Example(
        #"198.51.100.9 - - [12/Mar/2025:09:14:02 +0000] "User User" 408 - "-" "-""#,
        gives:
          #"{"body_bytes":0,"client":"198.51.100.9","end":"2025-03-12T09:14:02.000000Z","kind":"request","outcome":"success","path":"User User","start":"2025-03-12T09:14:02.000000Z","status":408}"#
      ),
      Example(
        #"198.51.100.9 - - [12/Mar/2025:09:14:02 +0000] "\x16\x03\x01\x02\x00\x01" 400 157 "-" "-""#,
        gives:
          #"{"body_bytes":157,"client":"198.51.100.9","end":"2025-03-12T09:14:02.000000Z","kind":"request","outcome":"success","path":"\\x16\\x03\\x01\\x02\\x00\\x01","start":"2025-03-12T09:14:02.000000Z","status":400}"#
      ),
      Example(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 499 0 "-" "a "b" c""#,
        gives:
          #"{"agent":"a \"b\" c","body_bytes":0,"cause":"client_abort","client":"203.0.113.7","end":"2025-03-12T09:14:02.000000Z","kind":"request","method":"GET","outcome":"cancelled","path":"/","protocol":"HTTP/1.1","start":"2025-03-12T09:14:02.000000Z","status":499,"status_by":"client"}"#
      ),
      Example(
        #"203.0.113.7,10.0.0.1 - - [2025-03-12T10:14:02.310+01:00] "- - -" 200 5316 "-" "curl/8.5.0""#,
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":5316,"client":"203.0.113.7","end":"2025-03-12T09:14:02.310000Z","kind":"request","outcome":"success","start":"2025-03-12T09:14:02.310000Z","status":200}"#
      ),
    ],
    refusals: [
      Refusal(
        #"203.0.113.7 [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200 5 "-" "x""#,
        because: .missingField),
      Refusal(
        #"203.0.113.7 - - [32/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200 5"#,
        because: .malformedTime),
      Refusal(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1"#,
        because: .malformedRequest),
      Refusal(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" OK 5"#,
        because: .malformedStatus),
      Refusal(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200"#,
        because: .missingField),
      Refusal(
        #"203.0.113.7 - - [2025-03-12T09:14:02] "GET / HTTP/1.1" 200 5"#, because: .malformedTime),
      Refusal("upstream server temporarily disabled", because: .malformedTime),
    ],
    matches: {
      isRequestLine(CombinedFormat<OpenTail>.self, $0)
        || ErrorLogLine.isOne($0.span, 0..<$0.count)
    },
    makeParser: {
      SiftingParser(RequestParser<CombinedFormat<OpenTail>>($0), ignoring: ErrorLogLine.isOne)
    })

  package static let nginxTimed = LogFormat(
    name: "nginx-timed",
    title: "nginx combined with request time, upstream response time and request id",
    family: .access, stamp: .end, specificity: 0.98, linesStandAlone: true,
    statesUpstream: true,
    notes: """
      The combined format followed by `$request_time $upstream_response_time $request_id`. The \
      stamp is the end of the request. The upstream time is `-` when nginx answered by itself, and \
      a list when it tried more than one peer.
      """,
    examples: [
      Example(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /v2/base/manifests/3.1 HTTP/1.1" 200 1481 "-" "docker/20.10" 0.031 0.030 4e43168a01e6907cba172f72fad816a8"#,
        gives:
          #"{"agent":"docker/20.10","body_bytes":1481,"client":"203.0.113.7","duration_us":31000,"end":"2025-03-12T09:14:02.000000Z","kind":"request","method":"GET","outcome":"success","path":"/v2/base/manifests/3.1","protocol":"HTTP/1.1","start":"2025-03-12T09:14:01.969000Z","status":200,"status_by":"upstream","trace":"4e43168a01e6907cba172f72fad816a8","upstream_duration_us":30000}"#
      ),
      Example(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /v2/ HTTP/1.1" 503 190 "-" "docker/20.10" 0.000 - 4e43168a01e6907cba172f72fad816a8"#,
        gives:
          #"{"agent":"docker/20.10","body_bytes":190,"cause":"overload","client":"203.0.113.7","duration_us":0,"end":"2025-03-12T09:14:02.000000Z","kind":"request","method":"GET","outcome":"failure","path":"/v2/","protocol":"HTTP/1.1","start":"2025-03-12T09:14:02.000000Z","status":503,"status_by":"proxy","trace":"4e43168a01e6907cba172f72fad816a8"}"#
      ),
      Example(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /v2/ HTTP/1.1" 504 160 "-" "docker/20.10" 60.001 30.000, 30.001 4e43168a01e6907cba172f72fad816a8"#,
        gives:
          #"{"agent":"docker/20.10","body_bytes":160,"cause":"backend_timeout","client":"203.0.113.7","duration_us":60001000,"end":"2025-03-12T09:14:02.000000Z","extra":{"upstream_attempts":[{"duration_us":30000000},{"duration_us":30001000}]},"kind":"request","method":"GET","outcome":"timeout","path":"/v2/","protocol":"HTTP/1.1","start":"2025-03-12T09:13:01.999000Z","status":504,"status_by":"proxy","trace":"4e43168a01e6907cba172f72fad816a8","upstream_duration_us":60001000}"#
      ),
    ],
    refusals: [
      Refusal(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200 5 "-" "curl/8.5.0""#,
        because: .missingField),
      Refusal(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200 5 "-" "x" 31 - 4e43168a01e6907cba172f72fad816a8"#,
        because: .malformedField),
    ],
    matches: { isRequestLine(CombinedFormat<NginxTimedTail>.self, $0) },
    makeParser: {
      SiftingParser(
        RequestParser<CombinedFormat<NginxTimedTail>>($0), ignoring: ErrorLogLine.isOne)
    })
}
