// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Reads one row of a W3C extended log by the columns of its header.
struct W3CRow {
  /// Longest step back in time that is no midnight, in microseconds.
  private static let longestStepBack: Int64 = 12 * 3_600_000_000
  private static let dayLength: Int64 = 86_400_000_000

  private var scan = LocalTimeScan()
  /// Midnight of rows without a date, and the last clock time under it.
  private var midnight: Int64?
  private var lastClock: Int64 = 0

  private var date: Int64?
  private var clock: Int64?
  private var stamp: Int64?
  private(set) var cause = W3CCause()
  private var method = ByteRange.absent
  private var uri = ByteRange.absent
  private var viewedHost = ByteRange.absent
  private var forwarded = ByteRange.absent

  /// Begins anew at the day of a header.
  mutating func begin(day: Int?) {
    midnight = day.map { Int64($0) * W3CRow.dayLength }
    lastClock = 0
  }

  /// Reads the row at `range`; nil when it could, else why not.
  ///
  /// Spaces side by side part two values once, because a value that is missing is a dash; between tabs a
  /// value can be empty and hold spaces. A row with more or fewer values than columns is told as that,
  /// even where a value that was shifted did not fit its column.
  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ header: W3CHeader,
    into fields: inout RequestFields
  ) -> RejectReason? {
    guard let columns = header.columns, columns.hasStatus else { return .missingField }
    reset()
    let kinds = columns.columns
    let scale = header.durationScale
    let end = range.upperBound
    let isTabbed = isTabbed(bytes, range)
    let separator: UInt8 = isTabbed ? 0x09 : 0x20
    var cursor = range.lowerBound
    var count = 0
    var misfit: W3CColumn?
    while cursor < end {
      if !isTabbed, bytes[cursor] == 0x20 {
        cursor += 1
        continue
      }
      guard count < kinds.count else { return .malformedField }
      let value: ByteRange
      if bytes[cursor] == 0x22 {
        guard let close = quoteEnd(bytes, cursor + 1, end, separator) else {
          return .malformedField
        }
        value = ByteRange(cursor + 1, close)
        cursor = close + 2
      } else {
        let stop = firstIndex(of: separator, in: bytes, cursor..<end) ?? end
        value = ByteRange(cursor, stop)
        cursor = stop + 1
      }
      if misfit == nil, !take(bytes, value, kinds[count], scale, into: &fields) {
        misfit = kinds[count]
      }
      count += 1
    }
    // Behind the last tab stands a value that is empty.
    if isTabbed, bytes[end - 1] == 0x09 { count += 1 }
    guard count == kinds.count else { return .missingField }
    if let misfit { return reason(misfit) }
    return finish(bytes, header, columns, into: &fields)
  }

  private mutating func reset() {
    date = nil
    clock = nil
    stamp = nil
    cause = W3CCause()
    method = .absent
    uri = .absent
    viewedHost = .absent
    forwarded = .absent
  }

  private func reason(_ column: W3CColumn) -> RejectReason {
    switch column {
    case .date, .time, .localDate, .localTime, .stamp: .malformedTime
    case .status: .malformedStatus
    default: .malformedField
    }
  }

  // MARK: - Values

  /// Takes the value of a column; false when it has not the form of the column.
  @inline(__always)
  private mutating func take(
    _ bytes: Span<UInt8>, _ value: ByteRange, _ column: W3CColumn, _ scale: Int?,
    into fields: inout RequestFields
  ) -> Bool {
    if column == .other { return true }
    if value.isEmpty || bytes.isDash(value) { return true }
    switch column {
    case .date, .localDate:
      guard value.count == 10,
        let days = scan.date(bytes, at: Int(value.start), end: Int(value.end))
      else { return false }
      date = Int64(days) * W3CRow.dayLength
    case .time, .localTime:
      guard
        let (micros, next) = LocalTimeScan.clock(
          bytes, at: Int(value.start), end: Int(value.end)), next == Int(value.end)
      else { return false }
      clock = micros
    case .stamp:
      guard let micros = TimeScan.epoch(bytes, value) else { return false }
      stamp = micros
    case .status: return fields.readStatus(bytes, value)
    case .bytes: if let count = bytes.integer(value) { fields.bodyBytes = count }
    case .duration:
      if let scale, let micros = bytes.duration(value, scale: scale) { fields.duration = micros }
    case .method: method = value
    case .stem: fields.target = value
    case .query: fields.query = value
    case .uri: uri = value
    case .version: if bytes.begins(value, with: "HTTP/") { fields.httpVersion = value }
    case .client: fields.client = value
    case .forwarded: forwarded = value
    case .user: fields.user = value
    case .agent: fields.agent = value
    case .referrer: fields.referrer = value
    case .host: fields.host = value
    case .viewedHost: viewedHost = value
    case .site: fields.service = value
    case .trace: fields.trace = value
    case .substatus: cause.substatus = value
    case .systemStatus: cause.systemStatus = value
    case .resultType: cause.resultType = value
    case .reason: cause.reason = value
    case .action: cause.action = value
    case .other: break
    }
    return true
  }

  /// Puts together what stands in several columns.
  private mutating func finish(
    _ bytes: Span<UInt8>, _ header: W3CHeader, _ columns: W3CColumns,
    into fields: inout RequestFields
  ) -> RejectReason? {
    guard let local = time(columns) else { return .malformedTime }
    fields.stamp = local &- Int64(header.offset ?? 0) &* 1_000_000
    fields.hasZone = !columns.isLocal || header.offset != nil
    if !viewedHost.isEmpty { fields.host = viewedHost }
    if !uri.isEmpty, fields.target.isEmpty { splitHost(bytes, into: &fields) }
    if !forwarded.isEmpty, fields.client.isEmpty { fields.client = forwarded }
    fields.method = method
    var isFTP = false
    if !method.isEmpty, bytes[Int(method.start)] == 0x5B,
      let close = firstIndex(of: 0x5D, in: bytes, method.range)
    {
      // `[3]sent` is a command of the third FTP session.
      fields.method = ByteRange(close + 1, Int(method.end))
      isFTP = true
    }
    cause.decide(bytes, isFTP: isFTP, into: &fields)
    return nil
  }

  /// The time of the row; rows without a date are of the header's day, or of the next once their clock
  /// has gone back by half a day.
  private mutating func time(_ columns: W3CColumns) -> Int64? {
    if let stamp, clock == nil { return stamp }
    guard let clock else { return nil }
    if let date { return date &+ clock }
    guard !columns.hasDate, var midnight else { return nil }
    if lastClock - clock > W3CRow.longestStepBack { midnight += W3CRow.dayLength }
    self.midnight = midnight
    lastClock = clock
    return midnight &+ clock
  }

  /// Takes the host off `www.example.com/page` and leaves other targets whole.
  private func splitHost(_ bytes: Span<UInt8>, into fields: inout RequestFields) {
    fields.target = uri
    guard bytes[Int(uri.start)] != 0x2F, !bytes.contains("://", in: uri),
      let slash = firstIndex(of: 0x2F, in: bytes, uri.range)
    else { return }
    if fields.host.isEmpty { fields.host = ByteRange(Int(uri.start), slash) }
    fields.target = ByteRange(slash, Int(uri.end))
  }

  // MARK: - Forms

  /// Whether a tab ends the first value.
  @inline(__always)
  private func isTabbed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let limit = min(range.upperBound, range.lowerBound + 64)
    guard let tab = firstIndex(of: 0x09, in: bytes, range.lowerBound..<limit) else { return false }
    return firstIndex(of: 0x20, in: bytes, range.lowerBound..<tab) == nil
  }

  /// The quote that closes a value: its separator or the end of the line follows.
  ///
  /// Two quotes side by side are one quote of the value.
  private func quoteEnd(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ separator: UInt8
  ) -> Int? {
    var from = start
    while let quote = firstIndex(of: 0x22, in: bytes, from..<end) {
      if quote + 1 == end || bytes[quote + 1] == separator { return quote }
      from = bytes[quote + 1] == 0x22 ? quote + 2 : quote + 1
    }
    return nil
  }
}
