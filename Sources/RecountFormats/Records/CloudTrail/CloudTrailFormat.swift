// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let cloudTrail = LogFormat(
    name: "cloudtrail",
    title: "AWS CloudTrail",
    family: .record, stamp: .end, specificity: 0.97, isDocument: true,
    notes: """
      Files of CloudTrail, a list of records, or one record a line. Calls that change something are \
      notes with the service and the name of the call, and the code of an error; those that bring a \
      new version or new machines (`UpdateService`, `CreateDeployment`, `UpdateFunctionCode…`, \
      `RunInstances`, …) are `deployed` unless they were refused. Calls that only read are counted \
      and give nothing, and so does a record that was delivered twice. Records come about a quarter \
      of an hour late and in no order; their times are those of the calls.
      """,
    examples: [
      Example(
        #"{"Records":[{"eventVersion":"1.09","eventTime":"2025-03-12T09:10:01Z","eventSource":"ecs.amazonaws.com","eventName":"UpdateService","awsRegion":"eu-west-1","requestParameters":{"service":"arn:aws:ecs:eu-west-1:1:service/shop/cart","desiredCount":3},"errorCode":null,"eventID":"6f1c","readOnly":false},{"eventTime":"2025-03-12T09:11:00Z","eventSource":"s3.amazonaws.com","eventName":"ListBuckets","eventID":"7a","readOnly":true},{"eventTime":"2025-03-12T09:12:00Z","eventSource":"lambda.amazonaws.com","eventName":"UpdateFunctionCode20150331v2","errorCode":"AccessDenied","requestParameters":{"functionName":"mailer"},"eventID":"7b","readOnly":false}]}"#,
        gives: #"""
          {"clock":"telemetry","kind":"milestone","milestone":"deployed","plus_minus_us":500000,"service":"cart","text":"ecs.amazonaws.com UpdateService","time":"2025-03-12T09:10:01.000000Z"}
          {"clock":"telemetry","kind":"milestone","milestone":"note","plus_minus_us":500000,"service":"mailer","text":"lambda.amazonaws.com UpdateFunctionCode20150331v2 (AccessDenied)","time":"2025-03-12T09:12:00.000000Z"}
          """#)
    ],
    refusals: [
      Refusal(
        #"{"eventSource":"ecs.amazonaws.com","eventName":"UpdateService"}"#,
        because: .missingField),
      Refusal(
        #"{"eventTime":"soon","eventSource":"ecs.amazonaws.com","eventName":"UpdateService"}"#,
        because: .malformedTime),
      Refusal(#"{"Records":[{"eventName":"UpdateService"}]}"#, because: .malformedJSON),
    ],
    matches: { CloudTrailParser.matches($0) },
    makeParser: { _ in CloudTrailParser() })
}
