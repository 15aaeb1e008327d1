// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountInput
import RecountModel

/// Finds the logs that a case names, and reads lines of them back.
struct LogRoots {
  let folders: [String]

  /// Looks in `folders`, else in the folder of the case, that above it and the current one.
  init(_ folders: [String], casePath: String) {
    if !folders.isEmpty {
      self.folders = folders
    } else {
      let own = URL(fileURLWithPath: casePath).deletingLastPathComponent()
      self.folders = [own.path, own.deletingLastPathComponent().path, "."]
    }
  }

  /// The file that holds `source`, an archive for its entry; nil where no folder has it.
  func file(of source: String) -> String? {
    let name = source.split(separator: "!", maxSplits: 1).first.map(String.init) ?? source
    let candidates = name.hasPrefix("/") ? [name] : folders.map { $0 + "/" + name } + [name]
    return candidates.first { FileManager.default.fileExists(atPath: $0) }
  }

  /// Line `number` of `source`, as it stands there; nil where the log or the line is not there.
  func line(_ number: Int64, of source: String) -> [UInt8]? {
    lines([number], of: source)[number]?.text
  }

  /// A line that was read back.
  struct Line {
    var text: [UInt8]
    /// Where it begins in its content.
    var byteOffset: Int64
  }

  /// Several lines of `source` by their numbers, read in one pass; those that are not there are left
  /// out.
  func lines(_ numbers: Set<Int64>, of source: String) -> [Int64: Line] {
    guard let path = file(of: source), let last = numbers.max() else { return [:] }
    let entry = source.split(separator: "!", maxSplits: 1).dropFirst().first.map(String.init)
    guard let reader = try? InputReader(path: path, hashesFile: false) else { return [:] }
    var found: [Int64: Line] = [:]
    while let content = try? reader.next() {
      guard content.entry == entry else {
        while (try? content.lines.next()) != nil {}
        continue
      }
      while let batch = try? content.lines.next() {
        let end = batch.firstLine + Int64(batch.count)
        for number in numbers where number >= batch.firstLine && number < end {
          let index = Int(number - batch.firstLine)
          found[number] = Line(text: Array(batch.line(index)), byteOffset: batch.offset(index))
        }
        if last < end { break }
      }
      return found
    }
    return found
  }
}
