// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let opsgenie = LogFormat(
    name: "opsgenie",
    title: "Opsgenie alerts and webhooks",
    family: .record, stamp: .start, specificity: 1, isDocument: true,
    notes: """
      Messages of the webhook, one or one a line, and the answers of the alert API. `Create` is the \
      milestone `alerted`, `Acknowledge` is `acknowledged`, `Close` is `resolved`; other actions \
      are notes. A message is stamped with the creation of its alert in milliseconds and with its \
      last update in nanoseconds: each number is read by its magnitude, and an action other than \
      `Create` happened at the update. An alert of the API gives its creation and, by the lengths \
      in its report, its acknowledgement and its end.
      """,
    examples: [
      Example(
        #"{"source":{"name":"prometheus","type":"API"},"alert":{"createdAt":1741771142310,"updatedAt":1741771142310000049,"tags":["page"],"message":"High5xx","username":"System","alertId":"052652ac-5d1c-464a-812a-7dd18bbfba8c","alias":"High5xx/cart","tinyId":"23","entity":""},"action":"Create","integrationName":"prom"}"#,
        gives: #"""
          {"clock":"pager","kind":"milestone","milestone":"alerted","plus_minus_us":500,"text":"Create by System: High5xx","time":"2025-03-12T09:19:02.310000Z"}
          """#),
      Example(
        #"{"source":{"name":"web","type":"web"},"alert":{"createdAt":1741771142310,"updatedAt":1741771634501000120,"message":"High5xx","username":"a.ops@shop.example","alertId":"052652ac-5d1c-464a-812a-7dd18bbfba8c","tinyId":"23"},"action":"Acknowledge"}"#,
        gives: #"""
          {"clock":"pager","kind":"milestone","milestone":"acknowledged","plus_minus_us":1,"text":"Acknowledge by a.ops@shop.example: High5xx","time":"2025-03-12T09:27:14.501000Z"}
          """#),
      Example(
        #"{"data":[{"id":"70413a06-38d6-4c85-92b8-5ebc900d42e2","tinyId":"1791","alias":"High5xx/cart","message":"High5xx","status":"closed","acknowledged":true,"createdAt":"2025-03-12T09:19:02.310Z","updatedAt":"2025-03-12T11:04:21.002Z","report":{"ackTime":492191,"closeTime":6318692,"acknowledgedBy":"a.ops@shop.example","closedBy":"System"}}],"took":0.3,"requestId":"9ae63dd7"}"#,
        gives: #"""
          {"clock":"pager","kind":"milestone","milestone":"alerted","plus_minus_us":500,"text":"Create: High5xx","time":"2025-03-12T09:19:02.310000Z"}
          {"clock":"pager","kind":"milestone","milestone":"acknowledged","plus_minus_us":500,"text":"Acknowledge by a.ops@shop.example: High5xx","time":"2025-03-12T09:27:14.501000Z"}
          {"clock":"pager","kind":"milestone","milestone":"resolved","plus_minus_us":500,"text":"Close by System: High5xx","time":"2025-03-12T11:04:21.002000Z"}
          """#),
    ],
    refusals: [
      Refusal(
        #"{"action":"Close","alert":{"tinyId":"23","updatedAt":"soon"}}"#, because: .malformedJSON),
      Refusal(
        #"{"action":"Close","alert":{"tinyId":"23","updatedAt":12}}"#, because: .malformedTime),
      Refusal(#"{"action":"Close","alert":{"createdAt":1741771142310}}"#, because: .missingField),
    ],
    matches: { OpsgenieParser.matches($0) },
    makeParser: { _ in OpsgenieParser() })
}
