// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The headings of pytest's failures: `____ TestCart.test_adds ____`, with the file from below
/// them.
///
/// An id is put together as pytest writes it elsewhere: `tests/test_cart.py::TestCart::test_adds`.
struct PytestHeadings {
  /// Bytes of a title beside which a terminal of 80 columns has no room.
  private static let longTitle = 72

  private(set) var names = TestNames()
  private(set) var isOpen = false
  /// A heading whose file was not seen yet.
  private var pending: [UInt8]?

  mutating func begin() { isOpen = true }

  mutating func end() {
    settle(file: nil)
    isOpen = false
  }

  mutating func read(_ bytes: Span<UInt8>, _ line: ReportLine) {
    if let title = title(bytes, line) {
      begin(bytes, title)
    } else if pending != nil, let file = file(bytes, line) {
      settle(file: file)
    }
  }

  /// Reads a heading that is too long for underscores: older versions leave only the blank.
  mutating func readLong(_ bytes: Span<UInt8>, _ line: ReportLine) {
    var end = line.end
    while end > line.start, bytes[end - 1] == 0x5F { end -= 1 }
    while end > line.start, bytes[end - 1] == 0x20 { end -= 1 }
    let title = line.start..<end
    guard title.count >= PytestHeadings.longTitle else { return }
    let open = firstIndex(of: 0x5B, in: bytes, title) ?? end
    for index in line.start..<open where !isNameByte(bytes[index]) { return }
    guard open == end || bytes[end - 1] == 0x5D else { return }
    begin(bytes, title)
  }

  private mutating func begin(_ bytes: Span<UInt8>, _ title: Range<Int>) {
    settle(file: nil)
    var cursor = ReportCursor(title)
    if cursor.takes("ERROR collecting ", bytes) { return names.add(bytes, cursor.rest) }
    _ = cursor.takes("ERROR at setup of ", bytes) || cursor.takes("ERROR at teardown of ", bytes)
    var held: [UInt8] = []
    copyBytes(bytes, cursor.rest.prefix(1000), to: &held)
    pending = held
  }

  /// The title of a line that is a heading: underscores at both ends.
  private func title(_ bytes: Span<UInt8>, _ line: ReportLine) -> Range<Int>? {
    var start = line.start
    var end = line.end
    while start < end, bytes[start] == 0x5F { start += 1 }
    while end > start, bytes[end - 1] == 0x5F { end -= 1 }
    guard start > line.start, end < line.end, start + 2 < end, bytes[start] == 0x20,
      bytes[end - 1] == 0x20, !bytes.hasPrefix("_ _", at: start + 1)
    else { return nil }
    return start + 1..<end - 1
  }

  /// The file of `tests/test_cart.py:51: AssertionError`.
  private func file(_ bytes: Span<UInt8>, _ line: ReportLine) -> [UInt8]? {
    guard let end = bytes.firstIndex(of: ".py:", line.text).map({ $0 + 3 }) else { return nil }
    var cursor = ReportCursor(end + 1..<line.end)
    guard cursor.digits(bytes) > 0, cursor.takes(":", bytes),
      firstIndex(of: 0x20, in: bytes, line.start..<end) == nil
    else { return nil }
    var file: [UInt8] = []
    copyBytes(bytes, (line.start..<end).prefix(500), to: &file)
    return file
  }

  private mutating func settle(file: [UInt8]?) {
    guard let title = pending else { return }
    pending = nil
    guard let file else { return names.add(title) }
    var name = file + [0x3A, 0x3A]
    var isParameter = false
    for byte in title {
      isParameter = isParameter || byte == 0x5B
      if byte == 0x2E, !isParameter { name += [0x3A, 0x3A] } else { name.append(byte) }
    }
    names.add(name)
  }
}
