// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Reads the members of one line, whatever syntax they stand in, as the fields of a request.
struct MemberReader<Flavour: RequestFlavour> {
  private(set) var seen = MemberFields()
  private(set) var evidence = MemberEvidence()
  /// The line with unescaped values behind it, when a value had to be unescaped.
  private(set) var decoded: [UInt8] = []
  private var moments = MomentScan()
  /// Rank of the name that each field was taken from; lower wins.
  private var ranks = [UInt8](repeating: .max, count: MemberField.allCases.count)
  private var durationField = UInt8.max
  private var unitless = ByteRange.absent
  private var requestLine = ByteRange.absent
  private var day = ByteRange.absent
  private var clock = ByteRange.absent
  /// Whether the stamp has more digits than whole seconds.
  private var isFine = false
  /// Whether a member for the status has a value that is none.
  private var hasOddStatus = false
  private var line = 0..<0
  private let keys = Flavour.keys

  /// Forgets the line before.
  mutating func begin(_ range: Range<Int>) {
    seen = MemberFields()
    evidence = MemberEvidence()
    decoded.removeAll(keepingCapacity: true)
    durationField = .max
    requestLine = .absent
    isFine = false
    hasOddStatus = false
    line = range
  }

  @inline(__always)
  mutating func take(
    _ bytes: Span<UInt8>, _ member: JSONScanner.Member, into fields: inout RequestFields
  ) {
    guard let entry = keys.lookup(member.path) else { return }
    let index = Int(entry.field.rawValue)
    if seen.contains(entry.field), entry.rank >= ranks[index] { return }
    guard read(bytes, member, entry.field, into: &fields) else { return }
    seen.insert(entry.field)
    ranks[index] = entry.rank
  }

  /// Sets the end of the request to a time that stood outside the members.
  mutating func stamp(_ micros: Int64, hasZone: Bool, into fields: inout RequestFields) {
    setStamp((micros, hasZone), .end, into: &fields)
  }

  /// Puts together what several members say; nil when the line is a request, else why not.
  mutating func finish(_ bytes: Span<UInt8>, into fields: inout RequestFields) -> RejectReason? {
    guard Flavour.isOurs(seen) else { return .notThisFormat }
    if !seen.contains(.time), seen.contains(.day), seen.contains(.clock),
      let read = moments.joined(bytes, day, clock)
    {
      setStamp(read, .end, into: &fields)
    }
    guard seen.contains(.time) || seen.contains(.startTime) else { return .malformedTime }
    let hasStatus = seen.contains(.status)
    let rank = hasStatus ? ranks[Int(MemberField.status.rawValue)] : .max
    guard hasStatus || hasOddStatus || !Flavour.needsStatus,
      Flavour.isRequest(seen, statusRank: rank)
    else { return .missingField }
    guard hasStatus || !Flavour.needsStatus else { return .malformedStatus }
    if durationField == MemberField.unitless.rawValue,
      let micros = Flavour.duration(bytes, unitless, evidence)
    {
      fields.duration = micros
    }
    settleEnds(&fields)
    if fields.target.isEmpty, !requestLine.isEmpty { readRequestLine(bytes, into: &fields) }
    evidence.status = placed(evidence.status)
    Flavour.decide(bytes, evidence, into: &fields)
    return nil
  }

  private func readRequestLine(_ bytes: Span<UInt8>, into fields: inout RequestFields) {
    if decoded.isEmpty {
      RequestLine.read(bytes, requestLine, into: &fields)
    } else {
      RequestLine.read(decoded.span, requestLine, into: &fields)
    }
  }

  private func settleEnds(_ fields: inout RequestFields) {
    guard let start = fields.statedStart else { return }
    if Flavour.startDecides, fields.duration >= 0 {
      fields.stamp = start
      fields.stampKind = .start
    } else if Flavour.endsTellDuration, isFine, fields.duration < 0, fields.stamp >= start {
      let (micros, overflow) = fields.stamp.subtractingReportingOverflow(start)
      if !overflow, micros <= longestDuration { fields.duration = micros }
    }
  }

  // MARK: - Values

  /// Whether the value could be taken; else a name further down the list may do.
  @inline(__always)
  private mutating func read(
    _ bytes: Span<UInt8>, _ member: JSONScanner.Member, _ field: MemberField,
    into fields: inout RequestFields
  ) -> Bool {
    let value = member.value
    switch field {
    case .mark, .otherMark: return Flavour.isMark(bytes, value)
    case .variant:
      evidence.variant = value
      return true
    case .status: return readStatus(bytes, member, into: &fields)
    case .upstreamStatus: evidence.knowsUpstream = true
    case .upstreamSeconds: evidence.knowsUpstreamTimes = true
    // Where a dialect has such a member, it marks its lines, filled or not.
    case .flags, .details: seen.insert(.mark)
    default: break
    }
    guard member.kind.isScalar, !value.isEmpty, !bytes.isDash(value) else { return false }
    switch field {
    case .time, .startTime:
      return readTime(bytes, value, isStart: field == .startTime, into: &fields)
    case .bytes:
      guard let count = bytes.integer(value) else { return false }
      fields.bodyBytes = count
    case .nanoseconds, .microseconds, .milliseconds, .seconds, .text, .unitless:
      return readDuration(bytes, value, field, into: &fields)
    case .upstreamNanoseconds, .upstreamMilliseconds, .upstreamSeconds, .upstreamText:
      guard let micros = MemberDuration.upstream(bytes, value, field) else { return false }
      fields.upstreamDuration = micros
      if field == .upstreamSeconds { evidence.upstreamTimes = value }
    case .day: day = value
    case .clock: clock = value
    case .flags: evidence.flags = value
    case .details: evidence.details = value
    case .upstreamAddress:
      evidence.upstreamAddresses = value
      return true
    case .upstreamStatus: return keepUpstreamStatus(bytes, value, into: &fields)
    default: keep(bytes, member, field, into: &fields)
    }
    return true
  }

