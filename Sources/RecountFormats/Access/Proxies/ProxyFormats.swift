// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let ingressNginx = LogFormat(
    name: "ingress-nginx",
    title: "ingress-nginx (upstreaminfo)",
    family: .access, stamp: .end, specificity: 0.99, linesStandAlone: true,
    statesUpstream: true,
    notes: """
      The combined format followed by what ingress-nginx knows of the upstream. The stamp is the end \
      of the request, the service is `$proxy_upstream_name`. With retries the upstream fields are \
      lists, of which each attempt keeps its status. The name of an upstream for an address is that \
      of one whose peers were all down. Lines of the controller and of nginx's error log among the \
      requests are ignored.
      """,
    examples: [
      Example(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /v1/cart HTTP/2.0" 504 160 "-" "curl/8.5.0" 462 60.001 [shop-cart-8080] [] 10.0.0.5:8080, 10.0.0.6:8080 0, 0 30.000, 30.001 504, 504 752178adb17130b291aefd8c386279e7"#,
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":160,"cause":"backend_timeout","client":"203.0.113.7","duration_us":60001000,"end":"2025-03-12T09:14:02.000000Z","extra":{"upstream_attempts":[{"address":"10.0.0.5:8080","duration_us":30000000,"status":504},{"address":"10.0.0.6:8080","duration_us":30001000,"status":504}]},"kind":"request","method":"GET","outcome":"timeout","path":"/v1/cart","protocol":"HTTP/2.0","service":"shop-cart-8080","start":"2025-03-12T09:13:01.999000Z","status":504,"status_by":"proxy","trace":"752178adb17130b291aefd8c386279e7","upstream_duration_us":60001000,"upstream_statuses":[504,504]}"#
      ),
      Example(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 503 190 "-" "-" 80 0.000 [shop-cart-8080] [] - - - - 0f1e2d3c4b5a69788796a5b4c3d2e1f0"#,
        gives:
          #"{"body_bytes":190,"cause":"overload","client":"203.0.113.7","duration_us":0,"end":"2025-03-12T09:14:02.000000Z","kind":"request","method":"GET","outcome":"failure","path":"/","protocol":"HTTP/1.1","service":"shop-cart-8080","start":"2025-03-12T09:14:02.000000Z","status":503,"status_by":"proxy","trace":"0f1e2d3c4b5a69788796a5b4c3d2e1f0"}"#
      ),
      Example(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 502 150 "-" "-" 80 0.000 [shop-cart-8080] [] shop-cart-8080 0 0.000 502 0f1e2d3c4b5a69788796a5b4c3d2e1f0"#,
        gives:
          #"{"body_bytes":150,"cause":"no_backend","client":"203.0.113.7","duration_us":0,"end":"2025-03-12T09:14:02.000000Z","kind":"request","method":"GET","outcome":"failure","path":"/","protocol":"HTTP/1.1","service":"shop-cart-8080","start":"2025-03-12T09:14:02.000000Z","status":502,"status_by":"proxy","trace":"0f1e2d3c4b5a69788796a5b4c3d2e1f0","upstream_duration_us":0,"upstream_statuses":[502]}"#
      ),
    ],
    refusals: [
      Refusal(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200 5 "-" "-" 80 0.001 [a] [] 10.0.0.5:80, 10.0.0.6:80 5 0.001 200 0f1e"#,
        because: .malformedField),
      Refusal(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200 5 "-" "-""#,
        because: .missingField),
    ],
    matches: { isRequestLine(CombinedFormat<IngressTail>.self, $0) },
    makeParser: {
      SiftingParser(
        RequestParser<CombinedFormat<IngressTail>>($0), ignoring: ErrorLogLine.isIngress)
    })

  package static let traefik = LogFormat(
    name: "traefik",
    title: "Traefik common log format",
    family: .access, stamp: .start, specificity: 0.98, linesStandAlone: true,
    notes: """
      The combined format followed by a counter, router, server and duration. The stamp is the start \
      of the request, the service is the router. Traefik's JSON is `json-access`.
      """,
    examples: [
      Example(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET /v1/cart HTTP/1.1" 500 11 "-" "-" 4411 "cart@docker" "http://10.0.0.5:8080" 31ms"#,
        gives:
          #"{"body_bytes":11,"cause":"app_error","client":"203.0.113.7","duration_us":31000,"end":"2025-03-12T09:14:02.031000Z","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","protocol":"HTTP/1.1","service":"cart@docker","start":"2025-03-12T09:14:02.000000Z","status":500,"status_by":"upstream"}"#
      ),
      Example(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 503 20 "-" "-" 4412 "cart@docker" "-" 0ms"#,
        gives:
          #"{"body_bytes":20,"cause":"no_backend","client":"203.0.113.7","duration_us":0,"end":"2025-03-12T09:14:02.000000Z","kind":"request","method":"GET","outcome":"failure","path":"/","protocol":"HTTP/1.1","service":"cart@docker","start":"2025-03-12T09:14:02.000000Z","status":503,"status_by":"proxy"}"#
      ),
    ],
    refusals: [
      Refusal(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200 5 "-" "-" 80 "a" "b" 3s"#,
        because: .malformedField)
    ],
    matches: { isRequestLine(CombinedFormat<TraefikTail>.self, $0) },
    makeParser: { RequestParser<CombinedFormat<TraefikTail>>($0) })

  package static let squid = LogFormat(
    name: "squid",
    title: "Squid native access log",
    family: .access, stamp: .end, specificity: 0.99, linesStandAlone: true,
    notes: """
      The stamp is the end of the request, and the time taken is in milliseconds. A status of 000 is \
      a request that got no answer: it is cancelled, or a timeout where Squid says so. Questions \
      between caches, ICP and HTCP, are ignored.
      """,
    examples: [
      Example(
        "1741770842.310    226 203.0.113.7 TCP_MISS/503 4012 GET http://shop.example/v1/cart?id=9 - HIER_NONE/- text/html",
        gives:
          #"{"body_bytes":4012,"cause":"no_backend","client":"203.0.113.7","duration_us":226000,"end":"2025-03-12T09:14:02.310000Z","extra":{"hierarchy":"HIER_NONE/-","result":"TCP_MISS"},"host":"shop.example","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","query":"id=9","start":"2025-03-12T09:14:02.084000Z","status":503,"status_by":"proxy"}"#
      ),
      Example(
        "1741770842.310  60012 203.0.113.7 TCP_TUNNEL_ABORTED/000 39 CONNECT shop.example:443 alice HIER_DIRECT/10.0.0.5 -",
        gives:
          #"{"body_bytes":39,"cause":"client_abort","client":"203.0.113.7","duration_us":60012000,"end":"2025-03-12T09:14:02.310000Z","extra":{"hierarchy":"HIER_DIRECT/10.0.0.5","result":"TCP_TUNNEL_ABORTED"},"kind":"request","method":"CONNECT","outcome":"cancelled","path":"shop.example:443","start":"2025-03-12T09:13:02.298000Z","user":"alice"}"#
      ),
      Example(
        "1741770842.310      1 203.0.113.7 UDP_HIT/000 71 ICP_QUERY http://shop.example/ua - HIER_NONE/- -",
        gives: ""),
    ],
    refusals: [
      Refusal(
        "1741770842 226 203.0.113.7 TCP_MISS/503 4012 GET http://shop.example/ - HIER_NONE/- -",
        because: .malformedTime),
      Refusal("1741770842.310 226 203.0.113.7 TCP_MISS/503 4012 GET", because: .missingField),
      Refusal(
        "1741770842.310 226 203.0.113.7 TCP_MISS 4012 GET http://shop.example/ - HIER_NONE/- -",
        because: .malformedStatus),
      Refusal(
        "1741770842.310 226 203.0.113.7 TCP_MISS/200 12 GET http://shop.example/a b - HIER_NONE/- -",
        because: .malformedField),
    ],
    matches: {
      isRequestLine(SquidFormat.self, $0) || SquidFormat.isQuery($0.span, 0..<$0.count)
    },
    makeParser: { SiftingParser(RequestParser<SquidFormat>($0), ignoring: SquidFormat.isQuery) })
}
