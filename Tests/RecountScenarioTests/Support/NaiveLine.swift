// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountScenario

/// Reads just enough of a generated line to count it: slow, and not the code under test.
struct NaiveLine {
  /// Microseconds since the epoch, at the end of the event where the format tells it.
  var time: Int64
  var isFailed: Bool
  var isTrial = true

  init?(_ line: ArraySlice<UInt8>, format: ScenarioService.Format) {
    let text = String(decoding: line, as: UTF8.self)
    switch format {
    case .nginx, .vhost: self.init(combined: text)
    case .ecs: self.init(ecs: text)
    case .envoy: self.init(envoy: text)
    case .alb: self.init(alb: text)
    case .bitbucketSteps: self.init(step: text)
    }
  }

  private init(time: Timestamp, status: Int) {
    self.time = time.microseconds
    isFailed = status >= 500 || status == 429
  }

  private init?(combined text: String) {
    guard let open = text.range(of: " ["), let close = text.range(of: "] \""),
      let end = text.range(of: #"" [0-9]{3} [0-9-]+ ""#, options: .regularExpression),
      let status = Int(text[end].dropFirst(2).prefix(3))
    else { return nil }
    let stamp = text[open.upperBound..<close.lowerBound]
    guard let time = NaiveLine.logTime(stamp) else { return nil }
    self.init(time: time, status: status)
  }

  private init?(ecs text: String) {
    guard let object = NaiveLine.object(text), let stamp = object["@timestamp"] as? String,
      let time = Timestamp(parsing: stamp),
      let status = object["http.response.status_code"] as? Int
    else { return nil }
    self.init(time: time, status: status)
  }

  private init?(envoy text: String) {
    guard let close = text.firstIndex(of: "]"),
      let time = Timestamp(parsing: String(text[text.index(after: text.startIndex)..<close])),
      let quote = text.range(of: "\" ", range: text.index(close, offsetBy: 3)..<text.endIndex)
    else { return nil }
    let words = text[quote.upperBound...].split(separator: " ")
    guard let status = Int(words[0]), let duration = Int64(words[4]) else { return nil }
    self.init(time: time + TimeSpan(microseconds: duration * 1000), status: status)
  }

  private init?(alb text: String) {
    let words = text.split(separator: " ", maxSplits: 12)
    guard words.count == 13, let time = Timestamp(parsing: String(words[1])),
      let status = Int(words[8])
    else { return nil }
    self.init(time: time, status: status)
  }

  private init?(step text: String) {
    guard let object = NaiveLine.object(text), let stamp = object["completed_on"] as? String,
      let time = Timestamp(parsing: stamp), let state = object["state"] as? [String: Any],
      let result = state["result"] as? [String: Any], let name = result["name"] as? String
    else { return nil }
    self.time = time.microseconds
    isFailed = ["FAILED", "ERROR", "EXPIRED"].contains(name)
    isTrial = name != "NOT_RUN"
  }

  private static func object(_ text: String) -> [String: Any]? {
    try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
  }

  /// Reads `16/Dec/2022:10:07:31 +0000`.
  private static func logTime(_ text: Substring) -> Timestamp? {
    guard text.hasPrefix("15/Dec/2022:") || text.hasPrefix("16/Dec/2022:") else { return nil }
    return Timestamp(parsing: "2022-12-\(text.prefix(2))T\(text.dropFirst(12).prefix(8))Z")
  }
}
