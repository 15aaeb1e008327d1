// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Writes the fields of lines as rows of columns, repeated values as dictionary numbers.
///
/// Lines are written in blocks, column by column: each loop does one thing, and the look-ups of a
/// column wait for the memory together instead of one after the other.
struct RequestWriter {
  static var blockSize: Int { ValueTable.blockSize }
  /// Entries a column may have before further values travel inline.
  private static let maxEntries = 1 << 16

  private var services = ValueTable(maxEntries: maxEntries)
  private var methods = ValueTable(maxEntries: maxEntries)
  private var routes = ValueTable(maxEntries: maxEntries)
  private var httpVersions = ValueTable(maxEntries: maxEntries)
  private var upstreamStatuses = ValueTable(maxEntries: maxEntries)
  private var causes = ValueTable(maxEntries: maxEntries)
  private var clients = ValueTable(maxEntries: maxEntries)
  private var users = ValueTable(maxEntries: maxEntries)
  private var agents = ValueTable(maxEntries: maxEntries)
  private var referrers = ValueTable(maxEntries: maxEntries)
  private var hosts = ValueTable(maxEntries: maxEntries)
  private let template = RouteTemplate()
  private let causeNames = Cause.allCases.map { Array($0.name.utf8) }

  private var places = BlockPlaces()
  private var paths = BlockPlaces()
  private var queries = BlockPlaces()
  /// Routes of a block, one behind the other.
  private var folded: [UInt8] = []

  /// Appends `count` rows from the front of `block`; places in them refer to `bytes`.
  mutating func append(
    _ block: [RequestFields], count: Int, _ bytes: Span<UInt8>, to rows: inout RequestColumns
  ) {
    precondition(count <= block.count && count <= RequestWriter.blockSize)
    appendNumbers(block, count, to: &rows)
    places.number(block, count, bytes, \.service, in: &services, to: &rows.service)
    places.number(block, count, bytes, \.method, in: &methods, to: &rows.method)
    places.number(block, count, bytes, \.httpVersion, in: &httpVersions, to: &rows.httpVersion)
    places.number(
      block, count, bytes, \.upstreamStatuses, in: &upstreamStatuses, to: &rows.upstreamStatuses)
    places.number(block, count, bytes, \.client, in: &clients, to: &rows.client)
    places.number(block, count, bytes, \.user, in: &users, to: &rows.user)
    places.number(block, count, bytes, \.agent, in: &agents, to: &rows.agent)
    places.number(block, count, bytes, \.referrer, in: &referrers, to: &rows.referrer)
    for row in 0..<count { appendCause(block[row].cause, to: &rows.cause) }
    rows.attributes.appendAbsent(count)
    places.append(block, count, bytes, \.trace, to: &rows.trace)
    appendTargets(block, count, bytes, to: &rows)
  }

  private func appendNumbers(
    _ block: [RequestFields], _ count: Int, to rows: inout RequestColumns
  ) {
    append(block, count, \.line, to: &rows.line)
    append(block, count, \.byteOffset, to: &rows.byteOffset)
    append(block, count, \.start, to: &rows.start)
    append(block, count, \.end, to: &rows.end)
    append(block, count, \.status, to: &rows.status)
    append(block, count, \.outcome.rawValue, to: &rows.outcome)
    append(block, count, \.bodyBytes, to: &rows.bodyBytes)
    append(block, count, \.duration, to: &rows.duration)
    append(block, count, \.upstreamDuration, to: &rows.upstreamDuration)
    append(block, count, \.unstated, to: &rows.unstated)
  }

  @inline(__always)
  private func append<Value>(
    _ block: [RequestFields], _ count: Int, _ field: KeyPath<RequestFields, Value>,
    to column: inout [Value]
  ) {
    column.append(addingCapacity: count) { output in
      for row in 0..<count { output.append(block[row][keyPath: field]) }
    }
  }

  private mutating func appendCause(_ cause: Cause, to column: inout DictionaryColumn) {
    if cause == .none { return column.appendAbsent() }
    column.append(causeNames[Int(cause.rawValue)], numberedBy: &causes)
  }

  // MARK: - Targets

