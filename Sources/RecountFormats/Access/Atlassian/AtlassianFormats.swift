// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let bitbucketAccess = LogFormat(
    name: "bitbucket-access",
    title: "Bitbucket Data Center access log",
    family: .access, stamp: .end, specificity: 0.98, linesStandAlone: true,
    notes: """
      The stamp is the end of the request in local time without a zone: UTC is assumed. Each request \
      has two lines; that of its beginning is ignored, so that it counts once. A request that never \
      ended, because the server went down, is not among the events. Calls of gRPC have a code instead \
      of a status, and commands of SSH their exit code, of which 0 is a success.
      """,
    examples: [
      Example(
        #"203.0.113.7,172.16.1.187 | https | o@9K7Z3NNx6x3112x1 | alice | 2025-03-12 09:14:02,838 | "GET /git/shop/cart.git/info/refs HTTP/1.1" | "" "git/2.44.0" | 503 | 13 | 52 | refs, cache:hit | 101 | tmpqqw |"#,
        gives:
          #"{"agent":"git/2.44.0","body_bytes":52,"cause":"app_error","client":"203.0.113.7","duration_us":101000,"end":"2025-03-12T09:14:02.838000Z","extra":{"labels":"refs, cache:hit","scheme":"https"},"kind":"request","method":"GET","outcome":"failure","path":"/git/shop/cart.git/info/refs","protocol":"HTTP/1.1","start":"2025-03-12T09:14:02.737000Z","status":503,"status_by":"upstream","trace":"o@9K7Z3NNx6x3112x1","user":"alice"}"#
      ),
      Example(
        #"203.0.113.7 | https | i@9K7Z3NNx6x3112x1 | - | 2025-03-12 09:14:02,723 | "GET /git/shop/cart.git/info/refs HTTP/1.1" | "" "git/2.44.0" | - | - | - | - | - | - |"#,
        gives: ""),
      Example(
        #"10.0.0.5 | grpc | o@1GGG0Q5Kx420x106x2 | @5XDWX5x420x2768x0 | admin | 2025-03-12 09:14:02,086 | "HostingService/HttpBackend" | - | 14 | 2 | 141583 | 18951 | 38264619 | - | 508028 |"#,
        gives:
          #"{"client":"10.0.0.5","end":"2025-03-12T09:14:02.086000Z","extra":{"scheme":"grpc"},"kind":"request","outcome":"failure","path":"HostingService/HttpBackend","start":"2025-03-12T09:14:02.086000Z","trace":"o@1GGG0Q5Kx420x106x2","user":"admin"}"#
      ),
      Example(
        "203.0.113.7 | ssh | o@9K7Z3NNx554x3113x1 | alice | 2025-03-12 09:14:03,838 | SSH - git-upload-pack '/shop/cart.git' | - | 0 | 13 | 52 | fetch | 1001 | 7g5q4m |",
        gives:
          #"{"body_bytes":52,"client":"203.0.113.7","duration_us":1001000,"end":"2025-03-12T09:14:03.838000Z","extra":{"exit_code":"0","labels":"fetch","scheme":"ssh"},"kind":"request","outcome":"success","path":"/shop/cart.git","start":"2025-03-12T09:14:02.837000Z","trace":"o@9K7Z3NNx554x3113x1","user":"alice"}"#
      ),
    ],
    refusals: [
      Refusal("name | status | since", because: .notThisFormat),
      Refusal(
        #"203.0.113.7 | https | o@1x1 | - | 12.03.2025 09:14 | "GET / HTTP/1.1" | "" "" | 200 | 1 | 1 | - | 1 | - |"#,
        because: .malformedTime),
      Refusal(
        #"203.0.113.7 | https | o@1x1 | - | 2025-03-12 09:14:02,723 | "GET / HTTP/1.1" | "" "" | 200"#,
        because: .missingField),
    ],
    matches: {
      isRequestLine(BitbucketAccessFormat.self, $0)
        || PipeCursor.isOpening($0.span, 0..<$0.count)
    },
    makeParser: {
      SiftingParser(RequestParser<BitbucketAccessFormat>($0), ignoring: PipeCursor.isOpening)
    })

  package static let confluenceAccess = LogFormat(
    name: "confluence-access",
    title: "Confluence and Jira access log (Tomcat valve)",
    family: .access, stamp: .end, specificity: 0.98, linesStandAlone: true,
    notes: """
      The stamp is the end of the request, which is what Tomcat writes. Jira's other access log, with \
      a request in quotes, is `combined`.
      """,
    examples: [
      Example(
        "[12/Mar/2025:10:14:02 +0100] alice http-nio-8080-exec-6 203.0.113.7 GET /index.action?a=b HTTP/1.1 500 1020ms 7881 http://localhost/ Mozilla/5.0 (X11; Linux x86_64)",
        gives:
          #"{"agent":"Mozilla/5.0 (X11; Linux x86_64)","body_bytes":7881,"cause":"app_error","client":"203.0.113.7","duration_us":1020000,"end":"2025-03-12T09:14:02.000000Z","extra":{"thread":"http-nio-8080-exec-6"},"kind":"request","method":"GET","outcome":"failure","path":"/index.action","protocol":"HTTP/1.1","query":"a=b","referrer":"http://localhost/","start":"2025-03-12T09:14:00.980000Z","status":500,"status_by":"upstream","user":"alice"}"#
      ),
      Example(
        "[12/Mar/2025:09:14:02 +0000] - http-nio-8080-exec-1 203.0.113.7 - 400 0ms - - -",
        gives:
          #"{"body_bytes":0,"client":"203.0.113.7","duration_us":0,"end":"2025-03-12T09:14:02.000000Z","extra":{"thread":"http-nio-8080-exec-1"},"kind":"request","outcome":"success","start":"2025-03-12T09:14:02.000000Z","status":400}"#
      ),
    ],
    refusals: [
      Refusal(
        "[12/Mar/2025:09:14:02 +0000] - exec-1 203.0.113.7 GET / HTTP/1.1 200 46 7881 - -",
        because: .malformedField),
      Refusal(
        "[12/Mar/2025:09:14:02 +0000] - exec-1 203.0.113.7 GET / 200 46ms 7881 - -",
        because: .malformedRequest),
      Refusal(
        "[12/Mar/2025:09:14:02 +0000] exec-1 203.0.113.7 GET /a HTTP/1.1 200 46ms 7881 - -",
        because: .malformedField),
      Refusal("[2025-03-12T09:14:02Z] - exec-1 203.0.113.7 GET /", because: .malformedTime),
    ],
    matches: { isRequestLine(ConfluenceAccessFormat.self, $0) },
    makeParser: { RequestParser<ConfluenceAccessFormat>($0) })
}
