// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Reads a line of a compiled format: what its values mean.
struct PatternFormat: RequestLineReader {
  var matcher: PatternMatcher
  /// The line with its JSON escapes taken out, when it has some.
  private(set) var decoded: [UInt8] = []
  /// What else than the status decides on the cause.
  var cause = PatternCause()
  /// The step whose value has not the form of its field, of the line that was refused last.
  private(set) var malformedStep: Int?
  /// Not where the format itself begins so.
  let hasComments: Bool
  /// Steps whose value is read.
  private let readSteps: [Int]
  /// Steps whose value is an extra field.
  private let extraSteps: [Int]
  /// The step that names whom was asked: nginx's `$upstream_addr`, Envoy's `%UPSTREAM_HOST%`.
  private let addressStep: Int?

  init(_ program: PatternProgram) {
    matcher = PatternMatcher(program)
    hasComments = program.opening.first != 0x23
    readSteps = program.steps.indices.filter {
      program.steps[$0].meaning != .none && program.steps[$0].meaning != .kept
    }
    let address: String? =
      switch program.traits.causes {
      case .nginx: "upstream_addr"
      case .envoy: "upstream_host"
      case .status, .haproxy: nil
      }
    addressStep = program.steps.indices.first { program.fields[$0].key == address }
    var keys: Set<String> = []
    extraSteps = program.steps.indices.filter {
      let meaning = program.steps[$0].meaning
      guard meaning == .kept || meaning == .flags || meaning == .termination else { return false }
      return keys.insert(program.fields[$0].key).inserted
    }
  }

