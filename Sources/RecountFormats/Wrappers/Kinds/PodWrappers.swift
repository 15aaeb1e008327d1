// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What `kubectl logs --prefix` and kubetail put before lines: `[pod/cart-7d9f8b6c5d-x2k4p/app] line`
/// and `[cart-7d9f8b6c5d-x2k4p app] line`.
///
/// Source: https://kubernetes.io/docs/reference/kubectl/generated/kubectl_logs/
struct KubectlWrapper: Wrapper {
  static var namesServices: Bool { true }
  static var serviceForm: ServiceForm { .pod }

  func open(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into slip: inout WrapperSlip
  ) -> WrapperFit {
    let end = range.upperBound
    var start = range.lowerBound
    guard start < end, bytes[start] == 0x5B else { return .other }
    start += 1
    let isPath = bytes.hasPrefix("pod/", at: start) && start + 4 <= end
    if isPath { start += 4 }
    let pod = StampScan.nameEnd(bytes, start, end)
    guard pod > start, pod < end, bytes[pod] == (isPath ? 0x2F : 0x20) else { return .other }
    let container = StampScan.nameEnd(bytes, pod + 1, end)
    guard container > pod + 1, container < end, bytes[container] == 0x5D,
      container + 1 == end || bytes[container + 1] == 0x20
    else { return .other }
    slip.service = ByteRange(start, pod)
    slip.text = ByteRange(min(container + 2, end), end)
    takeStamp(bytes, into: &slip)
    return .opened
  }
}

/// What stern puts before lines: `cart-7d9f8b6c5d-x2k4p app line`, with the namespace before the pod
/// where it follows several.
///
/// Only names that end as the names of pods do are taken: two words could stand before anything.
///
/// Source: https://github.com/stern/stern
struct SternWrapper: Wrapper {
  static var namesServices: Bool { true }
  static var serviceForm: ServiceForm { .pod }

  func open(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into slip: inout WrapperSlip
  ) -> WrapperFit {
    var start = range.lowerBound
    let end = range.upperBound
    var pod = StampScan.nameEnd(bytes, start, end)
    guard pod > start, pod < end, bytes[pod] == 0x20 else { return .other }
    if !endsAsPod(bytes, start, pod) {
      // What stands first is the namespace, then.
      guard !hasDot(bytes, start, pod) else { return .other }
      start = pod + 1
      pod = StampScan.nameEnd(bytes, start, end)
      guard pod > start, pod < end, bytes[pod] == 0x20, endsAsPod(bytes, start, pod) else {
        return .other
      }
    }
    let container = StampScan.nameEnd(bytes, pod + 1, end)
    guard container > pod + 1, container == end || bytes[container] == 0x20,
      bytes[pod + 1] != 0x2D
    else { return .other }
    slip.service = ByteRange(start, pod)
    slip.text = ByteRange(min(container + 1, end), end)
    takeStamp(bytes, into: &slip)
    return .opened
  }

  /// Names of namespaces have none; addresses do.
  private func hasDot(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    firstIndex(of: 0x2E, in: bytes, start..<end) != nil
  }

  /// Whether a dash and five letters of those that Kubernetes makes names of, or the number of a
  /// replica, end the name.
  @inline(__always)
  private func endsAsPod(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var index = end
    var digits = 0
    while index > start, bytes[index - 1] != 0x2D {
      index -= 1
      let byte = bytes[index]
      if isDigit(byte) { digits += 1 } else if byte &- 0x61 >= 26 { return false }
      switch byte {
      case 0x61, 0x65, 0x69, 0x6F, 0x75: return false
      default: break
      }
    }
    guard index > start + 1 else { return false }
    return end - index == 5 || (digits == end - index && digits <= 4)
  }
}
