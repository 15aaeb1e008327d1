// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let awsS3 = LogFormat(
    name: "aws-s3",
    title: "Amazon S3 server access log",
    family: .access, stamp: .start, specificity: 0.99, linesStandAlone: true,
    notes: """
      The stamp is the start of the request, the service is the bucket, and the upstream time is S3's \
      turnaround. Fields that S3 appends over the years are accepted. Lines of lifecycle rules and of \
      the single objects of a deletion of many are ignored: nobody asked for them, or somebody did in \
      a line of its own.
      """,
    examples: [
      Example(
        #"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be shop-assets [12/Mar/2025:09:14:02 +0000] 203.0.113.7 arn:aws:iam::123456789012:user/ci 3E57427F3EXAMPLE REST.GET.OBJECT img/a%252Bb.png "GET /img/a%2Bb.png HTTP/1.1" 503 SlowDown 291 - 41 39 "-" "aws-cli/2.15" - s9lzHYrFp76ZVxRcpX9= SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader shop-assets.s3.eu-west-1.amazonaws.com TLSv1.2 - Yes"#,
        gives:
          #"{"agent":"aws-cli/2.15","body_bytes":291,"cause":"rate_limit","client":"203.0.113.7","duration_us":41000,"end":"2025-03-12T09:14:02.041000Z","extra":{"error_code":"SlowDown","key":"img/a%252Bb.png","operation":"REST.GET.OBJECT"},"kind":"request","method":"GET","outcome":"failure","path":"/img/a%2Bb.png","protocol":"HTTP/1.1","service":"shop-assets","start":"2025-03-12T09:14:02.000000Z","status":503,"status_by":"upstream","trace":"3E57427F3EXAMPLE","upstream_duration_us":39000,"user":"arn:aws:iam::123456789012:user/ci"}"#
      ),
      Example(
        #"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be shop-assets [12/Mar/2025:09:14:02 +0000] - AmazonS3 3E57427F3EXAMPLE S3.EXPIRE.OBJECT img/a.png "-" - - - 20 - - "-" "-" -"#,
        gives: ""),
    ],
    refusals: [
      Refusal("shop-assets [12/Mar/2025:09:14:02 +0000] 203.0.113.7", because: .notThisFormat),
      Refusal(
        "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be shop-assets [12.03.2025] -",
        because: .malformedTime),
      Refusal(
        "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be shop-assets [12/Mar/2025:09:14:02 +0000] - - 3E57427F3EXAMPLE REST.GET.OBJECT - - 200 - 5",
        because: .missingField),
    ],
    matches: {
      isRequestLine(S3Format.self, $0) || S3Operation.isBackground($0.span, 0..<$0.count)
    },
    makeParser: { SiftingParser(RequestParser<S3Format>($0), ignoring: S3Operation.isBackground) })
}
