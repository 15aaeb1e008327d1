// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import FoundationEssentials
import RecountModel

/// The shapes in which Grafana gives annotations: a list, or one alone.
enum GrafanaDocument {
  static func decode(_ bytes: [UInt8]) -> [[GrafanaAnnotation]]? {
    if bytes.isJSONList {
      guard let list = bytes.decoded(as: [GrafanaAnnotation].self), !list.isEmpty,
        list.contains(where: { $0.time != nil })
      else { return nil }
      return [list]
    }
    guard let single = bytes.decoded(as: GrafanaAnnotation.self), single.time != nil else {
      return nil
    }
    return [[single]]
  }
}

/// An annotation; its members are named as Grafana names them.
struct GrafanaAnnotation: Decodable {
  var id: LooseInteger?
  var time: LooseInteger?
  var timeEnd: LooseInteger?
  var text: String?
  var tags: Lenient<[String]>?
  var alertName: Lenient<String>?
  var newState: String?
  var prevState: String?

  /// A state without the remark that newer versions put after it: `Normal (MissingSeries)`.
  private static func state(_ text: String?) -> String {
    let word = (text ?? "").split(separator: "(").first ?? ""
    return word.lowercased().split(separator: " ").joined(separator: " ")
  }

  private var isDeployment: Bool {
    let words = (tags?.value ?? []).flatMap { tag in
      tag.lowercased().split { !$0.isLetter && !$0.isNumber }
    }
    return words.contains { $0.hasPrefix("deploy") || $0.hasPrefix("release") }
  }

  var kind: Milestone.Kind {
    let state = GrafanaAnnotation.state(newState)
    if !state.isEmpty {
      return state == "alerting" && GrafanaAnnotation.state(prevState) != state ? .alerted : .note
    }
    return isDeployment ? .deployed : .note
  }

  var milestoneText: String {
    let state = GrafanaAnnotation.state(newState)
    let words = RecordText.first(
      text, alertName?.value, tags?.value?.joined(separator: ", "), "annotation")
    guard !state.isEmpty else { return RecordText.line(words) }
    let before = GrafanaAnnotation.state(prevState)
    return RecordText.joined(
      before.isEmpty ? "alert \(state)" : "alert \(state) after \(before)", words)
  }
}
