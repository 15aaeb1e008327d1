// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A vertex of a build: one instruction of a Dockerfile, or what BuildKit does beside them.
struct BuildKitVertex {
  /// As the build numbers it; several builds of a step have the same numbers.
  var number: Int64
  /// `[2/4] RUN npm ci`; empty when the log begins in the middle of it.
  var name = ""
  /// Nil while it has not ended.
  var outcome: Outcome?
  var isCached = false
  var exitCode: Int?
  /// As it says itself when done, else the time of its last output.
  var microseconds: Int64 = 0
  var line: Int64
  var endLine: Int64
  /// The line that says how it failed; 0 when it did not.
  var failureLine: Int64 = 0
  /// What that line says behind `ERROR: `, at most `BuildStep.maxExcerptBytes`.
  var message: [UInt8] = []

  init(number: Int64, line: Int64) {
    self.number = number
    self.line = line
    endLine = line
  }

  var hasEnded: Bool { outcome != nil }

  var hasFailed: Bool { outcome?.isFailed ?? false }

  private static let exitCodeMark = Array("did not complete successfully: exit code: ".utf8)

  /// Ends it in a failure, or in a cancellation when another vertex made it stop.
  mutating func fail(_ bytes: Span<UInt8>, _ text: ByteRange, line: Int64) {
    message.removeAll()
    let end = min(Int(text.end), Int(text.start) + BuildStep.maxExcerptBytes)
    copyBytes(bytes, Int(text.start)..<end, to: &message)
    failureLine = line
    exitCode = BuildKitVertex.exitCode(message)
    let words = String(decoding: message, as: UTF8.self)
    let isCollateral = exitCode == nil && words.hasSuffix("context canceled")
    outcome = isCollateral ? .cancelled : .failure
  }

  /// The code of `process "…" did not complete successfully: exit code: 1`.
  private static func exitCode(_ message: [UInt8]) -> Int? {
    let mark = exitCodeMark
    guard let first = mark.first, message.count > mark.count else { return nil }
    for start in (0...(message.count - mark.count)).reversed() where message[start] == first {
      guard message[start..<start + mark.count].elementsEqual(mark) else { continue }
      let digits = message[(start + mark.count)...].prefix(while: isDigit)
      return Int(String(decoding: digits, as: UTF8.self))
    }
    return nil
  }
}
