// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// How the name in a wrapper becomes that of a service.
enum ServiceForm {
  case plain
  /// A container of Compose: `shop-web-1` is `shop-web`.
  case replica
  /// A pod: `cart-7d9f8b6c5d-x2k4p` is `cart`.
  case pod
  /// A stream of CloudWatch: `ecs/web/0f1a…` is `web`.
  case stream
  /// A log group: `/aws/ecs/cart` is `cart`.
  case group
  /// A unit of systemd: `nginx.service` is `nginx`.
  case unit

  func name(_ raw: [UInt8]) -> [UInt8] {
    switch self {
    // The identity of a container is no name.
    case .plain: isIdentity(raw[...]) ? [] : raw
    case .replica: withoutReplica(raw)
    case .pod:
      Array((WorkloadName.plain(String(decoding: raw, as: UTF8.self), kind: "Pod") ?? "").utf8)
    case .stream: streamName(raw)
    case .group: Array(raw.split(separator: 0x2F).last ?? [])
    case .unit: withoutSuffix(raw, ".service")
    }
  }

  private func isIdentity(_ text: ArraySlice<UInt8>) -> Bool {
    text.count >= 12 && text.allSatisfy(isHexDigit) && text.contains(where: isDigit)
  }

  private func withoutReplica(_ raw: [UInt8]) -> [UInt8] {
    guard let dash = raw.lastIndex(where: { $0 == 0x2D || $0 == 0x5F }), dash > 0,
      dash + 1 < raw.count, raw[(dash + 1)...].allSatisfy(isDigit)
    else { return raw }
    return Array(raw[..<dash])
  }

  private func withoutSuffix(_ raw: [UInt8], _ suffix: String) -> [UInt8] {
    let end = Array(suffix.utf8)
    guard raw.count > end.count, raw.suffix(end.count).elementsEqual(end) else { return raw }
    return Array(raw.dropLast(end.count))
  }

  /// What ECS writes: a prefix, the container's name and the identity of the task.
  private func streamName(_ raw: [UInt8]) -> [UInt8] {
    let parts = raw.split(separator: 0x2F)
    guard parts.count == 3, isIdentity(parts[2].filter { $0 != 0x2D }[...]) else { return [] }
    return Array(parts[1])
  }
}

/// The service names of one content's wrappers, shared by all of its levels.
///
/// At most `maxNames` of them; lines with further ones have none.
final class WrapperServices {
  private static let maxNames = 4096

  /// Whether any level gives names, so that the column of services is written here.
  let areGiven: Bool
  /// What tells the year of stamps that state none.
  let year: YearHint?
  /// Lines of this batch that were put together of several or were one of several in a line: what
  /// stands in their place of the content is not their text.
  var joined: [Int64] = []
  private var raw = ValueTable(maxEntries: maxNames)
  private var names: [[UInt8]] = []
  private var lastRaw: [UInt8] = []
  private var lastNumber: Int32 = -1

  // The column of services, numbered anew.
  private var table = ValueTable(maxEntries: 1 << 16)
  /// What the parser inside calls its services, and their numbers here.
  private var innerValues: [[UInt8]] = []
  private var innerNumbers: [Int32] = []
  private var ownNumbers: [Int32] = []

  init(areGiven: Bool, year: YearHint? = nil) {
    self.areGiven = areGiven
    self.year = year
  }

  /// The number of the name at `range`; -1 for none.
  func number(_ bytes: Span<UInt8>, _ range: ByteRange, _ form: ServiceForm) -> Int32 {
    if range.isEmpty { return -1 }
    if range.count == lastRaw.count, isLast(bytes, range) { return lastNumber }
    lastRaw.removeAll(keepingCapacity: true)
    copyBytes(bytes, range.range, to: &lastRaw)
    lastNumber = number(lastRaw, form)
    return lastNumber
  }

  func number(_ name: [UInt8], _ form: ServiceForm) -> Int32 {
    switch raw.place(name[...]) {
    case .known(let number): return names[number].isEmpty ? -1 : Int32(number)
    case .added(let number):
      names.append(form.name(name))
      ownNumbers.append(DictionaryColumn.absent)
      return names[number].isEmpty ? -1 : Int32(number)
    case .refused: return -1
    }
  }

  @inline(__always)
  private func isLast(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
    var index = Int(range.start)
    for byte in lastRaw {
      guard bytes[index] == byte else { return false }
      index += 1
    }
    return true
  }

  // MARK: - The column

  /// Appends to `column` the services of rows that the parser inside gave, else those of the wrapper.
  ///
  /// `names` are the numbers of the wrapper's names by row.
  func append(
    _ inner: DictionaryColumn, _ names: (_ row: Int) -> Int32, to column: inout DictionaryColumn
  ) {
    for row in 0..<inner.newValues.count {
      innerValues.append(Array(inner.newValues.value(row)))
      innerNumbers.append(DictionaryColumn.absent)
    }
    for (row, id) in inner.ids.enumerated() {
      if id >= 0, Int(id) < innerValues.count {
        append(innerValues[Int(id)], knownAs: &innerNumbers[Int(id)], to: &column)
      } else if id < DictionaryColumn.absent {
        column.append(Array(inner.inline.value(Int(-2 - id))), numberedBy: &table)
      } else if case let name = names(row), name >= 0 {
        append(self.names[Int(name)], knownAs: &ownNumbers[Int(name)], to: &column)
      } else {
        column.appendAbsent()
      }
    }
  }

  @inline(__always)
  private func append(
    _ value: [UInt8], knownAs number: inout Int32, to column: inout DictionaryColumn
  ) {
    if number >= 0 { return column.append(id: number) }
    column.append(value, numberedBy: &table)
    number = max(DictionaryColumn.absent, column.ids.last ?? DictionaryColumn.absent)
  }

  // MARK: - Paths

  /// The container or workload whose file lies at `path`, as Kubernetes names its files.
  static func name(path: String) -> [UInt8]? {
    let parts = path.split(separator: "/")
    if parts.count >= 3 {
      // `<namespace>_<pod>_<uid>/<container>/<restart>.log`
      let pod = parts[parts.count - 3].split(separator: "_")
      if pod.count == 3, pod[2].utf8.count >= 32 { return workload(pod[1]) }
    }
    // `<pod>_<namespace>_<container>-<64 hex digits>.log`
    guard let file = parts.last?.split(separator: "_"), file.count == 3,
      let identity = file[2].split(separator: "-").last?.split(separator: ".").first,
      identity.utf8.count == 64, identity.utf8.allSatisfy(isHexDigit)
    else { return nil }
    return workload(file[0])
  }

  private static func workload(_ pod: Substring) -> [UInt8]? {
    WorkloadName.plain(String(pod), kind: "Pod").map { Array($0.utf8) }
  }
}
