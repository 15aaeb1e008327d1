// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let awsALB = LogFormat(
    name: "aws-alb",
    title: "AWS application load balancer",
    family: .access, stamp: .end, specificity: 0.99, linesStandAlone: true,
    statesUpstream: true,
    notes: """
      The stamp is the end of the request; the creation time, where it is written, is its start. \
      Without it the duration is the sum of the three processing times, and unknown where one of \
      them is missing. The service is the target group. A status without a target status was made \
      by the load balancer itself, by one of its rules, or by the firewall. Fields that newer load \
      balancers append are accepted. Lines of classic and network load balancers among them are \
      read as `aws-elb`.
      """,
    examples: [
      Example(
        #"h2 2025-03-12T09:14:02.186641Z app/shop/50dc6c495c0c9188 203.0.113.7:46532 - -1 -1 -1 503 - 512 337 "GET https://shop.example:443/v1/cart?id=9 HTTP/2.0" "curl/8.5.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/cart/73e2d6bc24d8a067 "Root=1-67d1505a-23a8c76965a2ef7629b185e3" "shop.example" "session-reused" 20 2025-03-12T09:14:02.180000Z "forward" "-" "-" "-" "-" "-" "-" TID_dc57cebed65b444ebc8177bb698fe166"#,
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":337,"cause":"no_backend","client":"203.0.113.7","duration_us":6641,"end":"2025-03-12T09:14:02.186641Z","extra":{"elb":"app/shop/50dc6c495c0c9188"},"host":"shop.example","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","protocol":"HTTP/2.0","query":"id=9","service":"cart","start":"2025-03-12T09:14:02.180000Z","status":503,"status_by":"proxy","trace":"Root=1-67d1505a-23a8c76965a2ef7629b185e3"}"#
      ),
      Example(
        #"https 2025-03-12T09:14:02.186641Z app/shop/50dc6c495c0c9188 203.0.113.7:46532 10.0.0.5:80 0.001 0.120 0.000 500 500 512 337 "POST https://shop.example:443/up/a b.png HTTP/1.1" "curl/8.5.0" - - arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/uploads/73e2d6bc24d8a067"#,
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":337,"cause":"app_error","client":"203.0.113.7","duration_us":121000,"end":"2025-03-12T09:14:02.186641Z","extra":{"elb":"app/shop/50dc6c495c0c9188"},"host":"shop.example:443","kind":"request","method":"POST","outcome":"failure","path":"/up/a b.png","protocol":"HTTP/1.1","service":"uploads","start":"2025-03-12T09:14:02.065641Z","status":500,"status_by":"upstream","upstream_duration_us":120000,"upstream_statuses":[500]}"#
      ),
      Example(
        #"http 2025-03-12T09:14:02.186641Z app/shop/50dc6c495c0c9188 203.0.113.7:46532 10.0.0.5:80 0.001 12.000 -1 460 - 512 0 "- http://shop.example:80- " "-" - - arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/cart/73e2d6bc24d8a067"#,
        gives:
          #"{"body_bytes":0,"cause":"client_abort","client":"203.0.113.7","end":"2025-03-12T09:14:02.186641Z","extra":{"elb":"app/shop/50dc6c495c0c9188"},"host":"shop.example:80","kind":"request","outcome":"cancelled","service":"cart","start":"2025-03-12T09:14:02.186641Z","status":460,"status_by":"client","upstream_duration_us":12000000}"#
      ),
      Example(
        #"http 2025-03-12T09:14:02.186641Z app/s/50 203.0.113.7:46532 10.0.0.5:80 0.001 -1 -1 504 - 512 337 "GET http://shop.example:80/v1 HTTP/1.1" "curl" - - arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/cart/73 "Root=1-6" "-" "-" 0 2025-03-12T09:13:02.180000Z "forward" "-" "-" "10.0.0.5:80" "-" "-" "-""#,
        gives:
          #"{"agent":"curl","body_bytes":337,"cause":"backend_timeout","client":"203.0.113.7","duration_us":60006641,"end":"2025-03-12T09:14:02.186641Z","extra":{"elb":"app/s/50"},"host":"shop.example:80","kind":"request","method":"GET","outcome":"timeout","path":"/v1","protocol":"HTTP/1.1","service":"cart","start":"2025-03-12T09:13:02.180000Z","status":504,"status_by":"proxy","trace":"Root=1-6"}"#
      ),
    ],
    refusals: [
      Refusal(
        #"tls 2.0 2025-03-12T09:14:02 net/edge/c6e77e28c25b2234 g3d4b5e8bb8464cd"#,
        because: .missingField),
      Refusal(
        #"http 2025-03-12T09:14:02.186641Z app/shop/50dc6c495c0c9188 203.0.113.7:46532 - -1 -1 -1 503"#,
        because: .missingField),
    ],
    matches: { isRequestLine(ALBFormat.self, $0) },
    makeParser: { RequestParser<ELBFormat>($0) })
}
