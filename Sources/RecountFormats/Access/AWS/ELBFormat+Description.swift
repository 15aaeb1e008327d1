// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let awsELB = LogFormat(
    name: "aws-elb",
    title: "AWS classic and network load balancers, alone or mixed with application load balancers",
    family: .access, stamp: .end, specificity: 0.95, linesStandAlone: true,
    statesUpstream: true,
    notes: """
      The stamp is the end of the request. The duration of a request to a classic load balancer is \
      unknown where one of its three processing times is -1. A connection of a network balancer's \
      TLS listener has no status: it is a success when its handshake was, an error when the client \
      refused it with an alert, and else cancelled. A session of a classic TCP listener is a success \
      when its backend was reached. Files of application load balancers alone are `aws-alb`.
      """,
    examples: [
      Example(
        #"2025-03-12T09:14:02.945958Z my-lb 203.0.113.7:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29 "GET http://www.example.com:80/a HTTP/1.1" "curl/7.38.0" - -"#,
        gives:
          #"{"agent":"curl/7.38.0","body_bytes":29,"client":"203.0.113.7","duration_us":1178,"end":"2025-03-12T09:14:02.945958Z","extra":{"elb":"my-lb"},"host":"www.example.com:80","kind":"request","method":"GET","outcome":"success","path":"/a","protocol":"HTTP/1.1","start":"2025-03-12T09:14:02.944780Z","status":200,"status_by":"upstream","upstream_duration_us":1048,"upstream_statuses":[200]}"#
      ),
      Example(
        #"2025-03-12T09:14:02.945958Z my-lb 203.0.113.7:2817 - -1 -1 -1 503 0 0 0 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.38.0" - -"#,
        gives:
          #"{"agent":"curl/7.38.0","body_bytes":0,"cause":"no_backend","client":"203.0.113.7","end":"2025-03-12T09:14:02.945958Z","extra":{"elb":"my-lb"},"host":"www.example.com:80","kind":"request","method":"GET","outcome":"failure","path":"/","protocol":"HTTP/1.1","start":"2025-03-12T09:14:02.945958Z","status":503,"status_by":"proxy"}"#
      ),
      Example(
        #"2025-03-12T09:14:02.945958Z my-lb 203.0.113.7:2817 10.0.0.1:80 0.000073 -1 -1 504 0 0 0 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.38.0" - -"#,
        gives:
          #"{"agent":"curl/7.38.0","body_bytes":0,"cause":"backend_timeout","client":"203.0.113.7","end":"2025-03-12T09:14:02.945958Z","extra":{"elb":"my-lb"},"host":"www.example.com:80","kind":"request","method":"GET","outcome":"timeout","path":"/","protocol":"HTTP/1.1","start":"2025-03-12T09:14:02.945958Z","status":504,"status_by":"proxy"}"#
      ),
      Example(
        #"2025-03-12T09:14:02.945958Z my-lb 203.0.113.7:2817 10.0.0.1:80 0.001069 0.000028 0.000041 - - 82 305 "- - - " "-" - -"#,
        gives:
          #"{"body_bytes":305,"client":"203.0.113.7","duration_us":1138,"end":"2025-03-12T09:14:02.945958Z","extra":{"elb":"my-lb"},"kind":"request","outcome":"success","start":"2025-03-12T09:14:02.944820Z","upstream_duration_us":28}"#
      ),
      Example(
        #"tls 2.0 2025-03-12T09:14:02 net/edge/c6e77e28c25b2234 g3d4b5e8bb8464cd 203.0.113.7:2817 10.0.0.1:80 5 2 98 246 - arn:aws:acm:eu-west-1:123456789012:certificate/2a108f19 - ECDHE-RSA-AES128-SHA tlsv12 - edge.elb.eu-west-1.amazonaws.com h2 h2 "h2","http/1.1" 2025-03-12T09:13:57"#,
        gives:
          #"{"body_bytes":246,"client":"203.0.113.7","duration_us":5000,"end":"2025-03-12T09:14:02.000000Z","extra":{"elb":"net/edge/c6e77e28c25b2234"},"host":"edge.elb.eu-west-1.amazonaws.com","kind":"request","outcome":"success","start":"2025-03-12T09:14:01.995000Z"}"#
      ),
      Example(
        "tls 2.0 2025-03-12T09:14:02 net/edge/c6e77e28c25b2234 g3d4b5e8bb8464cd 203.0.113.7:2817 10.0.0.1:80 0 - 98 7 48 arn:aws:acm:eu-west-1:123456789012:certificate/2a108f19 - - - - - - - -",
        gives:
          #"{"body_bytes":7,"cause":"tls","client":"203.0.113.7","duration_us":0,"end":"2025-03-12T09:14:02.000000Z","extra":{"elb":"net/edge/c6e77e28c25b2234"},"kind":"request","outcome":"error","start":"2025-03-12T09:14:02.000000Z"}"#
      ),
    ],
    refusals: [
      Refusal("2025-03-12T09:14:02 my-lb 203.0.113.7:2817 - -1 -1 -1 503", because: .malformedTime),
      Refusal(
        "2025-03-12T09:14:02.945958Z my-lb 203.0.113.7:2817 - -1 -1 -1 503", because: .missingField),
      Refusal(
        "2025-03-12T09:14:02.945958Z 203.0.113.7 36280 443 TLSv1.2 ECDHE 4.036 - - - TID_16132ed0b4112148 x y",
        because: .malformedField),
      Refusal("tls 2.0 12/Mar/2025 net/edge/c6e77e28c25b2234", because: .malformedTime),
    ],
    matches: { isRequestLine(ELBFormat.self, $0) },
    makeParser: { RequestParser<ELBFormat>($0) })
}
