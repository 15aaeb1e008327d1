// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct ClusterRecordTests {
  private static func told(_ text: String, as format: LogFormat) -> [String] {
    let parsed = ParsedContent(text, as: format)
    #expect(parsed.closes)
    return parsed.milestones.map {
      "\($0.kind.rawValue) \($0.time.clockText) \($0.service ?? "-") \($0.text)"
    }
  }

  private static func event(_ members: String, pod: String = "cart-7d9f8b6c5d-x2k4p") -> String {
    #"{"involvedObject":{"kind":"Pod","name":"\#(pod)"},\#(members)}"#
  }

  // MARK: - Kubernetes

  @Test(arguments: [
    (#""type":"Warning","reason":"Unhealthy""#, "note"),
    (#""type":"Warning","reason":"OOMKilling""#, "note"),
    (#""type":"Normal","reason":"Killing""#, "note"),
    (#""type":"Normal","reason":"ScalingReplicaSet""#, "deployed"),
    (#""type":"Normal","reason":"Pulled""#, ""),
  ])
  func `warnings, killings and scalings are told`(members: String, kind: String) throws {
    let text = Self.event(members + #","firstTimestamp":"2025-03-12T09:14:02Z","message":"m""#)
    let told = Self.told(text, as: .kubernetesEvents)
    #expect(told.count == (kind.isEmpty ? 0 : 1))
    #expect(told.allSatisfy { $0.hasPrefix("\(kind) 09:14 cart ") && $0.hasSuffix(": m") })
  }

  @Test func `a list of the interface, a watch and one a line say the same`() {
    let one = Self.event(
      #""type":"Warning","reason":"Failed","eventTime":"2025-03-12T09:14:02.310200Z","firstTimestamp":null,"lastTimestamp":null"#
    )
    let told = Self.told(one, as: .kubernetesEvents)
    #expect(told.count == 1)
    #expect(Self.told(#"{"kind":"EventList","items":[\#(one)]}"#, as: .kubernetesEvents) == told)
    #expect(Self.told(#"{"type":"ADDED","object":\#(one)}"#, as: .kubernetesEvents) == told)
    #expect(Self.told("\(one)\n\(one)\n", as: .kubernetesEvents) == told + told)
  }

  @Test func `repeats are the first and the last`() {
    let base = #""type":"Warning","reason":"BackOff""#
    let core = Self.event(
      base
        + #","count":3,"firstTimestamp":"2025-03-12T09:14:02Z","lastTimestamp":"2025-03-12T09:20:33Z""#
    )
    let series = Self.event(
      base
        + #","eventTime":"2025-03-12T09:14:02Z","series":{"count":3,"lastObservedTime":"2025-03-12T09:20:33Z"}"#
    )
    for text in [core, series] {
      let told = Self.told(text, as: .kubernetesEvents)
      #expect(told.count == 2 && told.last?.hasPrefix("note 09:20 cart last of 3: BackOff") == true)
    }
    let once = Self.event(
      base
        + #","count":1,"firstTimestamp":"2025-03-12T09:14:02Z","lastTimestamp":"2025-03-12T09:14:02Z""#
    )
    #expect(Self.told(once, as: .kubernetesEvents).count == 1)
  }

  @Test(arguments: [
    ("cart-7d9f8b6c5d-x2k4p", "cart"), ("shop-cart-5b8c7d9f6-zq7wx", "shop-cart"), ("db-0", "db"),
    ("agent-x2k4p", "agent"), ("backup-28934567-x2k4p", "backup"), ("cart", "cart"),
    ("cart-api", "cart-api"), ("cart-7d9", "cart"), ("-", "-"), ("my-proxy", "my-proxy"),
  ])
  func `pods are named after what they belong to`(pod: String, service: String) {
    let text = Self.event(
      #""type":"Warning","reason":"Failed","firstTimestamp":"2025-03-12T09:14:02Z""#, pod: pod)
    #expect(ParsedContent(text, as: .kubernetesEvents).milestones.first?.service == service)
  }

  @Test func `a document about pods is none of events`() {
    let text =
      #"{"items":[{"kind":"Pod","spec":{"containers":[]}}],"x":{"involvedObject":1,"reason":2}}"#
    #expect(FormatDetector.detect(entry: nil, LineBatches.whole(Array(text.utf8))).format == nil)
  }

  // MARK: - CloudTrail

  private static func call(_ source: String, _ name: String, _ members: String = "") -> String {
    #"{"eventTime":"2025-03-12T09:10:01Z","eventSource":"\#(source).amazonaws.com","eventName":"\#(name)"\#(members)}"#
  }

  @Test(arguments: [
    ("ecs", "UpdateService", "", "deployed"),
    ("lambda", "UpdateFunctionCode20150331v2", "", "deployed"),
    ("ec2", "RunInstances", #","readOnly":false"#, "deployed"),
    ("ecs", "UpdateService", #","errorCode":"AccessDenied""#, "note"),
    ("ecs", "UpdateServicePrimaryTaskSet", "", "note"),
    ("servicediscovery", "UpdateService", "", "note"),
    ("lambda", "UpdateFunctionConfiguration20150331v2", "", "note"),
    ("iam", "CreateRole", "", "note"),
    ("iam", "GetRole", "", ""), ("s3", "PutObject", #","readOnly":true"#, ""),
    ("iam", "GenerateReport", #","requestParameters":{"service":{"a":1}}"#, "note"),
  ])
  func `calls that change something are told`(
    source: String, name: String, members: String, kind: String
  ) {
    let told = Self.told(Self.call(source, name, members), as: .cloudTrail)
    #expect(told.count == (kind.isEmpty ? 0 : 1))
    #expect(told.allSatisfy { $0.hasPrefix("\(kind) 09:10 - \(source).amazonaws.com \(name)") })
  }

  @Test func `a record that was delivered twice counts once`() {
    let one = Self.call("ecs", "UpdateService", #","eventID":"a""#)
    let other = Self.call("ecs", "UpdateService", #","eventID":"b""#)
    let parsed = ParsedContent(#"{"Records":[\#(one),\#(other),\#(one)]}"#, as: .cloudTrail)
    #expect(parsed.closes && parsed.milestones.count == 2 && parsed.tally.lines == 3)
    #expect(ParsedContent("\(one)\n\(one)\n", as: .cloudTrail).milestones.count == 1)
    #expect(ParsedContent("[\(one),\(other)]", as: .cloudTrail).milestones.count == 2)
  }

  @Test func `a file of many records in one line is read`() {
    let records = (0..<2000).map { Self.call("ecs", "UpdateService", #","eventID":"\#($0)""#) }
    let parsed = ParsedContent(
      #"{"Records":[\#(records.joined(separator: ","))]}"#, as: .cloudTrail)
    #expect(parsed.closes && parsed.milestones.count == 2000)
    #expect(parsed.milestones.last?.evidence == "2000")
  }
}
