// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Writes a gzipped ustar archive of plain files.
///
/// Layout: POSIX.1-1988 ustar, https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html
final class TarWriter {
  private static let blockLength = 512
  private static let flushLength = 512 * 1024

  private let gzip: GzipWriter
  private var buffer = ByteBuffer(capacity: TarWriter.flushLength + 64 * 1024)

  init(path: String, level: Int) throws(ScenarioError) {
    gzip = try GzipWriter(path: path, level: level)
  }

  /// Adds one file; the name must be at most 100 bytes.
  func add(name: [UInt8], content: [UInt8], modified seconds: Int64) throws(ScenarioError) {
    precondition(name.count <= 100, "longer names would need the prefix field")
    var header = [UInt8](repeating: 0, count: TarWriter.blockLength)
    header.replaceSubrange(0..<name.count, with: name)
    TarWriter.setOctal(0o644, digits: 7, at: 100, in: &header)
    TarWriter.setOctal(0, digits: 7, at: 108, in: &header)
    TarWriter.setOctal(0, digits: 7, at: 116, in: &header)
    TarWriter.setOctal(content.count, digits: 11, at: 124, in: &header)
    TarWriter.setOctal(Int(seconds), digits: 11, at: 136, in: &header)
    header[156] = 0x30
    header.replaceSubrange(257..<265, with: Array("ustar\u{0}00".utf8))
    // The checksum is computed with its own field read as spaces.
    for index in 148..<156 { header[index] = 0x20 }
    let sum = header.reduce(0) { $0 + Int($1) }
    TarWriter.setOctal(sum, digits: 6, at: 148, in: &header)
    header[154] = 0

    buffer.append(header)
    buffer.append(content)
    let over = content.count % TarWriter.blockLength
    if over > 0 { appendZeros(TarWriter.blockLength - over) }
    if buffer.count >= TarWriter.flushLength { try gzip.write(draining: &buffer) }
  }

  /// Ends the archive with two empty blocks.
  func finish() throws(ScenarioError) {
    appendZeros(2 * TarWriter.blockLength)
    try gzip.write(draining: &buffer)
    try gzip.finish()
  }

  private func appendZeros(_ count: Int) {
    for _ in 0..<count { buffer.append(0 as UInt8) }
  }

  private static func setOctal(
    _ value: Int, digits: Int, at offset: Int, in header: inout [UInt8]
  ) {
    var rest = value
    for index in stride(from: offset + digits - 1, through: offset, by: -1) {
      header[index] = 0x30 + UInt8(rest & 7)
      rest >>= 3
    }
  }
}
