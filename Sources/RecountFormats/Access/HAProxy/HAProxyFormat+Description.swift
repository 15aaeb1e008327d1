// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let haproxy = LogFormat(
    name: "haproxy",
    title: "HAProxy httplog, httpslog and tcplog, with or without a syslog header",
    family: .access, stamp: .start, specificity: 0.99, linesStandAlone: true,
    statesUpstream: true,
    notes: """
      The stamp is the accept date, which is local time without a zone: UTC is assumed. The service \
      is the backend, and the cause is told by the termination state. A TCP session has no status: \
      it is a success when nobody broke it off. A status without the headers of a server before it, \
      `Tr` being -1, is HAProxy's own. A line such as `frontend/bind: SSL handshake \
      failure` is a connection on which no request came, and counts as cancelled. What HAProxy says \
      of itself, such as `Proxy web started.`, is ignored. Of other formats give the format string: \
      `haproxy:%ci:%cp …`.
      """,
    examples: [
      Example(
        #"Mar 12 09:14:02 lb1 haproxy[14389]: 203.0.113.7:33317 [12/Mar/2025:09:14:01.655] https-in~ cart/cart2 10/0/30/69/+109 502 +2750 - - SH-- 12/11/5/3/+2 0/0 {shop.example|curl} {} "GET /v1/cart?id=9 HTTP/1.1""#,
        gives:
          #"{"body_bytes":2750,"cause":"backend_reset","client":"203.0.113.7","duration_us":109000,"end":"2025-03-12T09:14:01.764000Z","extra":{"frontend":"https-in~","redispatched":true,"retries":2,"server":"cart2","termination_state":"SH--"},"kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","protocol":"HTTP/1.1","query":"id=9","service":"cart","start":"2025-03-12T09:14:01.655000Z","status":502,"status_by":"proxy","upstream_duration_us":99000}"#
      ),
      Example(
        #"203.0.113.7:33313 [12/Mar/2025:09:14:01.443] sql orders/db1 0/-1/5007 0 sC 0/0/0/0/3 0/0"#,
        gives:
          #"{"body_bytes":0,"cause":"connect_timeout","client":"203.0.113.7","duration_us":5007000,"end":"2025-03-12T09:14:06.450000Z","extra":{"frontend":"sql","retries":3,"server":"db1","termination_state":"sC"},"kind":"request","outcome":"timeout","service":"orders","start":"2025-03-12T09:14:01.443000Z"}"#
      ),
      Example(
        #"haproxy[7]: 2001:db8::7:33317 [12/Mar/2025:09:14:01.655] https-in~ cart/<NOSRV> 0/-1/-1/-1/0 503 217 - - SC-- 1/1/0/0/0 0/0 "GET / HTTP/2.0" 0/0000000000000000/0/0/0 shop.example/TLSv1.3/TLS_AES_256_GCM_SHA384"#,
        gives:
          #"{"body_bytes":217,"cause":"no_backend","client":"2001:db8::7","duration_us":0,"end":"2025-03-12T09:14:01.655000Z","extra":{"frontend":"https-in~","server":"<NOSRV>","termination_state":"SC--"},"kind":"request","method":"GET","outcome":"failure","path":"/","protocol":"HTTP/2.0","service":"cart","start":"2025-03-12T09:14:01.655000Z","status":503,"status_by":"proxy"}"#
      ),
      Example(
        #"203.0.113.7:33317 [12/Mar/2025:09:14:01.655] web web/<NOSRV> -1/-1/-1/-1/0 400 187 - - PR-- 1/1/0/0/0 0/0 "<BADREQ>""#,
        gives:
          #"{"body_bytes":187,"cause":"protocol","client":"203.0.113.7","duration_us":0,"end":"2025-03-12T09:14:01.655000Z","extra":{"frontend":"web","server":"<NOSRV>","termination_state":"PR--"},"kind":"request","outcome":"success","service":"web","start":"2025-03-12T09:14:01.655000Z","status":400,"status_by":"proxy"}"#
      ),
      Example(
        "Mar 12 09:14:02 lb1 haproxy[7]: 203.0.113.7:56059 [12/Mar/2025:09:14:02.380] frt/f1: Connection error during SSL handshake",
        gives:
          #"{"cause":"tls","client":"203.0.113.7","end":"2025-03-12T09:14:02.380000Z","extra":{"error":"Connection error during SSL handshake","frontend":"frt/f1"},"kind":"request","outcome":"cancelled","start":"2025-03-12T09:14:02.380000Z"}"#
      ),
    ],
    refusals: [
      Refusal("Mar 12 09:14:02 lb1 sshd[7]: Accepted publickey for ci", because: .notThisFormat),
      Refusal(
        "203.0.113.7:33317 [12/Mai/2025:09:14:01.655] web cart/cart2 0/0/0/1/1 200 5",
        because: .malformedTime),
      Refusal(
        "203.0.113.7:33317 [12/Mar/2025:09:14:01.655] web cart/cart2 0/0/1/1 200 5 - -",
        because: .malformedField),
      Refusal(
        #"203.0.113.7:33317 [12/Mar/2025:09:14:01.655] web cart/cart2 0/0/0/1/1 OK 5 - - ---- 1/1/0/0/0 0/0 "GET /""#,
        because: .malformedStatus),
      Refusal(
        "203.0.113.7:33317 [12/Mar/2025:09:14:01.655] web cart/cart2 0/0/0/1/1 200",
        because: .missingField),
      Refusal(
        "203.0.113.7:33317 [12/Mar/2025:09:14:01.655] web cart/cart2 0/0/0/1/1 200 5 - - ---- 1/1/0/0/0 0/0 GET /",
        because: .malformedRequest),
    ],
    matches: {
      isRequestLine(HAProxyFormat.self, $0) || HAProxyMessage.isOne($0.span, 0..<$0.count)
    },
    makeParser: {
      SiftingParser(RequestParser<HAProxyFormat>($0), ignoring: HAProxyMessage.isOne)
    })
}
