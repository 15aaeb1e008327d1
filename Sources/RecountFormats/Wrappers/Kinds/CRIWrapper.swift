// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The files of containers that run under the Container Runtime Interface.
///
/// `2025-03-12T09:14:02.904275088Z stdout F line`, with `P` where the next line goes on. The text is as
/// the program wrote it.
///
/// Source: https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/logs/logs.go
struct CRIWrapper: Wrapper {
  static var isContainerFile: Bool { true }

  func open(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into slip: inout WrapperSlip
  ) -> WrapperFit {
    let end = range.upperBound
    guard let stamp = StampScan.iso(bytes, range.lowerBound, end), stamp.hasZone,
      bytes.hasPrefix(" std", at: stamp.end), stamp.end + 9 <= end
    else { return .other }
    if bytes.hasPrefix("out ", at: stamp.end + 4) {
      slip.stream = 1
    } else if bytes.hasPrefix("err ", at: stamp.end + 4) {
      slip.stream = 2
    } else {
      return .other
    }
    // Tags are parted by colons; the first tells whether the line is whole.
    let tag = stamp.end + 8
    guard bytes[tag] == 0x46 || bytes[tag] == 0x50 else { return .other }
    var text = tag + 1
    if text < end, bytes[text] == 0x3A {
      while text < end, bytes[text] != 0x20 { text += 1 }
    }
    guard text == end || bytes[text] == 0x20 else { return .other }
    slip.isPartial = bytes[tag] == 0x50
    slip.time = ByteRange(range.lowerBound, stamp.end)
    slip.text = ByteRange(min(text + 1, end), end)
    return .opened
  }
}
