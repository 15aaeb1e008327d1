// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// JSON lines that carry a line of another log as their message, as collectors and cloud services do:
/// Logstash, Filebeat, Fluent Bit, Google Cloud (`textPayload`), Azure Container Apps and Insights.
///
/// What was JSON already may stand in them as an object: Google Cloud's `jsonPayload`, and `log` where
/// Fluent Bit merged it beside what Kubernetes says.
///
/// Sources: https://www.elastic.co/docs/reference/ecs/ecs-base,
/// https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry,
/// https://learn.microsoft.com/azure/azure-monitor/reference/tables/containerlogv2
struct MessageWrapper: Wrapper {
  private enum Field {
    case text, time, service
  }

  static var copiesText: Bool { true }
  static var namesServices: Bool { true }

  private static let table = KeyTable<Field>([
    (
      .text,
      [
        "message", "textPayload", "log", "LogMessage", "LogEntry", "Log_s", "msg", "event.original",
      ]
    ),
    (
      .time, ["@timestamp", "timestamp", "time", "TimeGenerated", "date", "ts"]
    ),
    (
      .service,
      [
        "service.name", "kubernetes.labels.app", "kubernetes.labels.app_kubernetes_io/name",
        "kubernetes.container.name", "kubernetes.container_name", "container.name",
        "resource.labels.container_name", "ContainerName", "ContainerAppName_s", "service",
      ]
    ),
  ])

  private var scanner = JSONScanner()
  private let table = Self.table
  private let payload = JSONScanner.hash("jsonPayload")
  private let objects = [JSONScanner.hash("jsonPayload"), JSONScanner.hash("log")]

  mutating func open(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into slip: inout WrapperSlip
  ) -> WrapperFit {
    guard !range.isEmpty, bytes[range.lowerBound] == 0x7B else { return .other }
    var ranks: (text: UInt8, time: UInt8, service: UInt8) = (.max, .max, .max)
    scanner.begin(range, wanted: objects)
    while true {
      switch scanner.next(bytes) {
      case .malformed: return .malformed
      case .end:
        if ranks.text != .max { return .opened }
        guard let (path, place) = scanner.wantedObject,
          path == payload || ranks.service != .max
        else { return .other }
        slip.text = place
        return .opened
      case .member(let member):
        guard let entry = table.lookup(member.path), member.kind.isScalar else { continue }
        switch entry.field {
        case .text where entry.rank < ranks.text:
          guard case .string(let hasEscapes) = member.kind else { continue }
          slip.text = member.value
          slip.escaping = hasEscapes ? .json : .none
          ranks.text = entry.rank
        case .time where entry.rank < ranks.time:
          slip.time = member.value
          slip.timeForm = isNumber(bytes, member.value) ? .epoch : .iso
          ranks.time = entry.rank
        case .service where entry.rank < ranks.service:
          slip.service = member.value
          ranks.service = entry.rank
        default: break
        }
      }
    }
  }

  private func isNumber(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
    for index in range.range where !isDigit(bytes[index]) && bytes[index] != 0x2E { return false }
    return true
  }
}

/// The JSON lines of journald: all values are strings, but for text that is not UTF-8.
///
/// Source: https://systemd.io/JOURNAL_EXPORT_FORMATS/
struct JournalWrapper: Wrapper {
  static var copiesText: Bool { true }
  static var namesServices: Bool { true }
  static var serviceForm: ServiceForm { .unit }

  private var scanner = JSONScanner()
  private let message = JSONScanner.hash("MESSAGE")
  private let received = JSONScanner.hash("__REALTIME_TIMESTAMP")
  private let sent = JSONScanner.hash("_SOURCE_REALTIME_TIMESTAMP")
  private let names = [
    JSONScanner.hash("CONTAINER_NAME"), JSONScanner.hash("SYSLOG_IDENTIFIER"),
    JSONScanner.hash("_SYSTEMD_UNIT"), JSONScanner.hash("_COMM"),
  ]

  mutating func open(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into slip: inout WrapperSlip
  ) -> WrapperFit {
    guard !range.isEmpty, bytes[range.lowerBound] == 0x7B else { return .other }
    var rank = names.count
    var isEntry = false
    var hasSent = false
    slip.timeForm = .epoch
    scanner.begin(range)
    while true {
      switch scanner.next(bytes) {
      case .malformed: return .malformed
      case .end: return isEntry ? .opened : .other
      case .member(let member):
        switch member.path {
        case message: take(member, into: &slip)
        case received, sent:
          if member.path == received { isEntry = true }
          // When a line was sent says more than when it was received.
          if member.path == sent || !hasSent { slip.time = member.value }
          if member.path == sent { hasSent = true }
        default:
          guard member.kind.isScalar, let place = names.firstIndex(of: member.path), place < rank
          else { continue }
          rank = place
          slip.service = member.value
        }
      }
    }
  }

  private func take(_ member: JSONScanner.Member, into slip: inout WrapperSlip) {
    switch member.kind {
    case .string(let hasEscapes):
      slip.text = member.value
      slip.escaping = hasEscapes ? .json : .none
    case .array:
      slip.text = member.value
      slip.escaping = .byteList
    case .number, .literal: break
    }
  }
}
