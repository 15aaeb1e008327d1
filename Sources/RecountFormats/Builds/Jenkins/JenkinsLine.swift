// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Stamps that the Timestamper plug-in puts before a line of a console.
///
/// `[2025-03-12T09:14:02.310Z] ` says date and zone, `09:14:02  ` only the time of the day in the
/// zone of the controller, and `00:00:12.345  ` the time since the build began.
///
/// Source: https://plugins.jenkins.io/timestamper/
struct JenkinsStamps {
  private var time = TimeScan()
  private var clock = DayClock()

  /// The text behind the stamp of a line, and its time where one is known.
  ///
  /// A time of the day counts once a line with a date came before it.
  @inline(__always)
  mutating func take(
    _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> (text: Range<Int>, time: Timestamp?) {
    guard range.count >= 10 else { return (range, nil) }
    let first = bytes[range.lowerBound]
    if first == 0x5B, isDigit(bytes[range.lowerBound + 1]) { return dated(bytes, range) }
    if isDigit(first) { return clocked(bytes, range) }
    return (range, nil)
  }

  private mutating func dated(
    _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> (text: Range<Int>, time: Timestamp?) {
    guard let read = time.iso(bytes, at: range.lowerBound + 1, end: range.upperBound),
      read.hasZone, read.next < range.upperBound, bytes[read.next] == 0x5D
    else { return (range, nil) }
    var start = read.next + 1
    if start < range.upperBound, bytes[start] == 0x20 { start += 1 }
    let stamp = Timestamp(microseconds: read.micros)
    clock.anchor(stamp)
    return (start..<range.upperBound, stamp)
  }

  private mutating func clocked(
    _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> (text: Range<Int>, time: Timestamp?) {
    guard let second = DayClock.second(bytes, at: range.lowerBound, end: range.upperBound) else {
      return (range, nil)
    }
    var start = range.lowerBound + 8
    let hasFraction = start < range.upperBound && bytes[start] == 0x2E
    if hasFraction {
      start += 1
      while start < range.upperBound, isDigit(bytes[start]) { start += 1 }
    }
    let spaces = start
    while start < range.upperBound, start < spaces + 2, bytes[start] == 0x20 { start += 1 }
    guard start > spaces || start == range.upperBound else { return (range, nil) }
    // A fraction is that of a time since the beginning, and the zone of a clock is not known.
    return (start..<range.upperBound, hasFraction ? nil : clock.time(second: second))
  }
}

/// Lines that only a Jenkins console has.
enum JenkinsLine {
  private static let prefixes: [[UInt8]] = [
    "[Pipeline] ", "Started by ", "Running as ", "Building remotely on ", "Building on ",
    "Building in workspace ", "Running in Durability level: ", "Obtained Jenkinsfile from ",
    "originally caused by:", "The recommended git tool is: ", "using credential ",
    "No credentials specified", "Cloning the remote Git repository", "Cloning repository ",
    "Fetching changes from the remote Git repository", "Fetching upstream changes from ",
    "Checking out Revision ", "Avoid second fetch", "Commit message: \"",
    "First time build. Skipping changelog.", " > git ", "[EnvInject] - ", "[WS-CLEANUP] ",
    "Build step '", "Recording test results", "Archiving artifacts", "Stage \"",
    "ERROR: script returned exit code ", "Failed in branch ", "Build timed out (after ",
    "Triggering a new build of ", "Wiping out workspace first.", "Resume disabled",
    "Loading library ", "Still waiting to schedule task",
    "Selected Git installation does not exist", "Finished: ", "\u{1B}[8mha:",
  ].map { Array($0.utf8) }

  /// Whether a line, with or without a stamp, is Jenkins' own.
  static func matches(_ line: [UInt8]) -> Bool {
    var stamps = JenkinsStamps()
    let start = stamps.take(line.span, 0..<line.count).text.lowerBound
    let text = line[start...]
    if prefixes.contains(where: text.starts(with:)) {
      return !text.starts(with: "Finished: ".utf8) || result(Array(text)) != nil
    }
    // `[shop] $ /bin/sh -xe /tmp/jenkins1.sh`, and `[linux] [Pipeline] sh` of older versions.
    guard text.first == 0x5B, let close = text.firstIndex(of: 0x5D) else { return false }
    let rest = text[(close + 1)...]
    return rest.starts(with: " [Pipeline] ".utf8) || rest.starts(with: " $ /bin/sh -xe ".utf8)
      || text[..<close].starts(with: "[Pipeline".utf8)
  }

  /// What a build came to.
  enum Result {
    case success, unstable, failure, notBuilt, aborted
  }

  static func result(_ line: [UInt8]) -> Result? {
    let words = line.span.string(ByteRange(min(10, line.count), min(line.count, 32)))
    switch words {
    case "SUCCESS": return .success
    case "UNSTABLE": return .unstable
    case "FAILURE": return .failure
    case "NOT_BUILT": return .notBuilt
    case "ABORTED": return .aborted
    default: return nil
    }
  }
}
