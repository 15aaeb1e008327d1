// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A stamp before each line, as `docker logs -t`, `kubectl logs --timestamps` and the exports of
/// CloudWatch write it.
struct StampWrapper: Wrapper {
  func open(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into slip: inout WrapperSlip
  ) -> WrapperFit {
    let end = range.upperBound
    guard let stamp = StampScan.iso(bytes, range.lowerBound, end), stamp.hasZone,
      stamp.end == end || bytes[stamp.end] == 0x20
    else { return .other }
    slip.time = ByteRange(range.lowerBound, stamp.end)
    slip.text = ByteRange(min(stamp.end + 1, end), end)
    return .opened
  }
}

/// What `aws logs tail` prints: `2025-03-12T09:14:02.310000+00:00 ecs/web/0f1a… line`.
///
/// Source: https://docs.aws.amazon.com/cli/latest/reference/logs/tail.html
struct StreamWrapper: Wrapper {
  static var namesServices: Bool { true }
  static var serviceForm: ServiceForm { .stream }

  func open(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into slip: inout WrapperSlip
  ) -> WrapperFit {
    let end = range.upperBound
    // Python writes the offset, never `Z`: that tells the name of a stream from the line itself.
    guard let stamp = StampScan.iso(bytes, range.lowerBound, end), stamp.hasZone, stamp.end < end,
      bytes[stamp.end] == 0x20, bytes[stamp.end - 1] != 0x5A
    else { return .other }
    let start = stamp.end + 1
    let name = firstIndex(of: 0x20, in: bytes, start..<min(end, start + 513)) ?? end
    guard name > start, name - start <= 512 else { return .other }
    slip.time = ByteRange(range.lowerBound, stamp.end)
    slip.service = ByteRange(start, name)
    slip.text = ByteRange(min(name + 1, end), end)
    return .opened
  }
}

/// No wrapper but colours, of a program that takes its log for a terminal.
struct ColourWrapper: Wrapper {
  func open(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into slip: inout WrapperSlip
  ) -> WrapperFit {
    slip.text = ByteRange(range)
    return .opened
  }
}
