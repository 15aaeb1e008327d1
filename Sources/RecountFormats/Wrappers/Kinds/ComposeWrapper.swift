// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What `docker compose logs` puts before lines: `web-1  | line`, and with `-t` a time behind the bar.
///
/// Source: https://docs.docker.com/reference/cli/docker/compose/logs/
struct ComposeWrapper: Wrapper {
  static var namesServices: Bool { true }
  static var serviceForm: ServiceForm { .replica }

  func open(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into slip: inout WrapperSlip
  ) -> WrapperFit {
    let end = range.upperBound
    let name = StampScan.nameEnd(bytes, range.lowerBound, end)
    guard name > range.lowerBound else { return .other }
    var bar = name
    while bar < end, bytes[bar] == 0x20 { bar += 1 }
    guard bar > name, bar < end, bytes[bar] == 0x7C, bar + 1 == end || bytes[bar + 1] == 0x20 else {
      return .other
    }
    slip.service = ByteRange(range.lowerBound, name)
    slip.text = ByteRange(min(bar + 2, end), end)
    takeStamp(bytes, into: &slip)
    return .opened
  }
}

/// Takes the stamp of nine digits off the text that `--timestamps` of Docker and kubectl puts there.
@inline(__always)
func takeStamp(_ bytes: Span<UInt8>, into slip: inout WrapperSlip) {
  let start = Int(slip.text.start)
  let end = Int(slip.text.end)
  guard let stamp = StampScan.iso(bytes, start, end), stamp.digits == 9, stamp.hasZone,
    stamp.end == end || bytes[stamp.end] == 0x20
  else { return }
  slip.time = ByteRange(start, stamp.end)
  slip.text = ByteRange(min(stamp.end + 1, end), end)
}
