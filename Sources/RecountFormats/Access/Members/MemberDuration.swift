// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Durations of members, by the unit that their name or text says.
enum MemberDuration {
  /// Microseconds, finer digits cut.
  static func read(_ bytes: Span<UInt8>, _ value: ByteRange, _ unit: MemberField) -> Int64? {
    switch unit {
    case .nanoseconds: bytes.scaledDecimal(value, scale: 0).map { $0 / 1000 }
    case .microseconds: scaled(bytes, value, scale: 0)
    case .milliseconds: scaled(bytes, value, scale: 3)
    case .seconds: scaled(bytes, value, scale: 6)
    case .text: DurationScan.withUnits(bytes, value)
    default: nil
    }
  }

  /// The time spent on upstreams: of a list such as `0.010, 0.021 : 0.002`, all attempts added up.
  static func upstream(_ bytes: Span<UInt8>, _ list: ByteRange, _ unit: MemberField) -> Int64? {
    var total: Int64 = 0
    var parts = 0
    var start = Int(list.start)
    let end = Int(list.end)
    while start < end {
      var stop = start
      while stop < end, !isSeparator(bytes[stop]) { stop += 1 }
      let part = ByteRange(start, stop)
      start = stop + 1
      if part.isEmpty || bytes.isDash(part) { continue }
      guard let micros = single(bytes, part, unit) else { return nil }
      total += micros
      guard total <= longestDuration else { return nil }
      parts += 1
    }
    return parts > 0 ? total : nil
  }

  private static func single(
    _ bytes: Span<UInt8>, _ value: ByteRange, _ unit: MemberField
  ) -> Int64? {
    switch unit {
    case .upstreamNanoseconds: bytes.duration(value, scale: 0).map { $0 / 1000 }
    case .upstreamMilliseconds: scaled(bytes, value, scale: 3)
    case .upstreamSeconds: scaled(bytes, value, scale: 6)
    case .upstreamText: DurationScan.withUnits(bytes, value)
    default: nil
    }
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == 0x2C || byte == 0x20 || byte == 0x3A
  }

  /// The forms that Go programs give a duration: a fraction is seconds, a whole number nanoseconds,
  /// and a text says its units.
  ///
  /// Whole seconds lose their fraction as well, so a number below a thousand is seconds: no request
  /// ends within a microsecond.
  ///
  /// Source: https://pkg.go.dev/go.uber.org/zap/zapcore, the duration encoders
  static func goForm(_ bytes: Span<UInt8>, _ value: ByteRange) -> Int64? {
    guard let number = bytes.integer(value) else {
      return scaled(bytes, value, scale: 6) ?? DurationScan.withUnits(bytes, value)
    }
    return number < 1000 ? number * 1_000_000 : number / 1000
  }

  /// A decimal in microseconds, with an exponent as well: `5e-05`.
  static func scaled(_ bytes: Span<UInt8>, _ value: ByteRange, scale: Int) -> Int64? {
    if let micros = bytes.duration(value, scale: scale) { return micros }
    guard value.count <= 32,
      let mark = value.range.first(where: { bytes[$0] | 0x20 == 0x65 }), mark + 1 < value.end
    else { return nil }
    let isNegative = bytes[mark + 1] == 0x2D
    let digits = isNegative || bytes[mark + 1] == 0x2B ? mark + 2 : mark + 1
    guard digits < value.end, let exponent = bytes.integer(ByteRange(digits, Int(value.end))),
      exponent <= 30
    else { return nil }
    let shift = scale + (isNegative ? -Int(exponent) : Int(exponent))
    let mantissa = ByteRange(Int(value.start), mark)
    if shift >= 0 { return shift <= 18 ? bytes.duration(mantissa, scale: shift) : nil }
    guard var micros = bytes.scaledDecimal(mantissa, scale: 0) else { return nil }
    for _ in shift..<0 { micros /= 10 }
    return micros <= longestDuration ? micros : nil
  }
}
