// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountModel
import RecountReport

/// What a format makes of a text: what `recount parse` would print, and the book of its lines.
struct ParsedContent {
  private(set) var json: [UInt8] = []
  private(set) var tally = LineTally()
  private(set) var rejects: [Reject] = []
  private(set) var steps: [BuildStep] = []
  private(set) var jobs: [BuildJob] = []
  private(set) var milestones: [Milestone] = []
  private(set) var routes: [String] = []
  private(set) var quality = TimeQuality.exact

  init(_ text: String, as format: LogFormat, path: String = "example") {
    self.init([LineBatches.whole(Array(text.utf8))], as: format, path: path)
  }

  init(_ batches: [LineBatch], as format: LogFormat, path: String = "example") {
    let parser = format.makeParser(ParserContext(path: path, keepsExtra: true))
    var printer = EventJSON(
      source: nil, service: nil, statesUpstream: format.statesUpstream)
    var knownRoutes: [String] = []
    for batch in batches.map(Optional.some) + [nil] {
      var events = EventBatch()
      if let batch { parser.parse(batch, into: &events) } else { parser.finish(into: &events) }
      collect(events, &knownRoutes)
      json += printer.lines(events)
    }
  }

  private mutating func collect(_ events: EventBatch, _ knownRoutes: inout [String]) {
    tally += events.tally
    rejects += events.rejects
    steps += events.steps
    jobs += events.jobs
    milestones += events.milestones
    if events.timeQuality.rawValue > quality.rawValue { quality = events.timeQuality }
    let column = events.requests.route
    for row in 0..<column.newValues.count { knownRoutes.append(column.newValues.text(row)) }
    for id in column.ids { routes.append(id >= 0 ? knownRoutes[Int(id)] : "") }
  }

  var closes: Bool { tally.closes && Int64(rejects.count) == tally.rejects }

  /// The printed objects, one string each.
  var lines: [String] {
    String(decoding: json, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// The printed objects without the members that tell their place.
  var objects: [String] {
    lines.map {
      $0.replacing(/"(line|offset)":\d+,/, with: "")
    }
  }

  /// The members of each printed object as text; nested names are dotted, lists joined by commas.
  var members: [[String: String]] {
    lines.map { line in
      let value = try? JSONSerialization.jsonObject(with: Data(line.utf8))
      var members: [String: String] = [:]
      flatten(value as? [String: Any] ?? [:], "", into: &members)
      return members
    }
  }

  private func flatten(
    _ object: [String: Any], _ prefix: String, into members: inout [String: String]
  ) {
    for (name, value) in object {
      switch value {
      case let nested as [String: Any]: flatten(nested, prefix + name + ".", into: &members)
      case let list as [Any]: members[prefix + name] = list.map { "\($0)" }.joined(separator: ",")
      default: members[prefix + name] = "\(value)"
      }
    }
  }
}