  /// Splits request targets into host, path and query.
  private mutating func appendTargets(
    _ block: [RequestFields], _ count: Int, _ bytes: Span<UInt8>, to rows: inout RequestColumns
  ) {
    folded.removeAll(keepingCapacity: true)
    for row in 0..<count {
      var start = Int(block[row].target.start)
      let end = Int(block[row].target.end)
      var host = block[row].host
      if start < end, bytes[start] != 0x2F, let authority = authority(bytes, start, end) {
        if host.isEmpty { host = authority }
        start = Int(authority.end)
      }
      if host.isEmpty {
        rows.host.appendAbsent()
      } else {
        rows.host.append(bytes, host.range, numberedBy: &hosts)
      }
      let mark = firstIndex(of: 0x3F, in: bytes, start..<end) ?? end
      paths.set(row, start..<mark)
      let stated = block[row].query
      queries.set(row, stated.isEmpty ? min(mark + 1, end)..<end : stated.range)
      let before = folded.count
      template.fold(bytes, start..<mark, to: &folded)
      places.set(row, before..<folded.count)
    }
    paths.append(bytes, count, to: &rows.path)
    queries.append(bytes, count, to: &rows.query)
    places.number(folded, count, in: &routes, to: &rows.route)
  }

  /// The host of an absolute target such as `https://shop.example:443/cart`.
  private func authority(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> ByteRange? {
    guard let colon = firstIndex(of: 0x3A, in: bytes, start..<end),
      bytes.hasPrefix("://", at: colon), colon - start <= 8
    else { return nil }
    let hostStart = colon + 3
    guard hostStart <= end else { return nil }
    var hostEnd = hostStart
    while hostEnd < end, bytes[hostEnd] != 0x2F, bytes[hostEnd] != 0x3F { hostEnd += 1 }
    return ByteRange(hostStart, hostEnd)
  }
}

/// Where one column's values of a block stand.
private struct BlockPlaces {
  private var starts = Array(repeating: Int32(0), count: RequestWriter.blockSize)
  private var ends = Array(repeating: Int32(0), count: RequestWriter.blockSize)

  @inline(__always)
  mutating func set(_ row: Int, _ range: Range<Int>) {
    starts[row] = Int32(truncatingIfNeeded: range.lowerBound)
    ends[row] = Int32(truncatingIfNeeded: range.upperBound)
  }

  /// Takes the places of a field; whether any row has it.
  @inline(__always)
  private mutating func take(
    _ block: [RequestFields], _ count: Int, _ field: KeyPath<RequestFields, ByteRange>
  ) -> Bool {
    var hasValues = false
    for row in 0..<count {
      let range = block[row][keyPath: field]
      starts[row] = range.start
      ends[row] = range.end
      hasValues = hasValues || !range.isEmpty
    }
    return hasValues
  }

  @inline(__always)
  mutating func number(
    _ block: [RequestFields], _ count: Int, _ bytes: Span<UInt8>,
    _ field: KeyPath<RequestFields, ByteRange>, in table: inout ValueTable,
    to column: inout DictionaryColumn
  ) {
    guard take(block, count, field) else { return column.appendAbsent(count) }
    column.append(
      bytes, starts.span.extracting(first: count), ends.span.extracting(first: count),
      numberedBy: &table)
  }

  @inline(__always)
  mutating func append(
    _ block: [RequestFields], _ count: Int, _ bytes: Span<UInt8>,
    _ field: KeyPath<RequestFields, ByteRange>, to column: inout TextColumn
  ) {
    _ = take(block, count, field)
    append(bytes, count, to: &column)
  }

  func append(_ bytes: Span<UInt8>, _ count: Int, to column: inout TextColumn) {
    column.append(bytes, starts.span.extracting(first: count), ends.span.extracting(first: count))
  }

  /// Numbers texts that stand one behind the other.
  func number(
    _ texts: [UInt8], _ count: Int, in table: inout ValueTable, to column: inout DictionaryColumn
  ) {
    column.append(
      texts.span, starts.span.extracting(first: count), ends.span.extracting(first: count),
      numberedBy: &table)
  }
}

extension RequestFields {
  /// When the request began: its stamp where that is the start; else the stated start, unless a
  /// coarser end lies before it, or as much before the end as it took.
  @inline(__always)
  var start: Int64 {
    if stampKind == .start { return stamp }
    if let stated = statedStart, stated <= stamp { return stated }
    return stamp &- max(0, duration)
  }

  @inline(__always)
  var unstated: UInt8 {
    (hasZone ? 0 : UnstatedPart.zone) | (hasYear ? 0 : UnstatedPart.year)
  }

  @inline(__always)
  var end: Int64 {
    stampKind == .start ? stamp &+ max(0, duration) : stamp
  }
}
