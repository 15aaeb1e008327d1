// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let w3c = LogFormat(
    name: "w3c",
    title: "W3C extended log (IIS, HTTP.sys, CloudFront, Oracle Web Cache, Imperva)",
    family: .access, stamp: .end, specificity: 1,
    notes: """
      The columns are those of the last `#Fields:` line, which may change in mid-file; rows before \
      any, rows with more or fewer values than columns, and rows of which no column is `sc-status` \
      are refused. Times are UTC unless `#GMT-Offset:` says otherwise or the columns are called \
      local, which is a zone that is assumed. Rows without a date are of the day of `#Date:`. The \
      time taken is in milliseconds for IIS and in seconds for CloudFront; of software that is not \
      known it is left out. Rows of the error log of HTTP.sys on which nothing was asked are \
      ignored. FTP commands are requests of which 4xx is a failure.
      """,
    examples: [
      Example(
        """
        #Software: Microsoft Internet Information Services 10.0
        #Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken
        2025-03-12 09:14:02 10.0.0.4 GET /v1/cart id=9 443 - 203.0.113.7 curl/8.5.0 - 503 2 64 15012
        """,
        gives:
          #"{"agent":"curl/8.5.0","cause":"overload","client":"203.0.113.7","duration_us":15012000,"end":"2025-03-12T09:14:02.000000Z","extra":{"substatus":"2","win32_status":"64"},"kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","query":"id=9","start":"2025-03-12T09:13:46.988000Z","status":503,"status_by":"proxy"}"#
      ),
      Example(
        """
        #Date: 2025-03-12 23:59:00
        #Fields: time c-ip cs-method cs-uri-stem sc-status
        23:59:59 203.0.113.7 GET /a 200
        00:00:01 203.0.113.7 GET /b 500
        """,
        gives:
          #"{"client":"203.0.113.7","end":"2025-03-12T23:59:59.000000Z","kind":"request","method":"GET","outcome":"success","path":"/a","start":"2025-03-12T23:59:59.000000Z","status":200}"#
          + "\n"
          + #"{"client":"203.0.113.7","end":"2025-03-13T00:00:01.000000Z","kind":"request","method":"GET","outcome":"failure","path":"/b","start":"2025-03-13T00:00:01.000000Z","status":500}"#
      ),
      Example(
        "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end\n2025-03-12\t09:14:02\tFRA56-P2\t1045\t203.0.113.7\tGET\td111.cloudfront.net\t/v1/cart\t502\t-\tcurl/8.5.0\tid=9\t-\tError\tSOX4xwn4XV6Q4rgb7XiVGOHms==\tshop.example\thttps\t23\t0.101\t-\tTLSv1.3\tTLS_AES_128_GCM_SHA256\tError\tHTTP/2.0\t-\t-\t46532\t0.101\tOriginConnectError\ttext/html\t507\t-\t-",
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":1045,"cause":"connect_refused","client":"203.0.113.7","duration_us":101000,"end":"2025-03-12T09:14:02.000000Z","extra":{"result_type":"OriginConnectError"},"host":"shop.example","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","protocol":"HTTP/2.0","query":"id=9","start":"2025-03-12T09:14:01.899000Z","status":502,"status_by":"proxy","trace":"SOX4xwn4XV6Q4rgb7XiVGOHms=="}"#
      ),
    ],
    refusals: [
      Refusal(
        "2025-03-12 09:14:02 10.0.0.4 GET /v1/cart id=9 443 - 203.0.113.7 curl/8.5.0 - 503 0 64 15",
        because: .missingField)
    ],
    matches: { W3CHeader.isDirective($0) },
    decides: { $0.starts(with: Array("#Fields:".utf8)) && W3CHeader.isDirective($0) },
    makeParser: { W3CParser($0) })
}
