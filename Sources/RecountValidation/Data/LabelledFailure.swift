// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis
import RecountModel

/// A labelled failure of a real service: counts per minute and leaf, and the values that explain it.
package struct LabelledFailure {
  /// Minutes before the labelled one that make the base.
  package static let baseMinutes = 10

  package var name = ""
  package var minute = 0
  package var file = ""
  /// The sets that people named, any of which is right.
  package var causes: [Set<Attribution.Term>] = []

  /// Reads the label file: a list of cases, `cause` being one map or a list of maps.
  package static func cases(_ text: String) -> [LabelledFailure] {
    var cases: [LabelledFailure] = []
    for line in text.split(separator: "\n") {
      var words = line.drop { $0 == " " }
      let indent = line.count - words.count
      let isItem = words.hasPrefix("- ")
      if isItem { words = words.dropFirst(2) }
      let pair = words.split(separator: ":", maxSplits: 1).map { part in
        String(part).trimmed
      }
      guard let key = pair.first else { continue }
      let value = pair.count > 1 ? pair[1] : ""
      if indent == 0, isItem {
        cases.append(LabelledFailure(name: value))
      } else if let last = cases.indices.last {
        switch key {
        case "timestamp" where !isItem && indent == 2: cases[last].minute = Int(value) ?? 0
        case "file" where !isItem && indent == 2: cases[last].file = value
        case "cause" where !isItem && indent == 2: break
        default:
          if isItem || cases[last].causes.isEmpty { cases[last].causes.append([]) }
          cases[last].causes[cases[last].causes.count - 1].insert(Attribution.Term(key, value))
        }
      }
    }
    return cases
  }

  /// The labelled minute against the minutes before it.
  package func input(baseMinutes: Int = Self.baseMinutes) throws -> AttributionInput {
    let lines = SharedData.text("metrics/rs/\(file)").split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let header = lines.first ?? []
    let counts = ["min", "value", "cnt"].map { name in header.firstIndex(of: name) ?? 0 }
    let columns = header.indices.filter { !counts.contains($0) }
    let minutes = Set(lines.dropFirst().compactMap { Int($0[counts[0]]) }.filter { $0 < minute })
      .sorted().suffix(baseMinutes)
    var values = columns.map { _ in [String: Int]() }
    var leaves: [[Int]: AttributionInput.Leaf] = [:]
    for line in lines.dropFirst() {
      let time = Int(line[counts[0]]) ?? 0
      guard time == minute || minutes.contains(time) else { continue }
      let key = columns.indices.map { index in
        let name = line[columns[index]]
        let code = values[index][name] ?? values[index].count
        values[index][name] = code
        return code
      }
      leaves[key, default: Self.empty(key)].add(
        failed: Int64(line[counts[1]]) ?? 0, total: Int64(line[counts[2]]) ?? 0,
        isBase: time != minute)
    }
    return AttributionInput(
      service: name, unit: .request,
      dimensions: columns.indices.map { index in
        AttributionInput.Dimension(
          name: header[columns[index]],
          values: values[index].sorted { $0.value < $1.value }.map(\.key))
      }, leaves: Array(leaves.values))
  }
}

extension LabelledFailure {
  private static func empty(_ values: [Int]) -> AttributionInput.Leaf {
    AttributionInput.Leaf(values: values, failed: 0, total: 0, baseFailed: 0, baseTotal: 0)
  }
}

extension AttributionInput.Leaf {
  fileprivate mutating func add(failed more: Int64, total trials: Int64, isBase: Bool) {
    if isBase {
      baseFailed += more
      baseTotal += trials
    } else {
      failed += more
      total += trials
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while let last = text.last, last == " " || last == "'" || last == "\"" { text.removeLast() }
    while let first = text.first, first == " " || first == "'" || first == "\"" {
      text.removeFirst()
    }
    return String(text)
  }
}
