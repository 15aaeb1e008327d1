// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import RecountModel

/// What a whole input gave: names, lines and conditions of its contents, and how it was as a whole.
struct ReadInput {
  struct Content {
    var entry: String?
    var texts: [String]
    var condition: InputCondition
    var written: Timestamp?
  }

  var contents: [Content] = []
  var condition = InputCondition()
  var fileHash = ""
  var isArchive = false

  /// Writes `bytes` to a file called `name` and reads it.
  init(_ bytes: [UInt8], name: String = "input", limits: InputLimits = InputLimits()) throws {
    let folder = try ScratchFolder()
    let reader = try InputReader(path: folder.write(name, bytes), limits: limits)
    isArchive = reader.isArchive
    while let content = try reader.next() {
      let texts = try content.lines.allTexts()
      contents.append(
        Content(
          entry: content.entry, texts: texts, condition: reader.contentCondition,
          written: content.written))
    }
    condition = reader.condition
    fileHash = try reader.file.finishHash()
  }

  var entries: [String?] { contents.map(\.entry) }
  var texts: [[String]] { contents.map(\.texts) }
}

extension InputCondition {
  var isGood: Bool { !isTruncated && !isDamaged && remarks.isEmpty }
}
