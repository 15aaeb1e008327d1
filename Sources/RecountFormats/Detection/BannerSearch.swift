// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Looks for the format of an access log that begins with lines of none: a program says how it was
/// started before its first request.
///
/// The first few lines in a row that one format takes decide, if the lines behind them agree.
package struct BannerSearch {
  /// Lines that are looked at.
  private static let maxLines = 1_000
  private static let maxBytes = 256 << 10
  /// Lines in a row that one format has to take.
  private static let windowLines = 10
  /// Lines behind which have to agree.
  private static let followingLines = 100

  private var lines: [[UInt8]] = []
  private var bytes = 0

  package init() {}

  package var isFull: Bool {
    lines.count >= BannerSearch.maxLines || bytes >= BannerSearch.maxBytes
  }

  /// Adds the lines of `batch` that say something.
  package mutating func add(_ batch: LineBatch) {
    guard !batch.isOversized else { return }
    for index in 0..<batch.count where !isFull {
      let line = batch.line(index)
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      lines.append(Array(line))
      bytes += line.count
    }
  }

  /// The format of the lines behind the banner; nil when there is none.
  package func format() -> LogFormat? {
    // A document may begin with an object that is longer than what was looked at before.
    if let first = lines.first, mayBeJSON(first), let format = format(of: lines[...]) {
      return format
    }
    for start in stride(from: 0, to: lines.count, by: BannerSearch.windowLines) {
      let window = lines[start..<min(start + BannerSearch.windowLines, lines.count)]
      guard let found = FormatDetector.glance(Array(window)), isTakeable(found),
        let format = following(start), format === found
      else { continue }
      return format
    }
    // What stands in wrappers, and what is mixed with other lines, is told by more lines.
    guard lines.count > BannerSearch.followingLines,
      let format = following(lines.count - BannerSearch.followingLines)
    else { return nil }
    return format
  }

  /// The format of the lines from `start` on.
  private func following(_ start: Int) -> LogFormat? {
    format(of: lines[start..<min(start + BannerSearch.followingLines, lines.count)])
  }

  private func format(of lines: ArraySlice<[UInt8]>) -> LogFormat? {
    var batch = LineBatch()
    for line in lines {
      batch.starts.append(Int32(clamping: batch.bytes.count))
      batch.bytes += line
      batch.ends.append(Int32(clamping: batch.bytes.count))
      batch.bytes.append(0x0A)
    }
    guard let format = FormatDetector.detect(entry: nil, batch).format, isTakeable(format),
      isMostly(format, lines)
    else { return nil }
    return format
  }

  /// Whether half of the lines are of `format`; those of a document are none alone.
  private func isMostly(_ format: LogFormat, _ lines: ArraySlice<[UInt8]>) -> Bool {
    format.name.hasPrefix(WrapperKind.document.rawValue)
      || lines.count(where: format.matches) * 2 >= lines.count
  }

  /// Documents and build logs are told by how they begin.
  private func isTakeable(_ format: LogFormat) -> Bool {
    format.family == .access && !format.isDocument
  }
}
