// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What the loggers of Kubernetes and of Google's libraries put before lines:
/// `E0312 09:14:02.123456       7 controller.go:163] line`, with or without a year.
///
/// Sources: https://github.com/kubernetes/klog, https://github.com/google/glog
struct KlogWrapper: Wrapper {
  func open(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into slip: inout WrapperSlip
  ) -> WrapperFit {
    let end = range.upperBound
    guard let head = KlogHead.end(bytes, range.lowerBound, end),
      let close = firstIndex(of: 0x5D, in: bytes, head..<min(end, head + 160)),
      close + 1 == end || bytes[close + 1] == 0x20,
      KlogHead.isPlace(bytes, head, close)
    else { return .other }
    slip.text = ByteRange(min(close + 2, end), end)
    return .opened
  }
}

/// The beginning of a line of klog.
enum KlogHead {
  /// The index behind level, date and time; nil where there are none.
  static func end(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard start + 22 < end else { return nil }
    switch bytes[start] {
    case 0x49, 0x57, 0x45, 0x46: break
    default: return nil
    }
    var digits = start + 1
    while digits < end, isDigit(bytes[digits]) { digits += 1 }
    guard digits - start == 5 || digits - start == 9, digits < end, bytes[digits] == 0x20,
      let (_, next) = LocalTimeScan.clock(bytes, at: digits + 1, end: end), next < end,
      bytes[next] == 0x20
    else { return nil }
    return next
  }

  /// Whether there are a thread and the place in a source in `bytes[start..<close]`.
  static func isPlace(_ bytes: Span<UInt8>, _ start: Int, _ close: Int) -> Bool {
    var index = start
    while index < close, bytes[index] == 0x20 { index += 1 }
    let thread = index
    while index < close, isDigit(bytes[index]) { index += 1 }
    guard index > thread, index < close, bytes[index] == 0x20 else { return false }
    var number = close
    while number > index, isDigit(bytes[number - 1]) { number -= 1 }
    return number < close && number > index && bytes[number - 1] == 0x3A
  }
}
