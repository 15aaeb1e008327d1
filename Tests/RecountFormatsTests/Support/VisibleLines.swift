// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel

/// Cuts a log into the lines that a person sees, roughly as the readers of formats hand them over.
struct VisibleLines {
  var lines: [[UInt8]] = []

  /// With `endsAtReturn` a lone CR ends a line too; else what follows the last one is seen.
  ///
  /// Colours and other control sequences are left out, and a GitHub stamp at the front.
  init(_ text: [UInt8], endsAtReturn: Bool) {
    var line: [UInt8] = []
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      switch byte {
      case 0x0A: take(&line)
      case 0x0D:
        if index < text.count, text[index] == 0x0A { continue }
        if endsAtReturn { take(&line) } else if index < text.count { line = [] }
      case 0x1B where index < text.count && text[index] == 0x5B:
        index += 1
        while index < text.count, !(0x40...0x7E ~= text[index]) { index += 1 }
        index += 1
      default: line.append(byte)
      }
    }
    if !line.isEmpty { take(&line) }
  }

  private mutating func take(_ line: inout [UInt8]) {
    if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    if line.count > 28, line[27] == 0x5A, line[19] == 0x2E, line[10] == 0x54 {
      line.removeFirst(29 <= line.count ? 29 : 28)
    }
    lines.append(line)
    line = []
  }

  /// What `finder` says when these lines are one step that ended so; the first line has number
  /// `first`.
  func evidence(
    _ finder: inout FailureFinder, first: Int64 = 1, exitCode: Int? = nil,
    phase: StepPhase = .script
  ) -> FailureEvidence? {
    for (index, line) in lines.enumerated() {
      finder.read(line.span, 0..<line.count, line: first + Int64(index))
    }
    return finder.finish(outcome: .failure, exitCode: exitCode, phase: phase)
  }
}
