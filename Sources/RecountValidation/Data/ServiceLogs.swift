// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis
package import RecountModel

/// The logs of the services of a shop around faults that were injected into one service each.
package struct ServiceLogs {
  /// A fault: when, of which kind, and the service it was injected into.
  package struct Fault: Sendable {
    package var time: Timestamp
    package var kind: String
    package var service: String

    /// The minutes in which the fault shows: it lasts longer than its logs were kept.
    package var window: TimeRange { TimeRange(start: time, end: time + .minutes(3)) }
  }

  /// Lines of one service, mined together.
  package struct Service {
    package var table = TokenRowTable()
    /// Time and row of each line.
    package var lines: [(time: Timestamp, row: Int)] = []
  }

  package private(set) var services: [String: Service] = [:]
  package private(set) var faults: [Fault] = []
  /// Minutes of which logs are at hand.
  package private(set) var covered: [TimeRange] = []

  private static let folder = "services/nezha"

  package static var isThere: Bool { SharedData.has(folder) }

  package init() {
    let files = SharedData.files(Self.folder, suffix: ".gz")
    for file in files {
      for line in SharedData.bytes(file).split(separator: 0x0A).dropFirst() { append(line) }
    }
    readFaults(SharedData.text("\(Self.folder)/fault_list.json"))
    let times = services.values.flatMap { $0.lines.map(\.time) }
    let minutes = Set(times.map { $0.floored(to: .minute) }).sorted()
    covered = minutes.map { TimeRange(start: $0, end: $0 + .minute) }
    faults.removeAll { fault in !covered.contains { $0.contains(fault.time) } }
  }

  /// Columns: time, nanoseconds, node, pod, container, trace, span, and the line as JSON.
  private mutating func append(_ line: ArraySlice<UInt8>) {
    let fields = line.split(separator: 0x2C, maxSplits: 7, omittingEmptySubsequences: false)
    guard fields.count == 8, let nanoseconds = Int64(String(decoding: fields[1], as: UTF8.self)),
      let hash = fields[7].firstIndex(of: 0x23), let end = fields[7][hash...].firstIndex(of: 0x20)
    else { return }
    var text = fields[7][(end + 1)...]
    if text.starts(with: "TraceID: ".utf8) {
      for _ in 0..<4 { text = text.drop { $0 != 0x20 }.dropFirst() }
    }
    let tail = Array("\\n".utf8)
    let close = text.indices.last { text[$0...].starts(with: tail) } ?? text.endIndex
    let name = Self.service(String(decoding: fields[3], as: UTF8.self))
    if let row = services[name, default: Service()].table.insert(text[..<close]) {
      services[name]?.lines.append((Timestamp(microseconds: nanoseconds / 1_000), row))
    }
  }

  /// A pod's name without the hashes of its replica set and of itself.
  private static func service(_ pod: String) -> String {
    pod.split(separator: "-").dropLast(2).joined(separator: "-")
  }

  /// The members of the list by name; nothing else of its shape matters.
  private mutating func readFaults(_ json: String) {
    let parts = json.split(separator: "\"", omittingEmptySubsequences: false)
    var (time, pod): (Int64, String) = (0, "")
    for index in parts.indices where index + 2 < parts.count {
      let value = String(parts[index + 2])
      switch parts[index] {
      case "inject_timestamp": time = Int64(value) ?? 0
      case "inject_pod": pod = value
      case "inject_type":
        faults.append(
          Fault(time: Timestamp(seconds: time), kind: value, service: Self.service(pod)))
      default: break
      }
    }
  }
}