  /// Where the last line was left, when it has not the form at all.
  var failure: PatternMatcher.Failure { matcher.failure }
  var values: [ByteRange] { matcher.values }

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    malformedStep = nil
    if !decoded.isEmpty { decoded.removeAll(keepingCapacity: true) }
    guard matcher.match(bytes, range) else { return reason }
    if matcher.program.traits.escape == .json, firstIndex(of: 0x5C, in: bytes, range) != nil {
      unescape(bytes, range)
      let copy = decoded
      return read(copy.span, into: &fields)
    }
    return read(bytes, into: &fields)
  }

  func extra(_ bytes: Span<UInt8>, _ range: Range<Int>, _ fields: RequestFields) -> [UInt8] {
    decoded.isEmpty ? members(of: bytes) : members(of: decoded.span)
  }

  private func members(of bytes: Span<UInt8>) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    for step in extraSteps {
      let value = matcher.values[step]
      guard !value.isEmpty, !bytes.isDash(value) else { continue }
      writer.member(matcher.program.fields[step].key, bytes.string(value))
    }
    writer.endObject()
    return Array(writer.bytes.dropFirst().dropLast())
  }

  /// Why the line that the matcher refused is none.
  private var reason: RejectReason {
    let failure = matcher.failure
    guard failure.kind == .value else {
      return failure.kind == .opening ? .notThisFormat : .missingField
    }
    let step = matcher.program.steps[failure.step]
    if step.cut == .time { return .malformedTime }
    switch step.meaning {
    case .request: return .malformedRequest
    case .status: return .malformedStatus
    default: return .missingField
    }
  }

  /// Copies the line and appends the values that had escapes, which then stand there.
  private mutating func unescape(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    copyBytes(bytes, range, to: &decoded)
    for index in matcher.values.indices {
      let value = matcher.values[index]
      if matcher.program.steps[index].cut == .quoted,
        firstIndex(of: 0x5C, in: bytes, value.range) != nil
      {
        let start = decoded.count
        JSONUnescape.append(bytes, value, to: &decoded)
        matcher.values[index] = ByteRange(start, decoded.count)
      } else if !value.isEmpty {
        matcher.values[index] = ByteRange(
          Int(value.start) - range.lowerBound, Int(value.end) - range.lowerBound)
      }
    }
  }

  // MARK: - Values

  private mutating func read(
    _ bytes: Span<UInt8>, into fields: inout RequestFields
  ) -> RejectReason? {
    let program = matcher.program
    let steps = program.steps
    cause.reset()
    for index in readSteps {
      let value = matcher.values[index]
      let step = steps[index]
      let isRead =
        switch step.meaning {
        case .status: readStatus(bytes, value, into: &fields)
        case .request: readRequest(bytes, value, into: &fields)
        case .size, .sizeOrDash: readSize(bytes, value, step, into: &fields)
        case .duration, .upstreamDuration: readDuration(bytes, value, step, into: &fields)
        case .upstreamTimes: readUpstreamTimes(bytes, value, into: &fields)
        default: readText(bytes, value, step.meaning, into: &fields)
        }
      if !isRead {
        malformedStep = index
        return step.meaning == .status ? .malformedStatus : .malformedField
      }
    }
    fields.stamp = matcher.clock.micros
    fields.stampKind = program.traits.stamp
    fields.hasZone = matcher.clock.hasZone || program.traits.isUTC
    if let addressStep {
      let addresses = matcher.values[addressStep]
      cause.upstreamAddresses = addresses
      cause.namesHost = !isMissing(bytes, addresses)
    }
    cause.decide(bytes, program, into: &fields)
    return nil
  }

  @inline(__always)
  func isMissing(_ bytes: Span<UInt8>, _ value: ByteRange) -> Bool {
    value.isEmpty || bytes.isDash(value)
  }

  @inline(__always)
  private func readRequest(
    _ bytes: Span<UInt8>, _ value: ByteRange, into fields: inout RequestFields
  ) -> Bool {
    RequestLine.read(bytes, value, into: &fields)
    return true
  }

  /// Three digits; a dash, 0, 000, 009 and -1 are how servers write that none was sent.
  @inline(__always)
  private func readStatus(
    _ bytes: Span<UInt8>, _ value: ByteRange, into fields: inout RequestFields
  ) -> Bool {
    if value.count == 3, let status = bytes.integer(value) {
      fields.status = status < 100 ? 0 : Int16(truncatingIfNeeded: status)
      return true
    }
    return isMissing(bytes, value) || bytes.equals(value, "0") || bytes.equals(value, "-1")
  }

  /// A number, which HAProxy marks with a plus while it grows.
  @inline(__always)
  private func readSize(
    _ bytes: Span<UInt8>, _ value: ByteRange, _ step: PatternStep,
    into fields: inout RequestFields
  ) -> Bool {
    if isMissing(bytes, value) {
      if step.meaning == .sizeOrDash, !value.isEmpty { fields.bodyBytes = 0 }
      return true
    }
    guard let count = bytes.integer(withoutPlus(bytes, value)) else { return false }
    fields.bodyBytes = count
    return true
  }

  /// A decimal in the field's unit; -1 is a phase that was never reached.
  private func readDuration(
    _ bytes: Span<UInt8>, _ value: ByteRange, _ step: PatternStep,
    into fields: inout RequestFields
  ) -> Bool {
    if isMissing(bytes, value) || bytes.equals(value, "-1") { return true }
    let number = withoutPlus(bytes, value)
    let micros =
      step.scale >= 0
      ? bytes.duration(number, scale: Int(step.scale))
      : bytes.scaledDecimal(number, scale: 0).map { $0 / 1000 }
    guard let micros, micros <= longestDuration else { return false }
    if step.meaning == .duration {
      fields.duration = micros
    } else {
      fields.upstreamDuration = sumOfDurations(max(0, fields.upstreamDuration), micros)
    }
    return true
  }

  @inline(__always)
  private func withoutPlus(_ bytes: Span<UInt8>, _ value: ByteRange) -> ByteRange {
    bytes[Int(value.start)] == 0x2B ? ByteRange(Int(value.start) + 1, Int(value.end)) : value
  }

  /// nginx's list of seconds, added up; a dash is an attempt that was not answered.
  @inline(__always)
  private mutating func readUpstreamTimes(
    _ bytes: Span<UInt8>, _ value: ByteRange, into fields: inout RequestFields
  ) -> Bool {
    if isMissing(bytes, value) { return true }
    if let only = bytes.duration(value, scale: 6) {
      fields.upstreamDuration = only
      cause.hasAnswer = true
      return true
    }
    guard let total = bytes.attemptTimes(value) else { return false }
    fields.upstreamDuration = total
    if total >= 0 { cause.hasAnswer = true }
    return true
  }
}