  /// Numbers below 100 are codes of something else, but 0 is how some write "none".
  private mutating func readStatus(
    _ bytes: Span<UInt8>, _ member: JSONScanner.Member, into fields: inout RequestFields
  ) -> Bool {
    let value = member.value
    guard member.kind.isScalar, let status = wholeNumber(bytes, value),
      status == 0 || (100...999).contains(status)
    else {
      let isNone = value.isEmpty || bytes.isDash(value) || bytes.equals(value, "null")
      if !isNone { hasOddStatus = true }
      return false
    }
    fields.status = Int16(truncatingIfNeeded: status)
    if value.count == 3 { evidence.status = value }
    return true
  }

  /// A number without a fraction, or with one of zeros: encoders of floats write `200.0`.
  private func wholeNumber(_ bytes: Span<UInt8>, _ value: ByteRange) -> Int64? {
    if let number = bytes.integer(value) { return number }
    guard let dot = firstIndex(of: 0x2E, in: bytes, value.range), dot + 1 < Int(value.end) else {
      return nil
    }
    for index in dot + 1..<Int(value.end) where bytes[index] != 0x30 { return nil }
    return bytes.integer(ByteRange(Int(value.start), dot))
  }

  private mutating func readTime(
    _ bytes: Span<UInt8>, _ value: ByteRange, isStart: Bool, into fields: inout RequestFields
  ) -> Bool {
    guard let read = moments.read(bytes, value) else { return false }
    if isStart {
      fields.statedStart = read.micros
      if seen.contains(.time) { return true }
    } else {
      isFine = value.count != 10 && value.count != 20
    }
    setStamp(read, isStart ? .start : .end, into: &fields)
    return true
  }

  private mutating func setStamp(
    _ read: (micros: Int64, hasZone: Bool), _ kind: StampKind, into fields: inout RequestFields
  ) {
    fields.stamp = read.micros
    fields.stampKind = kind
    fields.hasZone = read.hasZone
    if kind == .end { seen.insert(.time) }
  }

  private mutating func readDuration(
    _ bytes: Span<UInt8>, _ value: ByteRange, _ field: MemberField,
    into fields: inout RequestFields
  ) -> Bool {
    guard field.rawValue <= durationField else { return false }
    if field == .unitless {
      unitless = value
    } else {
      guard let micros = MemberDuration.read(bytes, value, field) else { return false }
      fields.duration = micros
    }
    durationField = field.rawValue
    return true
  }

  /// The attempts upstream, where there were several; `bytes` are those of the line.
  func attempts(_ bytes: Span<UInt8>, _ fields: RequestFields) -> [UInt8] {
    AttemptList.member(
      bytes, addresses: evidence.upstreamAddresses, times: evidence.upstreamTimes,
      statuses: evidence.upstreamStatuses)
  }

  /// Keeps the place of one status or a list of them; 0 is how proxies write "not asked".
  private mutating func keepUpstreamStatus(
    _ bytes: Span<UInt8>, _ value: ByteRange, into fields: inout RequestFields
  ) -> Bool {
    if let status = bytes.integer(value) {
      guard status > 0 else { return false }
      if status <= 999 { evidence.upstreamStatus = Int16(truncatingIfNeeded: status) }
    }
    fields.upstreamStatuses = placed(value)
    evidence.upstreamStatuses = value
    return true
  }

  /// Keeps the place of a text value, unescaped behind a copy of the line when it has to be.
  private mutating func keep(
    _ bytes: Span<UInt8>, _ member: JSONScanner.Member, _ field: MemberField,
    into fields: inout RequestFields
  ) {
    var value = field == .client ? MemberAddress.client(bytes, member.value) : member.value
    if case .string(hasEscapes: true) = member.kind {
      if decoded.isEmpty { copyLine(bytes, &fields) }
      let start = decoded.count
      switch Flavour.escapes {
      case .json: JSONUnescape.append(bytes, value, to: &decoded)
      case .go: GoUnescape.append(bytes, value, to: &decoded)
      }
      value = ByteRange(start, decoded.count)
    } else {
      value = placed(value)
    }
    guard !value.isEmpty else { return }
    switch field {
    case .method: fields.method = value
    case .target: fields.target = value
    case .query: fields.query = value
    case .version: fields.httpVersion = value
    case .requestLine: requestLine = value
    case .client: fields.client = value
    case .user: fields.user = value
    case .agent: fields.agent = value
    case .referrer: fields.referrer = value
    case .host: fields.host = value
    case .service: fields.service = value
    case .trace: fields.trace = value
    default: break
    }
  }

  /// Where a value stands in the bytes that places refer to.
  @inline(__always)
  private func placed(_ value: ByteRange) -> ByteRange {
    decoded.isEmpty ? value : value.moved(by: -line.lowerBound)
  }

  /// From the first value on that has to be unescaped, all places refer to a copy of the line.
  private mutating func copyLine(_ bytes: Span<UInt8>, _ fields: inout RequestFields) {
    copyBytes(bytes, line, to: &decoded)
    let distance = -line.lowerBound
    requestLine = requestLine.moved(by: distance)
    fields.movePlaces(by: distance)
  }
}
