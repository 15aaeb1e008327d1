// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// An event of Kubernetes, of core/v1 or of events.k8s.io, alone, in a list, or in a watch.
///
/// Source: https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
struct KubernetesEvent: Decodable {
  struct Subject: Decodable {
    var kind: String?
    var name: String?
  }

  private struct Metadata: Decodable {
    var creationTimestamp: String?
  }

  private struct Series: Decodable {
    var count: Int64?
    var lastObservedTime: String?
  }

  var subject: Subject
  var reason: String
  var message: String?
  var type: String?
  /// How often it was seen.
  var count: Int64
  var first: String?
  /// When it was seen last; nil when it was seen once.
  var last: String?

  private enum Key: String, CodingKey {
    case kind, metadata, involvedObject, regarding, reason, message, note, type, count
    case deprecatedCount, firstTimestamp, deprecatedFirstTimestamp, lastTimestamp
    case deprecatedLastTimestamp, eventTime, series
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    func text(_ keys: Key...) throws -> String? {
      for key in keys {
        if let text = try values.decodeIfPresent(String.self, forKey: key) { return text }
      }
      return nil
    }
    guard try text(.kind) ?? "Event" == "Event" else {
      throw DecodingError.dataCorruptedError(
        forKey: .kind, in: values, debugDescription: "no event")
    }
    subject =
      try values.decodeIfPresent(Subject.self, forKey: .involvedObject)
      ?? values.decode(Subject.self, forKey: .regarding)
    reason = try text(.reason) ?? ""
    message = try text(.message, .note)
    type = try text(.type)
    let series = try values.decodeIfPresent(Series.self, forKey: .series)
    count =
      try values.decodeIfPresent(Int64.self, forKey: .count) ?? series?.count
      ?? values.decodeIfPresent(Int64.self, forKey: .deprecatedCount) ?? 1
    // Both stamps are null where the time of the event is set.
    first =
      try text(.firstTimestamp, .deprecatedFirstTimestamp, .eventTime)
      ?? values.decodeIfPresent(Metadata.self, forKey: .metadata)?.creationTimestamp
    last = try text(.lastTimestamp) ?? series?.lastObservedTime ?? text(.deprecatedLastTimestamp)
  }

  /// What it means for the incident; nil for the ordinary life of a cluster.
  var kind: Milestone.Kind? {
    if reason == "ScalingReplicaSet" {
      return message?.hasPrefix("Scaled down") == true ? .note : .deployed
    }
    return type == "Warning" || reason == "Killing" ? .note : nil
  }
}

/// The shapes in which events are given.
struct KubernetesEventList: Decodable {
  var events: [KubernetesEvent]

  private enum Key: String, CodingKey {
    case items, object
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    if values.contains(.items) {
      events = try values.decode([KubernetesEvent].self, forKey: .items)
    } else if values.contains(.object) {
      events = [try values.decode(KubernetesEvent.self, forKey: .object)]
    } else {
      events = [try KubernetesEvent(from: decoder)]
    }
  }
}
