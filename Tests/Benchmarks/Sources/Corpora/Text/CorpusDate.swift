// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A moment of March 2026, the month that both corpora stand in, written as their logs write it.
enum CorpusDate {
  static let secondsPerDay = 86_400

  /// `14/Mar/2026:06:00:00 +0000` for seconds since the month began.
  static func appendAccessStamp(_ seconds: Int, to text: inout ByteText) {
    text.append(1 + seconds / secondsPerDay, width: 2)
    text.append("/Mar/2026:")
    appendTime(seconds, to: &text)
    text.append(" +0000")
  }

  /// `2026-03-14T06:00:00.0000000Z` for ticks of 100 ns since the month began.
  static func appendJobStamp(ticks: Int, to text: inout ByteText) {
    let seconds = ticks / 10_000_000
    text.append("2026-03-")
    text.append(1 + seconds / secondsPerDay, width: 2)
    text.append("T")
    appendTime(seconds, to: &text)
    text.append(".")
    text.append(ticks % 10_000_000, width: 7)
    text.append("Z ")
  }

  private static func appendTime(_ seconds: Int, to text: inout ByteText) {
    text.append(seconds / 3600 % 24, width: 2)
    text.append(":")
    text.append(seconds / 60 % 60, width: 2)
    text.append(":")
    text.append(seconds % 60, width: 2)
  }
}
